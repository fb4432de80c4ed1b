//! Whether a message is ours: a word, the address it came from, and what we can say about it.

use domain::{
    email::EmailAddress,
    genuine::{BadWord, CheckWord, MessageKind},
    ids::IncidentId,
    incident::{Incident, Section, Update, UpdateKind},
    lang::Lang,
};
use store::StoreError;

use crate::{site::Site, words::Words};

/// What the page says about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// We sent it.
    Ours(Sent),
    /// The word is ours, and stands in fakes too.
    Copied(Sent),
    /// It is not ours, or was not typed as it stands there: the same for both.
    NotOurs,
}

/// What we sent. Nothing of whom it went to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// What it was about.
    pub kind: MessageKind,
    /// The incident: its name and its slug; nothing for what belongs to none.
    pub incident: Option<(String, String)>,
    /// Whether it was practice.
    pub is_practice: bool,
}

/// Why there is nothing to say yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// No word was typed.
    NoWord,
    /// A code was typed, which opens somebody's page.
    IsCode,
    /// No address was typed, and the word is none of a letter.
    NoSender,
}

/// The addresses our mail comes from.
#[must_use]
pub fn senders(site: &Site) -> Vec<String> {
    vec![site.settings.company.email.clone()]
}

/// The hosts that our links and our mail have: nothing of ours leads anywhere else.
#[must_use]
pub fn hosts(site: &Site) -> Vec<String> {
    let link = url::Url::parse(&site.settings.public_url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let mail = senders(site).into_iter().filter_map(|sender| sender.rsplit_once('@').map(|(_, host)| host.to_ascii_lowercase()));
    let mut hosts: Vec<String> = link.into_iter().chain(mail).collect();
    hosts.dedup();
    hosts
}

/// Says whether a message with this word from this address is ours. Every word is compared in the same way; whose message it was is
/// neither known nor looked for.
///
/// # Errors
/// When the database fails.
pub async fn verdict(site: &Site, lang: Lang, word: &str, sender: &str) -> Result<Result<Verdict, Unasked>, StoreError> {
    let word = match CheckWord::parse(word) {
        Ok(word) => Some(word),
        Err(BadWord::Shape) => None,
        Err(BadWord::Empty) => return Ok(Err(Unasked::NoWord)),
        Err(BadWord::IsCode) => return Ok(Err(Unasked::IsCode)),
    };
    let published = site.store.published_incidents().await?;
    let ids: Vec<IncidentId> = published.iter().map(|incident| incident.incident_id).collect();
    let owner = word.and_then(|word| site.store.owner_of_word(word, &ids));
    let is_copied = match word {
        Some(word) => site.store.is_copied_word(word).await?,
        None => false,
    };
    let is_letter = word.and_then(CheckWord::kind) == Some(MessageKind::Letter);
    let sender = sender.trim();
    let found = owner.zip(word).and_then(|(owner, word)| word.kind().map(|kind| (owner, word, kind)));
    if sender.is_empty() && !(is_letter && found.is_some()) {
        return Ok(Err(Unasked::NoSender));
    }
    // A letter has no such address, and an e-mail has one of ours.
    let fits = if is_letter { sender.is_empty() } else { is_ours(site, sender) };
    let Some((owner, word, kind)) = found.filter(|_| fits) else { return Ok(Ok(Verdict::NotOurs)) };
    let incident = published.iter().find(|incident| Some(incident.incident_id) == owner);
    let named = match incident {
        Some(incident) => Some((title(site, incident, lang).await?, incident.slug.to_string())),
        None => None,
    };
    let sent = Sent { day: word.day(), kind, incident: named, is_practice: incident.is_some_and(|incident| incident.is_practice) };
    Ok(Ok(if is_copied { Verdict::Copied(sent) } else { Verdict::Ours(sent) }))
}

/// Whether mail of ours comes from there: the address alone, or as a mail program shows it, with a name before it.
fn is_ours(site: &Site, typed: &str) -> bool {
    let address = match typed.rsplit_once('<') {
        Some((_, address)) => address.trim_end().trim_end_matches('>'),
        None => typed,
    };
    let Ok(typed) = EmailAddress::parse(address) else { return false };
    senders(site).iter().any(|sender| EmailAddress::parse(sender).is_ok_and(|sender| sender.as_str().eq_ignore_ascii_case(typed.as_str())))
}

async fn title(site: &Site, incident: &Incident, lang: Lang) -> Result<String, StoreError> {
    let words = site.store.incident_words(incident.incident_id, lang).await?;
    let title = words.section(Section::Title);
    Ok(if title.is_empty() { incident.slug.to_string() } else { title.to_owned() })
}

/// A fake that staff posted.
pub struct SeenFake {
    /// In which incident.
    pub incident: Incident,
    /// What staff say about it.
    pub update: Update,
}

/// The fakes that staff posted for everybody, newest first: updates of that kind, those withdrawn left out.
///
/// # Errors
/// When the database fails.
pub async fn fakes(site: &Site, lang: Lang) -> Result<Vec<SeenFake>, StoreError> {
    let mut fakes = Vec::new();
    for incident in site.store.listed_incidents().await? {
        let said = site.store.incident_words(incident.incident_id, lang).await?;
        let updates = said.updates.into_iter().filter(|update| update.kind == UpdateKind::Scam && update.withdrawn.is_none());
        fakes.extend(updates.map(|update| SeenFake { incident: incident.clone(), update }));
    }
    fakes.sort_by_key(|fake| std::cmp::Reverse(fake.update.published_at));
    Ok(fakes)
}

/// What a message was about, in words that fit "about …".
#[must_use]
pub fn about(words: Words, kind: MessageKind) -> String {
    match kind {
        MessageKind::Notice => words.t("genuine-about-notice"),
        MessageKind::Update => words.t("genuine-about-update"),
        MessageKind::Correction => words.t("genuine-about-correction"),
        MessageKind::AnswerChanged => words.t("genuine-about-answer-changed"),
        MessageKind::Digest => words.t("genuine-about-digest"),
        MessageKind::CheckAnswer => words.t("genuine-about-check-answer"),
        MessageKind::Code => words.t("genuine-about-code"),
        MessageKind::Request => words.t("genuine-about-request"),
        MessageKind::Invitation => words.t("genuine-about-invitation"),
        MessageKind::ContactChange => words.t("genuine-about-contact-change"),
        MessageKind::Subscription => words.t("genuine-about-subscription"),
        MessageKind::Staff => words.t("genuine-about-staff"),
        MessageKind::Letter => words.t("genuine-about-letter"),
        MessageKind::Benefit => words.t("genuine-about-benefit"),
    }
}
