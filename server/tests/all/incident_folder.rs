//! Incidents out of folders: the demonstration, the holding statement, and folders that lack something.

use candor::{
    demo,
    incident_folder::{Faults, Holding, NewIncident, Reading, Source, Template, from_template, holding, read},
};
use domain::{
    advice::{Kind, advise, grade, is_apology},
    clock::Timestamp,
    incident::{FactState, FixState, Section},
    lang::Lang,
    plain::{banned, hedges},
    slug::Slug,
};
use store::testing::TestEntropy;

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T20:00:00Z").unwrap()
}

fn every_text(new: &NewIncident) -> Vec<(Lang, String)> {
    let mut texts = Vec::new();
    for (lang, words) in &new.words {
        texts.extend(words.sections.iter().map(|(_, text)| (*lang, text.clone())));
        texts.extend(
            words.facts.iter().flat_map(|fact| [Some(fact.text.clone()), fact.earlier_text.clone()]).flatten().map(|text| (*lang, text)),
        );
        texts.extend(words.fixes.iter().map(|fix| (*lang, fix.text.clone())));
        texts.extend(words.updates.iter().flat_map(|update| [update.title.clone(), update.body.clone()]).map(|text| (*lang, text)));
    }
    texts
}

fn says_nothing_hollow(new: &NewIncident) {
    for (lang, text) in every_text(new) {
        assert_eq!(banned(&text, lang), Vec::<&str>::new(), "{text}");
        assert!(!text.contains("{{"), "{text}");
    }
    for (lang, words) in &new.words {
        assert_eq!(hedges(words.section(Section::Apology), *lang), Vec::<&str>::new());
        assert!(words.sections.iter().all(|(_, text)| !text.is_empty()));
        assert_eq!(words.sections.len(), Section::ALL.len());
    }
}

#[test]
fn the_demonstration_is_always_on_its_seventh_day() {
    for time in ["2031-03-09T19:00:00Z", "2026-11-22T04:00:00Z", "2027-07-01T23:59:00Z", "2028-03-12T07:30:00Z"] {
        let now = Timestamp::parse(time).unwrap();
        let new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
        says_nothing_hollow(&new);
        let incident = &new.incident;
        let age = now.since(incident.as_of).as_secs();
        assert!(incident.as_of <= now && age <= 25 * 3600, "{time}: {age} s");
        assert!(incident.next_update_at.unwrap() > now);
        let days = incident.as_of.since(incident.discovered_at.unwrap()).as_secs() / 86_400;
        assert_eq!(days, 7, "{time}");
        let english = &new.words[0].1;
        assert!(english.facts.iter().any(|fact| fact.state == FactState::Corrected && fact.earlier_text.is_some()));
        for state in FixState::ALL {
            assert!(english.fixes.iter().any(|fix| fix.state == *state));
        }
        assert!(english.updates.is_sorted_by_key(|update| std::cmp::Reverse(update.published_at)));
        assert_eq!(english.updates.len(), new.words[1].1.updates.len());
    }
}

#[test]
fn dates_in_the_text_move_with_the_demonstration_and_are_written_as_each_language_does() {
    let new = demo::incident(Timestamp::parse("2026-11-22T23:00:00Z").unwrap(), &*TestEntropy::fresh()).unwrap();
    let apology = |at: usize| new.words[at].1.section(Section::Apology);
    assert!(apology(0).starts_with("On 15 November an outsider"), "{}", apology(0));
    assert!(apology(1).starts_with("El 15 de noviembre alguien"), "{}", apology(1));
}

#[test]
fn a_holding_statement_says_what_is_known_what_is_not_and_when_the_next_word_comes() {
    let entropy = TestEntropy::fresh();
    let slug = Slug::parse("march-2031").unwrap();
    let asked = Holding { slug, is_practice: false, zone: "America/New_York", company: "Larkspur Freight", now: now(), entropy: &*entropy };
    let new = holding(&asked).unwrap();
    says_nothing_hollow(&new);
    assert_eq!(new.incident.next_update_at, Some(Timestamp::parse("2031-03-10T20:00:00Z").unwrap()));
    let (_, english) = &new.words[0];
    assert!(english.facts.iter().any(|fact| fact.state == FactState::Known));
    let open: Vec<_> = english.facts.iter().filter(|fact| fact.state == FactState::NotYetKnown).collect();
    assert!(!open.is_empty() && open.iter().all(|fact| fact.expected_on.as_deref() == Some("2031-03-10")));
    assert!(english.section(Section::WhatWeAreDoing).contains("10 March 2031, 16:00 EDT"));
    assert!(english.section(Section::MoreInformation).contains("Larkspur Freight"));
    assert!(new.words[1].1.section(Section::WhatWeAreDoing).contains("10 de marzo de 2031"));
    assert!(holding(&Holding { zone: "Mars/Olympus", ..asked }).is_err());
}

