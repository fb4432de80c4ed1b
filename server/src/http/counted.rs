//! What operators watch beside routes and times: refused sign-ins and questions of `/check`. Known by route and status alone, so
//! that no account, address or network can get into a number.

use http::StatusCode;
use metrics::{Counter, counter};

const SIGN_INS: &str = "candor_sign_ins_refused_total";
const CHECKS: &str = "candor_check_questions_total";
/// Why a sign-in is refused: there was no place, too many tries, a wrong password, a wrong second factor.
const WHY: [&str; 4] = ["busy", "limit", "password", "second_factor"];
/// What became of a question.
const BECAME: [&str; 3] = ["taken", "limit", "refused"];

fn sign_ins(why: &'static str) -> Counter {
    counter!(SIGN_INS, "why" => why)
}

fn checks(became: &'static str) -> Counter {
    counter!(CHECKS, "became" => became)
}

/// Every number stands there from the start, so that one that never came is 0 and not missing.
pub fn begin() {
    for why in WHY {
        sign_ins(why).increment(0);
    }
    for became in BECAME {
        checks(became).increment(0);
    }
}

/// A sign-in was turned away before it was looked at.
pub fn crowded_out() {
    sign_ins("busy").increment(1);
}

/// An answer to a form.
pub fn note(route: &'static str, status: StatusCode) {
    match (route, status) {
        ("/staff/signin" | "/staff/signin/second", StatusCode::SERVICE_UNAVAILABLE) => sign_ins("busy").increment(1),
        ("/staff/signin" | "/staff/signin/second", StatusCode::TOO_MANY_REQUESTS) => sign_ins("limit").increment(1),
        ("/staff/signin", StatusCode::UNPROCESSABLE_ENTITY) => sign_ins("password").increment(1),
        ("/staff/signin/second", StatusCode::UNPROCESSABLE_ENTITY) => sign_ins("second_factor").increment(1),
        ("/check", StatusCode::SEE_OTHER) => checks("taken").increment(1),
        ("/check", StatusCode::TOO_MANY_REQUESTS) => checks("limit").increment(1),
        ("/check", _) => checks("refused").increment(1),
        _ => {}
    }
}
