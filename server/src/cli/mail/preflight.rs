//! `candor mail preflight`: whether receivers will believe that our mail is ours.

use app::{preflight, words::Words};
use domain::{
    lang::Lang,
    preflight::{Finding, Verdict, worst},
};
use serde_json::{Value, json};

use crate::{
    cli::{Failure, Global},
    mail::preflight::run as look,
};

/// Runs `candor mail preflight`.
///
/// # Errors
/// Refused when something must be put right before the first mail; bad input when a setting cannot be used.
pub async fn run(global: &Global) -> Result<(), Failure> {
    let findings = look(&global.settings()?).await?;
    let verdict = worst(&findings);
    if global.json {
        println!("{}", json!({ "verdict": verdict, "findings": findings.iter().map(object).collect::<Vec<_>>() }));
    } else {
        for finding in &findings {
            println!("{}", text(finding));
        }
    }
    if verdict == Verdict::Block {
        return Err(Failure::Refused("do not send before this is put right: a great part of the mail would not arrive".to_owned()));
    }
    Ok(())
}

fn object(finding: &Finding) -> Value {
    let said = |lang| json!({ "what": preflight::what(Words(lang), finding), "do": preflight::to_do(Words(lang), finding) });
    json!({ "check": finding.check(), "verdict": finding.verdict(), "en": said(Lang::En), "es": said(Lang::Es) })
}

fn text(finding: &Finding) -> String {
    let words = Words(Lang::En);
    let head = format!("{}, {}", preflight::check(words, finding.check()), preflight::verdict(words, finding.verdict()));
    let to_do = preflight::to_do(words, finding).map(|to_do| format!("\n    {to_do}")).unwrap_or_default();
    format!("{head}\n    {}{to_do}", preflight::what(words, finding))
}
