//! Calls from here to other hosts: one request, one answer, no redirects, and no private networks unless the operator allows them.

mod address;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use domain::webhook::CallProblem;
use http::{HeaderName, HeaderValue, Method, Request, header};
use http_body_util::Full;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use tokio_util::task::AbortOnDropHandle;
use url::{Host, Url};

pub use address::is_public;

/// How long one try may take, from the name to the status.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long one address may take to take the connection.
const CONNECT_PATIENCE: Duration = Duration::from_secs(4);

/// Calls other hosts.
#[derive(Clone)]
pub struct Outbound {
    tls: TlsConnector,
    may_reach_private_networks: bool,
}

impl Outbound {
    /// With the public authorities that browsers know.
    ///
    /// # Errors
    /// When TLS cannot be set up: a fault of this program.
    pub fn new(may_reach_private_networks: bool) -> Result<Self, tokio_rustls::rustls::Error> {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), may_reach_private_networks })
    }

    /// Posts `body` and gives the status of the answer, whatever it is; what follows the status is not read, and a redirect is an
    /// answer like any other.
    ///
    /// # Errors
    /// Why there was no answer.
    pub async fn post(&self, url: &Url, headers: &[(HeaderName, HeaderValue)], body: Bytes) -> Result<u16, CallProblem> {
        timeout(PATIENCE, self.try_post(url, headers, body)).await.unwrap_or(Err(CallProblem::TooSlow))
    }

    async fn try_post(&self, url: &Url, headers: &[(HeaderName, HeaderValue)], body: Bytes) -> Result<u16, CallProblem> {
        let request = request(url, headers, body)?;
        // With nothing but numbers in hand there is no second look-up that could say something else.
        let stream = connect(&self.addresses(url).await?).await?;
        if url.scheme() == "https" {
            let name = match url.host().ok_or(CallProblem::Address)? {
                Host::Domain(name) => ServerName::try_from(name.to_owned()).map_err(|_| CallProblem::Address)?,
                Host::Ipv4(address) => ServerName::from(std::net::IpAddr::from(address)),
                Host::Ipv6(address) => ServerName::from(std::net::IpAddr::from(address)),
            };
            let stream = self.tls.connect(name, stream).await.map_err(|_| CallProblem::Tls)?;
            exchange(stream, request).await
        } else {
            exchange(stream, request).await
        }
    }

    /// Where the host is now. If any of it is private, none of it is called.
    async fn addresses(&self, url: &Url) -> Result<Vec<SocketAddr>, CallProblem> {
        if url.scheme() != "https" && !(url.scheme() == "http" && self.may_reach_private_networks) {
            return Err(CallProblem::Address);
        }
        let port = url.port_or_known_default().ok_or(CallProblem::Address)?;
        let addresses: Vec<SocketAddr> = match url.host().ok_or(CallProblem::Address)? {
            Host::Domain(name) => lookup_host((name, port)).await.map_err(|_| CallProblem::NoHost)?.collect(),
            Host::Ipv4(address) => vec![SocketAddr::from((address, port))],
            Host::Ipv6(address) => vec![SocketAddr::from((address, port))],
        };
        if addresses.is_empty() {
            return Err(CallProblem::NoHost);
        }
        if !self.may_reach_private_networks && !addresses.iter().all(|address| is_public(address.ip())) {
            return Err(CallProblem::Private);
        }
        Ok(addresses)
    }
}

fn request(url: &Url, headers: &[(HeaderName, HeaderValue)], body: Bytes) -> Result<Request<Full<Bytes>>, CallProblem> {
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let host = url.host_str().ok_or(CallProblem::Address)?;
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, host)
        .header(header::CONNECTION, "close")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::new(body))
        .map_err(|_| CallProblem::Address)?;
    request.headers_mut().extend(headers.iter().cloned());
    Ok(request)
}

async fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, CallProblem> {
    for address in addresses {
        if let Ok(Ok(stream)) = timeout(CONNECT_PATIENCE, TcpStream::connect(address)).await {
            return Ok(stream);
        }
    }
    Err(CallProblem::Unreachable)
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<u16, CallProblem>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| CallProblem::NoAnswer)?;
    // Ends with this call, however it ends.
    let _connection = AbortOnDropHandle::new(tokio::spawn(connection));
    let response = sender.send_request(request).await.map_err(|_| CallProblem::NoAnswer)?;
    Ok(response.status().as_u16())
}
