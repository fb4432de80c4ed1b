//! One message: whether it is a report of mail that did not arrive, about which message of ours, and what it says.

use domain::bounce::{Returned, StatusCode, id_in_message_id};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use store::bounces::Report;
use uuid::Uuid;

use super::{LARGEST, Ours};

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// No report of a delivery: out of office, an answer, anything else.
    NotABounce,
    /// A report about a message that is not ours, or of success.
    NotOurs,
    /// A report about a message of ours.
    Report(Report),
}

/// Messages within messages at most: a report has one. More is somebody's game with our memory.
const MOST_NESTED: usize = 8;
/// Where a mail server may note the address that a report was sent to.
const ADDRESSED: [&str; 5] = ["to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];

/// Reads a message. It comes from a stranger: whatever it says, it is at most [`Read::NotABounce`].
#[must_use]
pub fn read(message: &[u8], ours: &Ours) -> Read {
    let bytes = &message[..message.len().min(LARGEST)];
    if count(bytes, b"message/rfc822") + count(bytes, b"message/global") > MOST_NESTED {
        return Read::NotABounce;
    }
    // A message that breaks the reader must not stop those behind it for good.
    std::panic::catch_unwind(|| read_parts(bytes, message, ours)).unwrap_or(Read::NotABounce)
}

fn read_parts(bytes: &[u8], message: &[u8], ours: &Ours) -> Read {
    let Some(parsed) = MessageParser::default().parse(bytes) else { return Read::NotABounce };
    let Some(root) = parsed.parts.first().filter(|root| is_delivery_report(root)) else { return Read::NotABounce };
    let Some(status) = parsed.parts.iter().find(|part| is(part, "message", &["delivery-status", "global-delivery-status"])) else {
        return Read::NotABounce;
    };
    let Some((returned, status)) = verdict(&text_of(status)) else { return Read::NotOurs };
    let Some(message_id) = by_address(&parsed, root, ours).or_else(|| by_message_id(&parsed, ours)) else { return Read::NotOurs };
    // A report that names itself is the same report on whichever way it comes; another is known by all of its bytes.
    let name = parsed.message_id().filter(|id| !id.is_empty()).map_or_else(|| message.to_vec(), |id| id.as_bytes().to_vec());
    Read::Report(Report { message_id, returned, status, name })
}

/// `multipart/report; report-type=delivery-status` (RFC 6522). A receipt that somebody has read a message is no such thing.
fn is_delivery_report(root: &MessagePart<'_>) -> bool {
    let kind = root.content_type().and_then(|kind| kind.attribute("report-type"));
    is(root, "multipart", &["report"]) && kind.is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"))
}

fn is(part: &MessagePart<'_>, kind: &str, subkinds: &[&str]) -> bool {
    part.content_type().is_some_and(|found| {
        let subkind = found.subtype().unwrap_or_default();
        found.ctype().eq_ignore_ascii_case(kind) && subkinds.iter().any(|one| subkind.eq_ignore_ascii_case(one))
    })
}

fn text_of(part: &MessagePart<'_>) -> String {
    String::from_utf8_lossy(part.contents()).into_owned()
}

/// What a report says of its recipients: our messages have one. What is over outweighs what is late; success says nothing.
fn verdict(text: &str) -> Option<(Returned, StatusCode)> {
    let text = text.replace("\r\n", "\n");
    let mut late = None;
    for group in text.split("\n\n") {
        let fields = fields(group);
        let field = |name: &str| fields.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
        let action = field("action").map(|action| action.trim().to_ascii_lowercase());
        let status = field("status").and_then(StatusCode::parse);
        match (action.as_deref(), status) {
            // RFC 3464, 2.3.3: `failed` means that nobody tries any more, also where the cause could have passed.
            (Some("failed"), Some(status)) if status.class == 5 => return Some((Returned::Refused, status)),
            (Some("failed"), Some(status)) if status.class == 4 => return Some((Returned::GivenUp, status)),
            // Without a code it is not known what for: over, and the address is not to blame.
            (Some("failed"), None) => return Some((Returned::Refused, StatusCode { class: 5, subject: 0, detail: 0 })),
            (None, Some(status)) if status.class == 5 => return Some((Returned::Refused, status)),
            (Some("delayed"), status) => {
                late = Some((Returned::Delayed, status.unwrap_or(StatusCode { class: 4, subject: 0, detail: 0 })));
            }
            (None, Some(status)) if status.class == 4 => late = Some((Returned::Delayed, status)),
            _ => {}
        }
    }
    late
}

/// By the address that only this message was sent from: where the report went, or as the returned headers have it.
fn by_address(report: &Message<'_>, root: &MessagePart<'_>, ours: &Ours) -> Option<Uuid> {
    let address = ours.return_address.as_ref()?;
    let head = report.raw_message.get(root.offset_header as usize..root.offset_body as usize).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let own = fields(&head).into_iter().filter(|(name, _)| ADDRESSED.contains(&name.as_str()));
    let returned = returned_fields(report).into_iter().filter(|(name, _)| name == "return-path");
    let separators = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '(' | ')');
    own.chain(returned).find_map(|(_, value)| value.split(separators).find_map(|word| address.id_in(word)))
}

