//! Who asks: the client's address, and the network that limits count.

use std::net::IpAddr;

use http::{HeaderMap, HeaderName};
use ipnet::IpNet;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address: the peer's, or, when the peer is one of our proxies, the last address in `X-Forwarded-For` that is
/// none of them. What stands before it was written by the client and proves nothing (ASVS 15.3.4).
#[must_use]
pub fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let is_proxy = |address: &IpAddr| proxies.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    if proxies.is_empty() {
        return client;
    }
    let values: Vec<&str> = headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
    let mut hops = values.iter().rev().flat_map(|value| value.rsplit(','));
    while is_proxy(&client) {
        let Some(hop) = hops.next().and_then(|hop| hop.trim().parse::<IpAddr>().ok()) else { break };
        client = hop.to_canonical();
    }
    client
}

/// What limits count: an IPv4 address, or the /64 that one IPv6 customer has to itself.
#[must_use]
pub fn network(client: IpAddr) -> String {
    match client {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn seen(peer: &str, forwarded: &[&'static str], proxies: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_static(value));
        }
        let proxies: Vec<IpNet> = proxies.iter().map(|network| network.parse().unwrap()).collect();
        network(client(peer.parse().unwrap(), &headers, &proxies))
    }

    #[test]
    fn nobody_but_our_proxy_may_say_who_asks() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn behind_our_proxies_the_last_stranger_counts_and_not_what_he_wrote_before_himself() {
        let proxies = ["10.0.0.0/8", "2001:db8:ffff::/48"];
        assert_eq!(seen("10.0.0.1", &["1.2.3.4, 198.51.100.1, 10.0.0.2"], &proxies), "198.51.100.1");
        assert_eq!(seen("10.0.0.1", &["1.2.3.4", "198.51.100.1"], &proxies), "198.51.100.1");
        assert_eq!(seen("2001:db8:ffff::1", &["2001:db8:1:2:3:4:5:6"], &proxies), "2001:db8:1:2::/64");
        assert_eq!(seen("10.0.0.1", &["no address"], &proxies), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &[], &proxies), "10.0.0.1");
    }

    #[test]
    fn one_address_has_one_network_however_it_is_written() {
        assert_eq!(seen("::ffff:203.0.113.9", &[], &[]), "203.0.113.9");
        assert_eq!(seen("2001:db8:1:2:ffff::1", &[], &[]), seen("2001:db8:1:2::9", &[], &[]));
    }
}