/// A folder that is complete.
fn complete() -> Vec<(String, String)> {
    let toml = r#"
        zone = "America/New_York"
        stage = "contained"
        as_of = 2031-03-09T14:20
        categories = ["name", "ssn"]
        [slots]
        password_reset = "https://example.org/password"
        [[fact]]
        id = "bank"
        state = "corrected"
        corrected_on = 2031-03-07
        [[fix]]
        id = "closed"
        state = "done"
        on = "2031-03-02"
        [[update]]
        id = "first"
        kind = "holding"
        published_at = "2031-03-04T02:30:00-05:00"
    "#;
    let mut files = vec![("incident.toml".to_owned(), toml.to_owned())];
    for lang in ["en", "es"] {
        files.extend(Section::ALL.iter().map(|section| (format!("{lang}/{}.md", section.as_str()), "Text.\n".to_owned())));
        files.push((format!("{lang}/facts.md"), "## bank\nTaken.\n".to_owned()));
        files.push((format!("{lang}/facts-earlier.md"), "## bank\nNot taken.\n".to_owned()));
        files.push((format!("{lang}/fixes.md"), "## closed\nClosed on {{day 2031-03-02}}\n".to_owned()));
        files.push((format!("{lang}/updates/first.md"), "# Heading\n\nBody.\n".to_owned()));
    }
    files
}

fn read_files(files: Vec<(String, String)>) -> Result<NewIncident, Faults> {
    let entropy = TestEntropy::fresh();
    let slug = Slug::parse("march-2031").unwrap();
    let reading = Reading { slug, is_practice: false, now: now(), entropy: &*entropy, values: &[], shift_days: 0 };
    read(&files.into_iter().collect::<Source>(), &reading)
}

/// The complete folder with one file replaced, and without it when the text is empty.
fn with(path: &str, text: &str) -> Vec<(String, String)> {
    let mut files = complete();
    files.retain(|(known, _)| known != path);
    if !text.is_empty() {
        files.push((path.to_owned(), text.to_owned()));
    }
    files
}

#[test]
fn a_complete_folder_is_read_whole() {
    let new = read_files(complete()).unwrap();
    assert_eq!(new.incident.as_of, Timestamp::parse("2031-03-09T18:20:00Z").unwrap());
    assert_eq!(new.incident.slots, [("password_reset".to_owned(), "https://example.org/password".to_owned())]);
    let (_, spanish) = &new.words[1];
    assert_eq!(spanish.fixes[0].text, "Closed on 2 de marzo");
    assert_eq!(spanish.facts[0].earlier_text.as_deref(), Some("Not taken."));
    assert_eq!((spanish.updates[0].title.as_str(), spanish.updates[0].body.as_str()), ("Heading", "Body."));
}

#[test]
fn what_one_language_lacks_is_named_by_file_all_at_once() {
    let mut files = with("es/apology.md", "");
    files.retain(|(path, _)| path != "es/updates/first.md" && path != "en/facts-earlier.md");
    let faults = read_files(files).unwrap_err();
    for file in ["es/apology.md", "es/updates/first.md", "en/facts-earlier.md"] {
        assert!(faults.lines().iter().any(|line| line.starts_with(file)), "{file} in\n{faults}");
    }
    assert_eq!(faults.lines().len(), 3, "{faults}");
}

#[test]
fn an_apology_with_a_hedge_is_refused_in_either_language() {
    for (path, text, hedge) in [
        ("en/apology.md", "We are sorry if this worried you.", "sorry if"),
        ("es/apology.md", "Lamentamos cualquier inconveniente.", "cualquier inconveniente"),
        ("en/title.md", "Data may have been taken", "may have"),
    ] {
        let faults = read_files(with(path, text)).unwrap_err();
        assert!(faults.lines().iter().any(|line| line.starts_with(path) && line.contains(hedge)), "{faults}");
    }
}

