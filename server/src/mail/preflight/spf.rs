//! SPF (RFC 7208): whether the record of a domain covers a machine. As receivers look at it, but for what depends on the message: macros,
//! `exists` and `ptr` count as unclear.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::{Away, Dns};

/// What a record says about a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spf {
    None,
    Several,
    Broken,
    Pass,
    Fail,
    SoftFail,
    Neutral,
    /// Not covered by what can be told without a message.
    Unclear,
}

/// The record of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Record {
    None,
    One(String),
    Several,
}

/// Terms that ask the DNS, at most (RFC 7208, 4.6.4).
const MOST_LOOKUPS: u32 = 10;

/// The record of `domain`.
pub(super) async fn record(dns: &Dns, domain: &str) -> Result<Record, Away> {
    let is_spf =
        |text: &String| text.eq_ignore_ascii_case("v=spf1") || text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("v=spf1 "));
    let mut records: Vec<String> = dns.txt(domain).await?.into_iter().filter(is_spf).collect();
    Ok(match (records.pop(), records.is_empty()) {
        (None, _) => Record::None,
        (Some(record), true) => Record::One(record),
        (Some(_), false) => Record::Several,
    })
}

/// What the record of `domain` says about `address`.
pub(super) async fn check(dns: &Dns, domain: &str, address: IpAddr) -> Result<Spf, Away> {
    let mut looker = Looker { dns, address, lookups: 0 };
    looker.check(domain.to_owned()).await
}

struct Looker<'a> {
    dns: &'a Dns,
    address: IpAddr,
    lookups: u32,
}

/// Whether a mechanism matches.
enum Match {
    Yes,
    No,
    Unclear,
    Broken,
}

impl From<bool> for Match {
    fn from(is_so: bool) -> Self {
        if is_so { Self::Yes } else { Self::No }
    }
}

impl Looker<'_> {
    async fn check(&mut self, domain: String) -> Result<Spf, Away> {
        let record = match record(self.dns, &domain).await? {
            Record::None => return Ok(Spf::None),
            Record::Several => return Ok(Spf::Several),
            Record::One(record) => record,
        };
        let (mut redirect, mut is_unclear) = (None, false);
        for term in record.split_ascii_whitespace().skip(1) {
            let lower = term.to_ascii_lowercase();
            // `name=value` comes without a qualifier; unknown ones are for others.
            if let Some((name, value)) = lower.split_once('=')
                && !name.contains([':', '/'])
            {
                if name == "redirect" {
                    redirect = Some(value.to_owned());
                }
                continue;
            }
            let result = match lower.as_bytes().first() {
                Some(b'-') => Spf::Fail,
                Some(b'~') => Spf::SoftFail,
                Some(b'?') => Spf::Neutral,
                _ => Spf::Pass,
            };
            let mechanism = lower.trim_start_matches(['+', '-', '~', '?']);
            match self.matches(mechanism, &domain).await? {
                Match::Yes if is_unclear && result != Spf::Pass => return Ok(Spf::Unclear),
                Match::Yes => return Ok(result),
                Match::No => {}
                Match::Unclear => is_unclear = true,
                Match::Broken => return Ok(Spf::Broken),
            }
        }
        if let Some(target) = redirect {
            if target.contains('%') {
                return Ok(Spf::Unclear);
            }
            if !self.may_look() {
                return Ok(Spf::Broken);
            }
            return Ok(match Box::pin(self.check(target)).await? {
                Spf::None => Spf::Broken,
                result if is_unclear && result != Spf::Pass => Spf::Unclear,
                result => result,
            });
        }
        Ok(if is_unclear { Spf::Unclear } else { Spf::Neutral })
    }

    /// Counts one more term that asks; false when there were too many.
    fn may_look(&mut self) -> bool {
        self.lookups += 1;
        self.lookups <= MOST_LOOKUPS
    }

    async fn matches(&mut self, mechanism: &str, domain: &str) -> Result<Match, Away> {
        let name_end = mechanism.find([':', '/']).unwrap_or(mechanism.len());
        let (name, rest) = mechanism.split_at(name_end);
        match name {
            "all" => Ok(Match::Yes),
            "ip4" | "ip6" => Ok(net(name, rest.trim_start_matches(':')).map_or(Match::Broken, |net| net.contains(&self.address).into())),
            "include" | "a" | "mx" if rest.contains('%') => Ok(if self.may_look() { Match::Unclear } else { Match::Broken }),
            "exists" | "ptr" => Ok(if self.may_look() { Match::Unclear } else { Match::Broken }),
            "include" => self.includes(rest.trim_start_matches(':')).await,
            "a" | "mx" => {
                let Some((target, v4, v6)) = target(rest, domain) else { return Ok(Match::Broken) };
                if !self.may_look() {
                    return Ok(Match::Broken);
                }
                let hosts = if name == "mx" { self.dns.exchanges_of(&target).await? } else { vec![target] };
                // RFC 7208, 4.6.4: more than ten is an error.
                if hosts.len() > 10 {
                    return Ok(Match::Broken);
                }
                for host in hosts {
                    let found = self.dns.addresses_of(&host, self.address.is_ipv4()).await?;
                    if found.iter().any(|one| around(*one, v4, v6).is_some_and(|net| net.contains(&self.address))) {
                        return Ok(Match::Yes);
                    }
                }
                Ok(Match::No)
            }
            _ => Ok(Match::Broken),
        }
    }

    async fn includes(&mut self, target: &str) -> Result<Match, Away> {
        if target.is_empty() || !self.may_look() {
            return Ok(Match::Broken);
        }
        Ok(match Box::pin(self.check(target.to_owned())).await? {
            Spf::Pass => Match::Yes,
            Spf::Fail | Spf::SoftFail | Spf::Neutral => Match::No,
            Spf::Unclear => Match::Unclear,
            Spf::None | Spf::Several | Spf::Broken => Match::Broken,
        })
    }
}

