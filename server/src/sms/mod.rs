//! Text messages by a provider: a sign that a mail or letter has gone out, never the only notice (docs/decisions/0020).

mod http;
mod number;
mod settings;

use futures::future::BoxFuture;
use store::sms::SmsOutcome;
use uuid::Uuid;

pub use http::HttpProvider;
pub use number::SmsNumber;
pub use settings::SmsSettings;

/// A text message.
#[derive(Clone)]
pub struct Sms {
    /// The same for every try: a provider that has seen it sends no second one.
    pub id: Uuid,
    /// Whose phone.
    pub to: SmsNumber,
    /// What it says.
    pub text: String,
}

/// Who sends text messages for us.
pub trait SmsProvider: Send + Sync {
    /// Hands one over, and says what became of it.
    fn send<'a>(&'a self, sms: &'a Sms) -> BoxFuture<'a, SmsOutcome>;

    /// So many a second at most.
    fn per_second(&self) -> u32;
}