#[test]
fn wrong_dates_states_names_and_stray_files_are_refused() {
    let toml = complete().remove(0).1;
    for (from, to, said) in [
        ("2031-03-09T14:20", "2031-03-10T14:20", "later than now"),
        ("\"contained\"", "\"draft\"", "`stage`"),
        ("\"name\", ", "\"shoe_size\", ", "no category `shoe_size`"),
        ("America/New_York", "Mars/Olympus", "no zone"),
        ("corrected_on = 2031-03-07", "expected_on = 2031-03-07", "`corrected_on`"),
        ("on = \"2031-03-02\"", "", "needs `on`"),
        ("\"holding\"", "\"gossip\"", "kind `gossip`"),
        ("https://example.org", "javascript:alert", "write an https:"),
        ("stage =", "stagee =", "stagee"),
    ] {
        assert!(toml.contains(from), "{from}");
        let faults = read_files(with("incident.toml", &toml.replace(from, to))).unwrap_err();
        assert!(faults.lines().iter().any(|line| line.starts_with("incident.toml") && line.contains(said)), "{said} in\n{faults}");
    }
    let faults = read_files(with("en/apologie.md", "Text.")).unwrap_err();
    assert!(faults.to_string().starts_with("en/apologie.md"), "{faults}");
    let faults = read_files(with("en/facts.md", "## bank\nTaken {{yesterday}}.\n")).unwrap_err();
    assert!(faults.to_string().contains("{{yesterday}}"), "{faults}");
}

#[test]
fn every_template_says_all_sections_in_both_languages_without_a_hedge_and_plainly() {
    let entropy = TestEntropy::fresh();
    for template in Template::ALL {
        let slug = Slug::parse("march-2031").unwrap();
        let asked =
            Holding { slug, is_practice: false, zone: "America/New_York", company: "Larkspur Freight", now: now(), entropy: &*entropy };
        let discovered = Timestamp::parse("2031-03-09T04:30:00Z").unwrap();
        let new = from_template(template, &asked, Some(discovered)).unwrap_or_else(|faults| panic!("{}: {faults}", template.as_str()));
        says_nothing_hollow(&new);
        assert_eq!(new.incident.discovered_at, Some(discovered));
        assert!(new.incident.next_update_at.unwrap() > now());
        for (lang, words) in &new.words {
            let name = format!("{} {}", template.as_str(), lang.as_str());
            for state in [FactState::Known, FactState::NotYetKnown] {
                assert!(words.facts.iter().any(|fact| fact.state == state && !fact.text.is_empty()), "{name}: {state:?}");
            }
            assert!(words.fixes.iter().any(|fix| fix.state == FixState::UnderWay), "{name}");
            let mut whole = String::new();
            for (section, text) in &words.sections {
                assert_eq!(advise(text, *lang, is_apology(*section)), [], "{name} {}", section.as_str());
                whole.push_str(text);
                whole.push_str("\n\n");
            }
            for text in words.facts.iter().map(|fact| &fact.text).chain(words.fixes.iter().map(|fix| &fix.text)) {
                let advice = advise(text, *lang, false);
                assert!(advice.iter().all(|advice| matches!(advice.kind, Kind::Hard)), "{name}: {advice:?}");
            }
            let grade = grade(&whole, *lang).unwrap();
            assert!(grade <= 8.0, "{name}: grade {grade:.1}");
            let day = if *lang == Lang::En { "8 March 2031" } else { "8 de marzo de 2031" };
            assert!(whole.contains(day), "{name} tells the day in the zone of the incident");
        }
    }
}

#[test]
fn a_template_that_was_found_later_than_now_is_refused() {
    let entropy = TestEntropy::fresh();
    let slug = Slug::parse("march-2031").unwrap();
    let asked = Holding { slug, is_practice: false, zone: "UTC", company: "Larkspur Freight", now: now(), entropy: &*entropy };
    let tomorrow = now().plus(std::time::Duration::from_secs(86_400));
    assert!(from_template(Template::Vendor, &asked, Some(tomorrow)).is_err());
}
