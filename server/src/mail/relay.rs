//! One connection to the relay.

use std::{fmt::Write as _, time::Duration};

use lettre::transport::smtp::{
    authentication::DEFAULT_MECHANISMS,
    client::AsyncSmtpConnection,
    commands::{Data, Ehlo, Mail, Rcpt, Rset},
    extension::{Extension, MailParameter},
};
use store::lease::Outcome;
use thiserror::Error;

use super::{
    message::Composed,
    settings::{Protection, RelaySettings},
};

/// How long a connection may take to be ready.
const CONNECT_WAIT: Duration = Duration::from_secs(20);
/// How long the relay may take for one message (a relay that checks content can be slow).
const MESSAGE_WAIT: Duration = Duration::from_secs(120);

/// No connection was to be had, or the relay does not want us: nothing is wrong with the message.
#[derive(Debug, Error)]
pub enum RelayAway {
    /// It did not answer in time.
    #[error("the relay did not answer in time")]
    Slow,
    /// It refused us, or TLS or the password did not work. The code only: words of a server may hold an address.
    #[error("the relay refused the connection (reply {0})")]
    Refused(String),
}

/// An open connection, ready for messages one after the other.
pub struct Connection {
    smtp: AsyncSmtpConnection,
    /// The relay reads commands ahead (RFC 2920): three of four round trips are saved.
    pipelines: bool,
}

/// How a message went, and whether the connection can be used again.
pub struct Sent {
    /// How it went.
    pub outcome: Outcome,
    /// False when the connection is gone.
    pub is_open: bool,
    /// The relay does not want mail from us at all: the message is not to blame.
    pub relay_refuses_us: bool,
}

impl Connection {
    /// Connects, protects, signs in.
    ///
    /// # Errors
    /// See [`RelayAway`].
    pub async fn open(relay: &RelaySettings) -> Result<Self, RelayAway> {
        tokio::time::timeout(CONNECT_WAIT, Self::connect(relay))
            .await
            .map_err(|_| RelayAway::Slow)?
            .map_err(|error| RelayAway::Refused(error.status().map_or_else(|| "none".to_owned(), |code| code.to_string())))
    }

