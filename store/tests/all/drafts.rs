use std::collections::BTreeSet;

use domain::{
    clock::Timestamp,
    draft::{Part, Spot},
    ids::{IncidentId, new_uuid},
    incident::Section,
    lang::Lang,
};
use store::{
    Store,
    audit::Chain,
    drafts::{Edit, Saved},
    testing::{TestEntropy, add_test_incident, stores},
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

const APOLOGY: Spot = Spot::of(Part::Section(Section::Apology), Lang::En);
const TITLE: Spot = Spot::of(Part::Section(Section::Title), Lang::Es);

fn edit(spot: Spot, based_on: i64, body: &str) -> Edit {
    Edit { spot, based_on, first: "as it was".to_owned(), body: body.to_owned(), beside: None }
}

async fn save(store: &Store, incident: IncidentId, actor: &str, edit: Edit) -> Saved {
    store.save_drafts(actor, incident, &[edit], now()).await.unwrap()[0]
}

#[tokio::test]
async fn whoever_began_from_an_older_version_finds_both_texts_and_nothing_is_written_over() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        assert_eq!(save(store, incident, "ana", edit(APOLOGY, 0, "Ana's words")).await, Saved::Saved);
        let Saved::Beside(kept) = save(store, incident, "ben", edit(APOLOGY, 0, "Ben's words")).await else { panic!("Ben was second") };
        assert_eq!(store.drafts(incident).await.unwrap()[&APOLOGY].body, "Ana's words");
        let waiting = store.draft_conflicts(incident).await.unwrap();
        assert_eq!((waiting.len(), waiting[0].body.as_str(), waiting[0].edited_by.as_str()), (1, "Ben's words", "ben"));
        // Ben puts both together, from the version he has now seen.
        let both = edit(APOLOGY, 1, "Ana's words and Ben's");
        assert_eq!(store.settle_draft("ben", incident, kept, &both, now()).await.unwrap(), Some(Saved::Saved));
        assert_eq!(store.settle_draft("ben", incident, kept, &both, now()).await.unwrap(), None, "it no longer waits");
        assert!(store.draft_conflicts(incident).await.unwrap().is_empty());
        let drafts = store.drafts(incident).await.unwrap();
        assert_eq!((drafts[&APOLOGY].version, drafts[&APOLOGY].body.as_str()), (2, "Ana's words and Ben's"));
        assert_eq!(store.verify_audit(Chain::Incident(incident)).await.unwrap().first_bad, None);
    }
}

#[tokio::test]
async fn twenty_people_save_one_text_at_once_and_every_word_is_there_afterwards() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        let callers = (0..20).map(|number| {
            let store = store.clone();
            tokio::spawn(async move { save(&store, incident, "somebody", edit(APOLOGY, 0, &format!("words of {number}"))).await })
        });
        let mut results = Vec::new();
        for caller in callers.collect::<Vec<_>>() {
            results.push(caller.await.unwrap());
        }
        assert_eq!(results.iter().filter(|saved| **saved == Saved::Saved).count(), 1, "{}", store.kind());
        let mut words: BTreeSet<String> = store.draft_conflicts(incident).await.unwrap().into_iter().map(|kept| kept.body).collect();
        words.insert(store.drafts(incident).await.unwrap()[&APOLOGY].body.clone());
        assert_eq!(words, (0..20).map(|number| format!("words of {number}")).collect());
    }
}

#[tokio::test]
async fn people_who_write_in_different_places_do_not_meet_and_what_was_left_alone_is_no_edit() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        // Both send the whole page; each changed one text of it.
        let ana = [edit(APOLOGY, 0, "Ana's words"), edit(TITLE, 0, "as it was")];
        let ben = [edit(APOLOGY, 0, "as it was"), edit(TITLE, 0, "Título de Ben")];
        assert_eq!(store.save_drafts("ana", incident, &ana, now()).await.unwrap(), [Saved::Saved, Saved::Unchanged]);
        assert_eq!(store.save_drafts("ben", incident, &ben, now()).await.unwrap(), [Saved::Unchanged, Saved::Saved]);
        // And once more from the versions they got: the older text that stands on Ana's page is no edit of hers either.
        let ana = [edit(APOLOGY, 1, "Ana's better words"), edit(TITLE, 0, "as it was")];
        assert_eq!(store.save_drafts("ana", incident, &ana, now()).await.unwrap(), [Saved::Saved, Saved::Unchanged]);
        let drafts = store.drafts(incident).await.unwrap();
        assert_eq!((drafts[&APOLOGY].body.as_str(), drafts[&TITLE].body.as_str()), ("Ana's better words", "Título de Ben"));
        assert!(store.draft_conflicts(incident).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_version_that_never_was_and_another_incidents_words_are_not_touched() {
    for test in stores().await {
        let store = &test.store;
        let here = add_test_incident(store, "here", true, now()).await.incident_id;
        let there = add_test_incident(store, "there", true, now()).await.incident_id;
        assert!(matches!(save(store, here, "ana", edit(APOLOGY, 7, "words")).await, Saved::Beside(_)));
        assert!(store.drafts(here).await.unwrap().is_empty(), "no version without its predecessor");
        let kept = store.draft_conflicts(here).await.unwrap()[0].conflict_id;
        for (incident, conflict) in [(there, kept), (here, new_uuid(now(), &*TestEntropy::fresh()))] {
            assert_eq!(store.settle_draft("ben", incident, conflict, &edit(APOLOGY, 0, "x"), now()).await.unwrap(), None);
        }
        assert!(store.drafts(there).await.unwrap().is_empty());
        assert_eq!(store.draft_conflicts(here).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn who_goes_on_writing_beside_another_keeps_one_text_there_and_loses_none_of_it() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        assert_eq!(save(store, incident, "ana", edit(APOLOGY, 0, "Ana's words")).await, Saved::Saved);
        let Saved::Beside(kept) = save(store, incident, "ben", edit(APOLOGY, 0, "Ben's")).await else { panic!("Ben was second") };
        let on = |body: &str| Edit { beside: Some(kept), ..edit(APOLOGY, 0, body) };
        assert_eq!(save(store, incident, "ben", on("Ben's words")).await, Saved::Beside(kept));
        let bodies = async || store.draft_conflicts(incident).await.unwrap().into_iter().map(|kept| kept.body).collect::<Vec<_>>();
        assert_eq!(bodies().await, ["Ben's words"]);
        // What is another's stays theirs, whoever names it.
        assert!(matches!(save(store, incident, "cai", on("Cai's words")).await, Saved::Beside(other) if other != kept));
        assert_eq!(bodies().await, ["Ben's words", "Cai's words"]);
        // Once it is settled, what Ben goes on to write is a text of its own again.
        store.settle_draft("ana", incident, kept, &edit(APOLOGY, 1, "Ana's words and Ben's words"), now()).await.unwrap();
        assert!(matches!(save(store, incident, "ben", on("Ben's last words")).await, Saved::Beside(other) if other != kept));
        assert_eq!(bodies().await, ["Cai's words", "Ben's last words"]);
        assert_eq!(store.drafts(incident).await.unwrap()[&APOLOGY].body, "Ana's words and Ben's words");
    }
}
