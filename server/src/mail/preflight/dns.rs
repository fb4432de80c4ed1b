//! The DNS, as far as preflight asks it.

use std::net::{IpAddr, SocketAddr};

use hickory_resolver::{
    TokioResolver,
    config::{ConnectionConfig, NameServerConfig, ResolverConfig, ResolverOpts},
    net::{DnsError, NetError, runtime::TokioRuntimeProvider},
    proto::{
        op::ResponseCode,
        rr::{Name, RData},
    },
};

use crate::cli::Failure;

/// No name server gave an answer: nothing is known, not that there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away;

/// Asks the name servers of the machine, or one that is set.
pub struct Dns(TokioResolver);

impl Dns {
    /// `resolver` is the address and port of a name server; empty means those of the machine.
    ///
    /// # Errors
    /// Bad input when it is no address with a port; environment when the machine names no server.
    pub fn new(resolver: &str) -> Result<Self, Failure> {
        let bad = |error: NetError| Failure::Environment(format!("the name servers of this machine cannot be used: {error}"));
        let builder = if resolver.is_empty() {
            TokioResolver::builder_tokio().map_err(bad)?
        } else {
            let server: SocketAddr = resolver
                .parse()
                .map_err(|_| Failure::BadInput(format!("resolver must be an address and a port, as 127.0.0.1:53: {resolver}")))?;
            let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
                connection.port = server.port();
                connection
            });
            let server = NameServerConfig::new(server.ip(), true, connections.to_vec());
            let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default()).with_options(ResolverOpts::default())
        };
        Ok(Self(builder.build().map_err(bad)?))
    }

    /// The texts of a name, each put together from its pieces; none when there are none.
    ///
    /// # Errors
    /// When no server answered.
    pub async fn txt(&self, name: &str) -> Result<Vec<String>, Away> {
        let Some(name) = whole(name) else { return Ok(Vec::new()) };
        let Some(found) = answered(self.0.txt_lookup(name).await)? else { return Ok(Vec::new()) };
        let texts = found.answers().iter().filter_map(|record| match &record.data {
            RData::TXT(text) => Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned()),
            _ => None,
        });
        Ok(texts.collect())
    }

    /// The addresses of a name, of one kind.
    ///
    /// # Errors
    /// When no server answered.
    pub async fn addresses_of(&self, name: &str, is_v4: bool) -> Result<Vec<IpAddr>, Away> {
        let Some(name) = whole(name) else { return Ok(Vec::new()) };
        let found = if is_v4 { self.0.ipv4_lookup(name).await } else { self.0.ipv6_lookup(name).await };
        let Some(found) = answered(found)? else { return Ok(Vec::new()) };
        let addresses = found.answers().iter().filter_map(|record| match &record.data {
            RData::A(address) => Some(IpAddr::V4(address.0)),
            RData::AAAA(address) => Some(IpAddr::V6(address.0)),
            _ => None,
        });
        Ok(addresses.collect())
    }

    /// The names of the machines that take mail for a domain.
    ///
    /// # Errors
    /// When no server answered.
    pub async fn exchanges_of(&self, domain: &str) -> Result<Vec<String>, Away> {
        let Some(name) = whole(domain) else { return Ok(Vec::new()) };
        let Some(found) = answered(self.0.mx_lookup(name).await)? else { return Ok(Vec::new()) };
        let names = found.answers().iter().filter_map(|record| match &record.data {
            RData::MX(exchange) => Some(plain(&exchange.exchange)),
            _ => None,
        });
        Ok(names.collect())
    }

    /// The names of an address.
    ///
    /// # Errors
    /// When no server answered.
    pub async fn names_of(&self, address: IpAddr) -> Result<Vec<String>, Away> {
        let Some(found) = answered(self.0.reverse_lookup(address).await)? else { return Ok(Vec::new()) };
        let names = found.answers().iter().filter_map(|record| match &record.data {
            RData::PTR(name) => Some(plain(&name.0)),
            _ => None,
        });
        Ok(names.collect())
    }
}

/// The answer; nothing when there is no such record.
fn answered<T>(answer: Result<T, NetError>) -> Result<Option<T>, Away> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(NetError::Dns(DnsError::NoRecordsFound(none)))
            if matches!(none.response_code, ResponseCode::NoError | ResponseCode::NXDomain) =>
        {
            Ok(None)
        }
        Err(error) => {
            tracing::warn!(%error, "no name server answered");
            Err(Away)
        }
    }
}

/// The name from the root: nothing is added to it. Nothing for a text that is no name, of which there can be no record.
fn whole(name: &str) -> Option<Name> {
    Name::from_str_relaxed(format!("{}.", name.trim_end_matches('.'))).ok()
}

fn plain(name: &Name) -> String {
    name.to_lowercase().to_ascii().trim_end_matches('.').to_owned()
}