/// By the `Message-ID` of the returned message.
fn by_message_id(report: &Message<'_>, ours: &Ours) -> Option<Uuid> {
    let fields = returned_fields(report);
    fields.iter().filter(|(name, _)| name == "message-id").find_map(|(_, value)| id_in_message_id(value, &ours.host))
}

/// The headers of the message that came back: whole, or its head alone.
fn returned_fields(report: &Message<'_>) -> Vec<(String, String)> {
    let heads = report.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(inner) => {
            let root = inner.parts.first()?;
            let head = inner.raw_message.get(root.offset_header as usize..root.offset_body as usize)?;
            Some(String::from_utf8_lossy(head).into_owned())
        }
        _ if is(part, "text", &["rfc822-headers"]) || is(part, "message", &["rfc822-headers", "global-headers"]) => Some(text_of(part)),
        _ => None,
    });
    heads.flat_map(|head| fields(&head)).collect()
}

/// Header fields, names in lower case, folded lines put together.
fn fields(head: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|window| window.eq_ignore_ascii_case(word)).count()
}

#[cfg(test)]
mod tests {
    use domain::bounce::ReturnAddress;

    use super::*;

    const ID: Uuid = Uuid::from_u128(0x0190_a000_0000_7000_8000_0000_0000_000a);

    fn ours() -> Ours {
        Ours { return_address: ReturnAddress::parse("bounces@mail.example.org"), host: "incident.example.org".to_owned() }
    }

    /// A report as Postfix writes it.
    fn report(to: &str, recipient: &str, returned: &str) -> String {
        format!(
            "Return-Path: <>\r\nDelivered-To: {to}\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.example.net>\r\nTo: {to}\r\n\
             Subject: Undelivered Mail Returned to Sender\r\nMessage-Id: <20310309142100.ABCDEF@mx.example.net>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"ABCDEF/mx\"\r\n\r\n\
             This is a MIME-encapsulated message.\r\n\r\n--ABCDEF/mx\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nSorry.\r\n\r\n\
             --ABCDEF/mx\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.example.net\r\nArrival-Date: Sun, 9 Mar 2031 14:20:00 +0000 (UTC)\r\n\r\n{recipient}\r\n\
             --ABCDEF/mx\r\n{returned}\r\n--ABCDEF/mx--\r\n"
        )
    }

    const GONE: &str = "Final-Recipient: rfc822; ana@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n    <ana@example.org>: no such user\r\n";

    fn whole() -> String {
        format!(
            "Content-Type: message/rfc822\r\n\r\nFrom: us@example.org\r\nMessage-ID:\r\n <{ID}@incident.example.org>\r\nSubject: x\r\n\r\nText\r\n"
        )
    }

    fn head_alone() -> String {
        format!("Content-Type: text/rfc822-headers\r\n\r\nFrom: us@example.org\r\nMessage-ID: <{ID}@incident.example.org>\r\n")
    }

    fn found(message: &str) -> Option<(Uuid, Returned, String)> {
        match read(message.as_bytes(), &ours()) {
            Read::Report(report) => Some((report.message_id, report.returned, report.status.to_string())),
            _ => None,
        }
    }

