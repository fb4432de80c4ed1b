//! Phrases that take back what is said, as patterns over words: `a|b` is either, `*` is up to eight words.

use std::ops::Range;

use super::{Kind, text};
use crate::lang::Lang;

/// As many words as may stand in the place of `*`.
const GAP: usize = 8;

const ENGLISH: &[(Kind, &str)] = &[
    (Kind::SorryIf, "sorry|apologize|apologise|apologies|apology|regret if"),
    (Kind::SorryIf, "sorry|apologize|apologise|apologies|apology|regret for any"),
    (Kind::SorryIf, "regret any"),
    (Kind::SorryIf, "sorry that you feel"),
    (Kind::SorryIf, "sorry you feel"),
    (Kind::MayHave, "may|might|could have"),
    (Kind::MayHave, "may|might|could be affected|impacted|involved|exposed|included"),
    (Kind::MayHave, "may|might|could include"),
    (Kind::MayHave, "potentially|possibly|allegedly"),
    (Kind::MayHave, "potential|possible breach|exposure|access|incident"),
    (Kind::MayHave, "appears|seems to have"),
    (Kind::MayHave, "appears|seems that"),
    (Kind::Seriously, "take|takes|took|taking * seriously"),
    (Kind::Seriously, "top|highest|utmost priority|importance"),
    (Kind::Seriously, "we value your"),
    (Kind::Seriously, "valued customer|customers"),
    (Kind::Seriously, "committed|dedicated to protecting|safeguarding"),
    (Kind::Sophisticated, "sophisticated"),
    (Kind::Sophisticated, "nation state"),
    (Kind::Sophisticated, "highly skilled|advanced"),
    (Kind::Sophisticated, "advanced attack|attackers|attacker|threat"),
    (Kind::Caution, "abundance of caution"),
    (Kind::Unfortunately, "unfortunately|regrettably"),
    (Kind::Unfortunately, "regret to inform"),
    (Kind::Unfortunately, "due to unforeseen"),
    (Kind::Inconvenience, "inconvenience|inconveniences"),
    (Kind::ThirdParty, "unauthorized|unauthorised third"),
    (Kind::ThirdParty, "unauthorized|unauthorised party|parties|actor|actors|individual|individuals|person|access|activity"),
    (Kind::ThirdParty, "threat|malicious|bad actor|actors"),
    (Kind::ThirdParty, "cyber|cybersecurity event|incident"),
    (Kind::NoEvidence, "no evidence|indication"),
    (Kind::NoEvidence, "not aware of any"),
    (Kind::NoNumber, "limited|small|certain number|subset|portion|group"),
    (Kind::NoNumber, "subset of"),
    (Kind::NoNumber, "certain|some customers|individuals|systems|information|data|users|people"),
    (Kind::LawTalk, "please be advised|aware|note"),
    (Kind::LawTalk, "data elements"),
    (Kind::LawTalk, "pursuant to"),
    (Kind::LawTalk, "in accordance with"),
    (Kind::OtherWord, "impacted"),
    (Kind::OtherWord, "click here"),
    (Kind::OtherWord, "victim|victims"),
    (Kind::OtherWord, "you failed|forgot|neglected"),
    (Kind::VagueTime, "recently|shortly|promptly"),
    (Kind::VagueTime, "in due course"),
    (Kind::VagueTime, "as soon as possible"),
    (Kind::VagueTime, "as appropriate"),
    (Kind::VagueTime, "in the coming|near days|weeks|future"),
    (Kind::RelativeDay, "today|yesterday|tomorrow"),
];

