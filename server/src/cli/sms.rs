//! `candor sms`.

use clap::Subcommand;
use domain::{
    clock::{Entropy, random},
    lang::Lang,
};
use serde_json::json;
use store::sms::SmsOutcome;
use uuid::Uuid;

use super::{Failure, Global};
use crate::{
    machine::SystemEntropy,
    sms::{HttpProvider, Sms, SmsNumber, SmsProvider},
};

/// What can be done about text messages.
#[derive(Clone, Debug, Subcommand)]
pub enum SmsCommand {
    /// Sends one message that says it is a test to a phone of your own, through the provider of the settings.
    Test {
        /// The number with its country's code, such as +12025550123.
        number: String,
        /// The language of the words.
        #[arg(long, default_value = "en")]
        lang: String,
    },
}

/// Runs `candor sms`.
///
/// # Errors
/// Bad input: a number or setting that cannot be used. Refused: the provider did not take the message.
pub async fn run(global: &Global, command: &SmsCommand) -> Result<(), Failure> {
    let SmsCommand::Test { number, lang } = command;
    let config = global.settings()?;
    let no_provider = || Failure::BadInput("no provider of text messages is set: sms.url in the settings".to_owned());
    let provider = HttpProvider::from_settings(&config.sms)?.ok_or_else(no_provider)?;
    let to = SmsNumber::parse(number, "")
        .ok_or_else(|| Failure::BadInput("write the number with its country's code: +12025550123".to_owned()))?;
    let id = Uuid::from_bytes(random(&SystemEntropy as &dyn Entropy));
    let sms = Sms { id, to, text: app::sms::test(&config.company.name, Lang::from_tag(lang)) };
    if !global.json {
        println!("sending one message to this number, by {}: {}", config.sms.url, sms.text);
    }
    let (status, is_taken) = match provider.send(&sms).await {
        SmsOutcome::Taken(status) => (Some(status), true),
        SmsOutcome::Refused(status) => (Some(status), false),
        SmsOutcome::Later(status) => (status, false),
        SmsOutcome::NoNumber => (None, false),
    };
    if global.json {
        println!("{}", json!({ "id": id, "is_taken": is_taken, "status": status }));
    }
    match (is_taken, status) {
        (true, _) => {
            if !global.json {
                println!("the provider took it; look at the phone");
            }
            Ok(())
        }
        (false, Some(status)) => Err(Failure::Refused(format!("the provider answered {status} and took nothing"))),
        (false, None) => {
            Err(Failure::Refused("the provider gave no answer: look at sms.url, and at sms.may_reach_private_networks".to_owned()))
        }
    }
}