    #[test]
    fn a_report_is_matched_by_the_address_it_was_sent_to_or_else_by_the_message_it_returns() {
        let gone = Some((ID, Returned::Refused, "5.1.1".to_owned()));
        let to = ours().return_address.unwrap().of(ID);
        assert_eq!(found(&report(&to, GONE, "Content-Type: text/rfc822-headers\r\n\r\nSubject: x\r\n")), gone);
        assert_eq!(found(&report("us@example.org", GONE, &whole())), gone);
        assert_eq!(found(&report("us@example.org", GONE, &head_alone())), gone);
        assert_eq!(found(&report("us@example.org", GONE, &head_alone()).replace("\r\n", "\n")), gone, "line ends of a maildir");
        let path = head_alone().replace("From:", &format!("Return-Path: <{}>\r\nFrom:", to.to_uppercase())).replace("incident.", "other.");
        assert_eq!(found(&report("us@example.org", GONE, &path)), gone);
    }

    #[test]
    fn what_is_over_what_is_late_and_what_arrived_are_told_apart() {
        let recipient =
            |action: &str, status: &str| format!("Final-Recipient: rfc822; a@example.org\r\nAction: {action}\r\nStatus: {status}\r\n");
        let said = |recipient: &str| found(&report("us@example.org", recipient, &whole())).map(|(_, returned, status)| (returned, status));
        assert_eq!(said(&recipient("FAILED", "5.2.2 (full)")), Some((Returned::Refused, "5.2.2".to_owned())));
        assert_eq!(said(&recipient("failed", "4.4.7")), Some((Returned::GivenUp, "4.4.7".to_owned())));
        assert_eq!(said(&recipient("delayed", "4.4.1")), Some((Returned::Delayed, "4.4.1".to_owned())));
        assert_eq!(said(&recipient("failed", "strange")), Some((Returned::Refused, "5.0.0".to_owned())));
        for quiet in ["delivered", "relayed", "expanded"] {
            assert_eq!(read(report("us@example.org", &recipient(quiet, "2.0.0"), &whole()).as_bytes(), &ours()), Read::NotOurs, "{quiet}");
        }
    }

    #[test]
    fn out_of_office_receipts_and_answers_are_no_bounces_and_reports_of_others_not_ours() {
        let to = ours().return_address.unwrap().of(ID);
        let away = format!("To: {to}\r\nAuto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\nBack on Monday. Status: 5.1.1\r\n");
        let receipt = report(&to, GONE, &whole()).replace("report-type=delivery-status", "report-type=disposition-notification");
        let quoted = format!("To: {to}\r\nContent-Type: text/plain\r\n\r\n{}", report(&to, GONE, &whole()));
        for other in [away, receipt, quoted, String::new(), "\u{0}\u{0}".to_owned()] {
            assert_eq!(read(other.as_bytes(), &ours()), Read::NotABounce, "{other}");
        }
        let theirs = report("us@example.org", GONE, &whole().replace("incident.", "other."));
        assert_eq!(read(theirs.as_bytes(), &ours()), Read::NotOurs);
    }

    #[test]
    fn a_message_within_a_message_within_a_message_costs_nothing() {
        let mut deep = report("us@example.org", GONE, &whole());
        deep.push_str(&"Content-Type: message/rfc822\r\n\r\n".repeat(20_000));
        assert_eq!(read(deep.as_bytes(), &ours()), Read::NotABounce);
        let multipart: String = (0..20_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n")).collect();
        assert_eq!(read(multipart.as_bytes(), &ours()), Read::NotABounce);
    }

    #[test]
    fn the_same_report_has_the_same_name_whoever_put_a_line_on_top() {
        let plain = report("us@example.org", GONE, &whole());
        let other_way = format!("Received: from a by b\r\n{plain}");
        assert_eq!(read(plain.as_bytes(), &ours()), read(other_way.as_bytes(), &ours()));
        assert_ne!(read(plain.as_bytes(), &ours()), read(plain.replace("ABCDEF@mx", "ABCDEG@mx").as_bytes(), &ours()));
    }
}