    async fn connect(relay: &RelaySettings) -> Result<Self, lettre::transport::smtp::Error> {
        let tls = if let Protection::Tls(tls) = &relay.protection { Some(tls.clone()) } else { None };
        let place = (relay.host.as_str(), relay.port);
        let mut smtp = AsyncSmtpConnection::connect_tokio1(place, Some(CONNECT_WAIT), &relay.hello, tls, None).await?;
        if let Protection::StartTls(tls) = &relay.protection {
            smtp.starttls(tls.clone(), &relay.hello).await?;
        }
        if let Some(credentials) = &relay.credentials {
            smtp.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        // Asked once more, because the library does not tell whether the relay pipelines.
        let features = smtp.command(Ehlo::new(relay.hello.clone())).await?;
        let pipelines = features.message().any(|line| line.trim().eq_ignore_ascii_case("PIPELINING"));
        Ok(Self { smtp, pipelines })
    }

    /// Sends one message to its one recipient.
    pub async fn send(&mut self, message: &Composed) -> Sent {
        tokio::time::timeout(MESSAGE_WAIT, self.converse(message)).await.unwrap_or(Sent {
            outcome: Outcome::Deferred { reply_code: None },
            is_open: false,
            relay_refuses_us: false,
        })
    }

    async fn converse(&mut self, message: &Composed) -> Sent {
        let mut options = Vec::new();
        if !message.bytes.is_ascii() || !message.to.to_string().is_ascii() {
            if !self.smtp.server_info().supports_feature(Extension::SmtpUtfEight) {
                // The relay cannot carry such an address; waiting does not teach it.
                return Sent { outcome: Outcome::Failed, is_open: true, relay_refuses_us: false };
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let mail = Mail::new(Some(message.envelope_from.clone()), options);
        let rcpt = Rcpt::new(message.to.clone(), Vec::new());
        let (mail, rcpt, data) = if self.pipelines {
            // All three answers are read, whatever the first says, so that the connection stays in step.
            let mail = self.smtp.command(format!("{mail}{rcpt}{Data}")).await;
            if is_broken(&mail) {
                return self.refused(&mail, Stage::Sender).await;
            }
            let rcpt = self.smtp.read_response().await;
            let data = if is_broken(&rcpt) { None } else { Some(self.smtp.read_response().await) };
            (mail, Some(rcpt), data)
        } else {
            let mail = self.smtp.command(mail).await;
            let rcpt = if mail.is_ok() { Some(self.smtp.command(rcpt).await) } else { None };
            let data = if matches!(rcpt, Some(Ok(_))) { Some(self.smtp.command(Data).await) } else { None };
            (mail, rcpt, data)
        };
        if mail.is_err() {
            return self.refused(&mail, Stage::Sender).await;
        }
        if let Some(rcpt) = rcpt.filter(Result::is_err) {
            if matches!(data, Some(Ok(_))) {
                // It wants data for nobody: there is no way back but to hang up.
                let mut sent = self.refused(&rcpt, Stage::Recipient).await;
                self.smtp.abort().await;
                sent.is_open = false;
                return sent;
            }
            return self.refused(&rcpt, Stage::Recipient).await;
        }
        match data {
            Some(Ok(_)) => {}
            Some(error) => return self.refused(&error, Stage::Recipient).await,
            None => return Sent { outcome: Outcome::Deferred { reply_code: None }, is_open: false, relay_refuses_us: false },
        }
        match self.smtp.command(stuffed(&message.bytes)).await {
            Ok(_) => Sent { outcome: Outcome::Sent { sha256: message.sha256 }, is_open: true, relay_refuses_us: false },
            error => self.refused(&error, Stage::Recipient).await,
        }
    }

    /// Reads a refusal: for good or for now, and whose fault it is.
    async fn refused(&mut self, answer: &Answer, stage: Stage) -> Sent {
        let Err(error) = answer else {
            return Sent { outcome: Outcome::Deferred { reply_code: None }, is_open: false, relay_refuses_us: false };
        };
        let code = error.status().map(|code| i64::from(u16::from(code)));
        let outcome = match code {
            // The sender is ours: the relay refuses us, not this person.
            Some(_) if matches!(stage, Stage::Sender) && error.is_permanent() => Outcome::NotTried,
            Some(reply_code) if error.is_permanent() => Outcome::Bounced { reply_code, is_no_mailbox: is_no_mailbox(error) },
            reply_code => Outcome::Deferred { reply_code },
        };
        // 421 announces that the relay hangs up (RFC 5321, 3.8).
        let mut is_open = code.is_some_and(|code| code != 421);
        if is_open {
            is_open = self.smtp.command(Rset).await.is_ok();
        }
        Sent { relay_refuses_us: matches!(outcome, Outcome::NotTried), outcome, is_open }
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(2), self.smtp.quit()).await;
    }
}

type Answer = Result<lettre::transport::smtp::response::Response, lettre::transport::smtp::Error>;

/// Whether a relay refuses because there is no such mailbox: by the enhanced code (RFC 3463), since 550 alone may be about us or
/// about the message.
fn is_no_mailbox(error: &lettre::transport::smtp::Error) -> bool {
    let text = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    text.trim_start().starts_with("5.1.")
}

/// What the relay refused.
#[derive(Clone, Copy)]
enum Stage {
    /// Us.
    Sender,
    /// This recipient or this message.
    Recipient,
}

/// Whether there was no answer at all.
fn is_broken(answer: &Answer) -> bool {
    answer.as_ref().is_err_and(|error| error.status().is_none())
}

/// The message as it goes over the wire: a line that begins with a dot gets another (RFC 5321, 4.5.2), and the end.
fn stuffed(message: &str) -> String {
    let mut wire = String::with_capacity(message.len() + 64);
    let mut rest = message;
    if rest.starts_with('.') {
        wire.push('.');
    }
    while let Some(at) = rest.find("\r\n.") {
        let _ = write!(wire, "{}..", &rest[..at + 2]);
        rest = &rest[at + 3..];
    }
    wire.push_str(rest);
    if !wire.ends_with("\r\n") {
        wire.push_str("\r\n");
    }
    wire.push_str(".\r\n");
    wire
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_does_not_end_the_message() {
        assert_eq!(stuffed(".a\r\n.\r\n..b\r\nc"), "..a\r\n..\r\n...b\r\nc\r\n.\r\n");
        assert_eq!(stuffed("a\r\n"), "a\r\n.\r\n");
    }
}
