use domain::{
    clock::{Entropy, Timestamp},
    request::{BadRequestNumber, RequestNumber, promised_on},
};

struct Bytes(u8);

impl Entropy for Bytes {
    fn fill(&self, bytes: &mut [u8]) {
        for (byte, value) in bytes.iter_mut().zip(self.0..) {
            *byte = value;
        }
    }
}

fn promised(now: &str, zone: &str) -> String {
    promised_on(Timestamp::parse(now).unwrap(), zone)
}

#[test]
fn somebody_answers_two_working_days_later() {
    // 10 March 2031 is a Monday.
    assert_eq!(promised("2031-03-10T14:00:00Z", "America/New_York"), "2031-03-12");
    assert_eq!(promised("2031-03-13T14:00:00Z", "America/New_York"), "2031-03-17", "Thursday to Monday");
    for weekend in ["2031-03-14", "2031-03-15", "2031-03-16"] {
        assert_eq!(promised(&format!("{weekend}T14:00:00Z"), "America/New_York"), "2031-03-18", "{weekend}");
    }
}

#[test]
fn the_day_is_that_of_the_incidents_zone() {
    assert_eq!(promised("2031-03-11T02:00:00Z", "America/New_York"), "2031-03-12", "it is still Monday there");
    assert_eq!(promised("2031-03-11T02:00:00Z", "nowhere"), "2031-03-13");
}

#[test]
fn a_request_number_is_read_however_it_is_typed() {
    let number = RequestNumber::new(&Bytes(0));
    assert_eq!(number.as_str(), "R-0123-4567");
    for typed in ["R-0123-4567", "r01234567", " r o123 4567 ", "R-O1Z3-4567"] {
        let read = RequestNumber::parse(typed);
        assert_eq!(read.is_ok_and(|read| read == number), !typed.contains('Z'), "{typed}");
    }
    for typed in ["", "R-0123-456", "R-0123-45678", "X-0123-4567", "R-U123-4567"] {
        assert_eq!(RequestNumber::parse(typed), Err(BadRequestNumber), "{typed}");
    }
}
