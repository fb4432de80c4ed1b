//! How often a factor may be tried. A stranger's tries are counted for their network and, loosely, for all strangers together;
//! a browser that signed in before has a count of its own. So nobody can lock anybody out.

use std::time::Duration;

use http::HeaderMap;
use store::budgets::{Counted, Decision, Limit};

use super::is_known;
use crate::{error::PageError, request::Request, site::Site};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The password: the account is what was typed, there or not.
    Password,
    /// A code, by somebody who gave the password.
    Second,
}

const QUARTER: Duration = Duration::from_secs(15 * 60);
/// Tries of one account from one network in which nobody's browser is known.
const FROM_NETWORK: Limit = Limit { most: 10, per: QUARTER };
/// Tries of one account from a browser that signed in before.
const FROM_KNOWN: Limit = Limit { most: 20, per: QUARTER };
/// Passwords of one account from all strangers: half a million a year, where zxcvbn's third score means a hundred million guesses.
const PASSWORDS_OF_STRANGERS: Limit = Limit::per_hour(60);
/// Codes of one account from all strangers: three of a million are right at a time, which six an hour find once in six years.
const CODES_OF_STRANGERS: Limit = Limit::per_hour(6);

/// Counts a try at `factor` of `account`, before it is looked at.
///
/// # Errors
/// [`PageError::SlowDown`] beyond a limit: in the same words whether there is such an account or not.
pub async fn count_try(
    site: &Site,
    request: &Request,
    headers: &HeaderMap,
    factor: Factor,
    email: &str,
    account: &str,
) -> Result<(), PageError> {
    let name = match factor {
        Factor::Password => "password",
        Factor::Second => "second",
    };
    let of_strangers = match factor {
        Factor::Password => PASSWORDS_OF_STRANGERS,
        Factor::Second => CODES_OF_STRANGERS,
    };
    let tries = |from| Counted::StaffTries { factor: name, account, from };
    let known = is_known(site, headers, email);
    let spends = match &known {
        Some(number) => vec![(tries(number), FROM_KNOWN)],
        None => vec![(tries(&request.network), FROM_NETWORK), (tries("strangers"), of_strangers)],
    };
    match site.store.spend_all_together(&spends, site.now()).await? {
        Decision::Allowed => Ok(()),
        Decision::TryAgain(until) => Err(PageError::SlowDown { until }),
    }
}