const SPANISH: &[(Kind, &str)] = &[
    (Kind::SorryIf, "sentimos|siento|lamentamos|lamento|disculpas|disculpa|perdón si"),
    (Kind::SorryIf, "sentimos|siento|lamentamos|lamento cualquier"),
    (Kind::SorryIf, "disculpas|disculpa|perdón por cualquier"),
    (Kind::SorryIf, "sentimos|lamentamos que usted sienta"),
    (Kind::MayHave, "pudo|pudieron|pudiera|pudieran|podría|podrían|puede|pueden haber|haberse|verse"),
    (Kind::MayHave, "pudo|pudieron|pudiera|pudieran|podría|podrían ser|estar"),
    (Kind::MayHave, "posiblemente|potencialmente|presuntamente|supuestamente"),
    (Kind::MayHave, "es posible que"),
    (Kind::MayHave, "al parecer"),
    (Kind::MayHave, "posible|potencial filtración|acceso|incidente|exposición"),
    (Kind::Seriously, "tomamos|toma|tomar|tomado * en serio"),
    (Kind::Seriously, "máxima|mayor prioridad|importancia"),
    (Kind::Seriously, "valoramos su"),
    (Kind::Seriously, "comprometidos|comprometida|compromiso con"),
    (Kind::Sophisticated, "sofisticado|sofisticada|sofisticados|sofisticadas"),
    (Kind::Sophisticated, "ataque avanzado"),
    (Kind::Caution, "abundancia|exceso de precaución|cautela"),
    (Kind::Caution, "mayor|máxima precaución|cautela"),
    (Kind::Unfortunately, "lamentablemente|desafortunadamente|desgraciadamente"),
    (Kind::Unfortunately, "por desgracia"),
    (Kind::Unfortunately, "lamentamos|lamento informar|informarle|comunicar|comunicarle"),
    (Kind::Inconvenience, "inconveniente|inconvenientes|molestia|molestias"),
    (Kind::ThirdParty, "tercero|terceros|tercera|persona|personas|individuo|actor no autorizado|autorizados|autorizada|autorizadas"),
    (Kind::ThirdParty, "acceso|accesos no autorizado|autorizados"),
    (Kind::ThirdParty, "actor|actores malicioso|maliciosos"),
    (Kind::ThirdParty, "ciberincidente|ciberataque"),
    (Kind::NoEvidence, "no hay|tenemos|existe|existen evidencia|evidencias|indicios|indicio|pruebas|prueba|constancia"),
    (Kind::NoEvidence, "sin evidencia|indicios|pruebas|constancia"),
    (Kind::NoNumber, "número|cantidad|grupo limitado|limitada|reducido|reducida|pequeño|pequeña"),
    (Kind::NoNumber, "pequeño|reducido|cierto número|grupo"),
    (Kind::NoNumber, "algunos|algunas|ciertos|ciertas clientes|personas|sistemas|datos|usuarios"),
    (Kind::LawTalk, "por favor note"),
    (Kind::LawTalk, "de conformidad con"),
    (Kind::LawTalk, "elementos de datos"),
    (Kind::OtherWord, "brecha|brechas|buró|víctima|víctimas|vosotros"),
    (Kind::OtherWord, "violación de datos"),
    (Kind::OtherWord, "haga clic"),
    (Kind::OtherWord, "clic aquí"),
    (Kind::OtherWord, "usted olvidó"),
    (Kind::VagueTime, "recientemente|próximamente"),
    (Kind::VagueTime, "en breve"),
    (Kind::VagueTime, "a la brevedad"),
    (Kind::VagueTime, "lo antes posible"),
    (Kind::VagueTime, "en los próximos días"),
    (Kind::VagueTime, "en las próximas semanas"),
    (Kind::RelativeDay, "hoy|ayer"),
];

/// The phrases in `text` with their places. In an apology the bare "if" counts too.
pub fn found(text: &str, lang: Lang, is_apology: bool) -> Vec<(Kind, Range<usize>)> {
    let places = text::words(text);
    let words: Vec<String> = places.iter().map(|place| text[place.clone()].to_lowercase().replace('’', "'")).collect();
    let patterns = match lang {
        Lang::En => ENGLISH,
        Lang::Es => SPANISH,
    };
    let mut found: Vec<(Kind, Range<usize>)> = Vec::new();
    for (kind, pattern) in patterns {
        let pattern: Vec<&str> = pattern.split(' ').collect();
        for start in 0..words.len() {
            if let Some(end) = matches(&words, start, &pattern) {
                found.push((*kind, places[start].start..places[end - 1].end));
            }
        }
    }
    if is_apology {
        let bare = match lang {
            Lang::En => "if",
            Lang::Es => "si",
        };
        let ifs = places.iter().zip(&words).filter(|(_, word)| *word == bare).map(|(place, _)| (Kind::If, place.clone()));
        // "sorry if" says it already.
        let ifs: Vec<_> =
            ifs.filter(|(_, place)| !found.iter().any(|(_, other)| other.start <= place.start && place.end <= other.end)).collect();
        found.extend(ifs);
    }
    widest(found)
}

/// Where the pattern ends that begins at the word `at`: the number of the word after it.
fn matches(words: &[String], at: usize, pattern: &[&str]) -> Option<usize> {
    let Some((first, rest)) = pattern.split_first() else { return Some(at) };
    if *first == "*" {
        return (0..=GAP).find_map(|gap| matches(words, at + gap, rest));
    }
    let word = words.get(at)?;
    if first.split('|').any(|choice| choice == word) { matches(words, at + 1, rest) } else { None }
}

/// Of two of one kind that overlap, the longer.
fn widest(mut found: Vec<(Kind, Range<usize>)>) -> Vec<(Kind, Range<usize>)> {
    found.sort_by_key(|(kind, range)| (*kind, range.start, std::cmp::Reverse(range.end)));
    let mut kept: Vec<(Kind, Range<usize>)> = Vec::new();
    for (kind, range) in found {
        match kept.last() {
            Some((last, before)) if *last == kind && range.start < before.end => {}
            _ => kept.push((kind, range)),
        }
    }
    kept
}
