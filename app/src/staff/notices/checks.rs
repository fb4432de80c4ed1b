//! What is looked at before a notice goes out. A check by state, or by anything else, is one more function in [`CHECKS`].

use domain::{
    email::EmailAddress,
    lang::Lang,
    notice::{Finding, Weight, check_links, check_sender, check_subject},
};
use store::notices::Notice;

use crate::{
    error::PageError,
    mail_room::{Reader, ShownMail},
    site::Site,
};

/// What a check looks at.
pub struct Checked<'a> {
    /// The notice, with whom it is for.
    pub notice: &'a Notice,
    /// What everybody reads, in each language.
    pub mails: &'a [(Lang, ShownMail)],
    /// The address it comes from.
    pub sender: &'a str,
    /// The host every link of ours begins with.
    pub our_host: &'a str,
}

/// A finding, and in which language's message; nothing when it is none's alone.
type Found = (Option<Lang>, Finding);

/// Every check.
const CHECKS: [fn(&Checked<'_>) -> Vec<Found>; 3] = [subjects, links, sender];

/// Everything that was found, what stops the notice first; and what everybody reads.
///
/// # Errors
/// When the store fails.
pub async fn check(site: &Site, notice: &Notice) -> Result<(Vec<Found>, Vec<(Lang, ShownMail)>), PageError> {
    let mut mails = Vec::new();
    for lang in Lang::ALL {
        mails.push((lang, site.mail_room.written(notice, Reader::Nobody(lang)).await?));
    }
    let our_host = site.settings.public_url.split_once("://").map_or(site.settings.public_url.as_str(), |(_, host)| host);
    let sender = site.mail_room.sender();
    let checked = Checked { notice, mails: &mails, sender: &sender, our_host };
    let mut found: Vec<Found> = CHECKS.iter().flat_map(|check| check(&checked)).collect();
    found.sort_by_key(|(_, finding)| finding.weight());
    Ok((found, mails))
}

/// Whether any of these stops the notice.
#[must_use]
pub fn blocks(found: &[Found]) -> bool {
    found.iter().any(|(_, finding)| finding.weight() == Weight::Blocks)
}

fn subjects(checked: &Checked<'_>) -> Vec<Found> {
    let of = |(lang, mail): &(Lang, ShownMail)| {
        let lang = *lang;
        check_subject(&mail.subject, lang).into_iter().map(move |finding| (Some(lang), finding))
    };
    checked.mails.iter().flat_map(of).collect()
}

fn links(checked: &Checked<'_>) -> Vec<Found> {
    let of = |(lang, mail): &(Lang, ShownMail)| {
        let lang = *lang;
        check_links(&mail.text, checked.our_host).into_iter().map(move |finding| (Some(lang), finding))
    };
    checked.mails.iter().flat_map(of).collect()
}

fn sender(checked: &Checked<'_>) -> Vec<Found> {
    let sender = EmailAddress::parse(checked.sender).map(|sender| check_sender(&sender));
    sender.unwrap_or_default().into_iter().map(|finding| (None, finding)).collect()
}
