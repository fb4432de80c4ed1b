//! HTTP: the accept loop, the checks before routing, the routes.
