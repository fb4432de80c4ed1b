//! Small controls that need the browser. The page works when they never wake up.
