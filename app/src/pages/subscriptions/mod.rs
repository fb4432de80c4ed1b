//! What belongs to somebody who signed up: confirming, choosing, leaving, getting the link again.

mod choices;
mod link;
mod token;

pub use choices::SubscriptionsPage;
pub use link::{LinkPage, LinkSentPage};
pub use token::{ConfirmPage, OpenSubscriptionPage};
