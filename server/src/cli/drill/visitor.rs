//! One of the people told: takes the mail from the practice box, follows its link, asks for a code, types it, and sees their
//! page. Through the real router, as a browser without script would.

use std::time::Duration;

use axum::{
    Router,
    body::{Body, to_bytes},
};
use domain::incident::Incident;
use http::{HeaderMap, Method, Request, StatusCode, header};
use store::practice::PracticeMessage;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{
    cli::{Failure, Opened},
    http::{files::StaticFiles, router},
    site,
};

/// How long the code may take to arrive.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often we look for it.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A browser that keeps one cookie.
struct Browser {
    router: Router,
    host: String,
    cookie: Option<String>,
}

/// Goes the whole way.
pub(super) async fn walk(opened: &Opened, incident: &Incident) -> Result<(), Failure> {
    let stuck = |what: &str| Failure::Refused(what.to_owned());
    let site = site::build(opened, &StaticFiles::embedded(), true)?;
    let host = opened.config.public_url.split_once("://").map_or("", |(_, host)| host).to_owned();
    let mut browser = Browser { router: router(site), host, cookie: None };
    let (notice, mail) = newest(opened, incident).await?.ok_or_else(|| stuck("the practice box is empty"))?;
    let token = token_in(&mail.text).ok_or_else(|| stuck("the notice holds no link"))?;
    browser.press("/open", &format!("token={token}"), "/open/send").await?;
    browser.press("/open/send", "", "/open/enter").await?;
    let code = code(opened, incident, notice).await?.ok_or_else(|| stuck("no code came"))?;
    browser.press("/open/enter", &format!("digits={code}"), "/me").await?;
    let (status, _) = browser.send(Method::GET, "/me", String::new()).await?;
    if status == StatusCode::OK { Ok(()) } else { Err(stuck("the page did not open")) }
}

/// The newest message of the box.
async fn newest(opened: &Opened, incident: &Incident) -> Result<Option<(Uuid, PracticeMessage)>, Failure> {
    let mut mails = opened.store.practice_mails(incident.incident_id, None, 1).await?;
    Ok(mails.pop().map(|mail| (mail.id, mail.message)))
}

/// The code in the first message that is newer than the notice.
async fn code(opened: &Opened, incident: &Incident, notice: Uuid) -> Result<Option<String>, Failure> {
    let until = tokio::time::Instant::now() + PATIENCE;
    while tokio::time::Instant::now() < until {
        if let Some((id, mail)) = newest(opened, incident).await?
            && id != notice
        {
            return Ok(code_in(&mail.text));
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
    Ok(None)
}

fn token_in(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("/open#")?;
    rest.split(|symbol: char| !(symbol.is_ascii_alphanumeric() || matches!(symbol, '-' | '_'))).next()
}

fn code_in(text: &str) -> Option<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<String>());
    lines.into_iter().find(|line| line.len() == 6 && line.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Browser {
    /// Sends a form that must lead to `to`.
    async fn press(&mut self, path: &str, form: &str, to: &str) -> Result<(), Failure> {
        let (status, headers) = self.send(Method::POST, path, form.to_owned()).await?;
        let location = headers.get(header::LOCATION).and_then(|to| to.to_str().ok());
        if status == StatusCode::SEE_OTHER && location == Some(to) {
            return Ok(());
        }
        Err(Failure::Refused(format!("{path} answered {status} and did not lead to {to}")))
    }

    async fn send(&mut self, method: Method, path: &str, form: String) -> Result<(StatusCode, HeaderMap), Failure> {
        let broken = |error: &dyn std::fmt::Display| Failure::Environment(format!("{path} could not be asked: {error}"));
        let mut asked = Request::builder().method(method).uri(path).header(header::HOST, &self.host);
        asked = asked.header("sec-fetch-site", "same-origin").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            asked = asked.header(header::COOKIE, format!("{}={cookie}", app::visit::COOKIE));
        }
        let asked = asked.body(Body::from(form)).map_err(|error| broken(&error))?;
        let answer = self.router.clone().oneshot(asked).await.map_err(|error| broken(&error))?;
        let (parts, body) = answer.into_parts();
        to_bytes(body, 16 << 20).await.map_err(|error| broken(&error))?;
        let set = parts.headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
        for value in set.filter_map(|set| set.strip_prefix(app::visit::COOKIE)?.strip_prefix('=')?.split(';').next()) {
            self.cookie = (!value.is_empty()).then(|| value.to_owned());
        }
        Ok((parts.status, parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_and_code_are_found_in_a_mail() {
        assert_eq!(token_in("Open it:\nhttps://example.org/open#Ab-_9\n\nBye"), Some("Ab-_9"));
        assert_eq!(token_in("No link"), None);
        assert_eq!(code_in("Your code\n\n    123 456\n\n10 minutes"), Some("123456".to_owned()));
        assert_eq!(code_in("It is good for 10 minutes"), None);
    }
}