fn net(name: &str, text: &str) -> Option<IpNet> {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let address: IpAddr = address.parse().ok()?;
    if address.is_ipv4() != (name == "ip4") {
        return None;
    }
    let full = if address.is_ipv4() { 32 } else { 128 };
    IpNet::new(address, length.map_or(Some(full), |length| length.parse().ok())?).ok()
}

/// `:domain/24//64`: the domain, if it is another, and the lengths for both kinds of address.
fn target(rest: &str, domain: &str) -> Option<(String, u8, u8)> {
    let (name, lengths) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let name = match name.strip_prefix(':') {
        Some(name) if !name.is_empty() => name,
        Some(_) => return None,
        None => domain,
    };
    let (v4, v6) = match lengths.split_once("//") {
        Some((v4, v6)) => (v4, v6.parse().ok().filter(|length| *length <= 128)?),
        None => (lengths, 128),
    };
    let v4 = if v4.is_empty() { 32 } else { v4.strip_prefix('/')?.parse().ok().filter(|length| *length <= 32)? };
    Some((name.to_owned(), v4, v6))
}

fn around(address: IpAddr, v4: u8, v6: u8) -> Option<IpNet> {
    match address {
        IpAddr::V4(address) => Ipv4Net::new(address, v4).ok().map(IpNet::V4),
        IpAddr::V6(address) => Ipv6Net::new(address, v6).ok().map(IpNet::V6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_domains_of_mechanisms_are_read() {
        assert_eq!(target("", "example.org"), Some(("example.org".to_owned(), 32, 128)));
        assert_eq!(target("/24", "example.org"), Some(("example.org".to_owned(), 24, 128)));
        assert_eq!(target(":mail.example.org/24//64", "example.org"), Some(("mail.example.org".to_owned(), 24, 64)));
        assert_eq!(target("//64", "example.org"), Some(("example.org".to_owned(), 32, 64)));
        for bad in [":", "/33", "//129", "/x", ":a/"] {
            assert_eq!(target(bad, "example.org"), None, "{bad}");
        }
        assert!(net("ip4", "192.0.2.0/24").unwrap().contains(&"192.0.2.7".parse::<IpAddr>().unwrap()));
        assert!(net("ip6", "2001:db8::/32").is_some());
        for (name, bad) in [("ip4", "2001:db8::1"), ("ip6", "192.0.2.1"), ("ip4", "192.0.2.1/33"), ("ip4", ""), ("ip4", "192.0.2.0/x")] {
            assert!(net(name, bad).is_none(), "{name}:{bad}");
        }
    }
}
