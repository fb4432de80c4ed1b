//! Staff see who waits for a letter and what was printed, and key in what comes back.

use domain::{
    ids::LetterFileId,
    letter::{LARGEST_BATCH, Paper},
    person::Contact,
    staff::Role,
};
use store::{
    audit::{Chain, Filter},
    letters::{LetterFile, NewBatch},
    testing::{
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};
use uuid::Uuid;

use crate::support::TestSite;

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_came_back_is_keyed_in_once_and_leads_to_its_request() {
    for test in stores().await {
        let site = TestSite::on(test);
        let store = &site.test.store;
        let march = site.incident("march-2031").await;
        site.incident("april-2031").await;
        let contact = Contact { address1: "1 Main Street".to_owned(), city: "Portland".to_owned(), ..test_contact("Ana", None) };
        let ana = test_person(store, march.incident_id, contact, site.site.now());
        add_test_person(store, &ana, site.site.now()).await;
        let agent = site.colleague(Role::Agent, None).await;
        let page = agent.get("/staff/incidents/march-2031/letters").await;
        assert!(
            page.body.contains("1 person can be reached by letter alone") && page.body.contains("No letters were printed yet"),
            "{}",
            page.body
        );

        let now = site.site.now();
        let mut tx = store.write().await.unwrap();
        let notice = store.add_notice(&mut tx, march.incident_id, "First notice", "1", now).await.unwrap();
        store.start_notice(&mut tx, &notice, now).await.unwrap();
        tx.commit().await.unwrap();
        let people = store.people_for_letters(march.incident_id, LARGEST_BATCH).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let new = NewBatch { paper: Paper::A4, per_file: 500, made_by: None };
        let batch = store.make_letter_batch(&mut tx, &notice, &people, &new, now).await.unwrap().unwrap();
        let file =
            LetterFile { file_id: LetterFileId(Uuid::from_u128(1)), number: 0, name: "letters.csv".to_owned(), sha256: [7; 32], bytes: 1 };
        assert!(store.letters_are_printed(&mut tx, &batch, &[file], &[], now).await.unwrap());
        tx.commit().await.unwrap();
        let letter = store.letters_of(&batch).await.unwrap().remove(0);
        let code = store.letter_secrets(march.incident_id, &letter).await.unwrap().code.grouped();
        let page = agent.get("/staff/incidents/march-2031/letters").await;
        assert!(page.body.contains("Batch 1: 1 letter") && page.body.contains("0 people"), "{}", page.body);

        let path = "/staff/incidents/march-2031/letters";
        for (typed, said) in
            [("", "printed in the box"), ("P-1234", "not the code of a letter"), ("E-7K4M-Q2ZX-90TB", "not the code of a letter")]
        {
            let refused = agent.post(path, &format!("code={typed}")).await;
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains(said), "{typed}: {}", refused.body);
        }
        let elsewhere = agent.post("/staff/incidents/april-2031/letters", &format!("code={code}")).await;
        assert_eq!(elsewhere.status, 422, "another incident's letter is nobody's there");
        assert!(!elsewhere.body.contains(&code), "a code does not come back to the page");

        let keyed = agent.post(path, &format!("code={}", code.to_lowercase())).await;
        assert_eq!(keyed.status, 303, "{}", keyed.body);
        let request = agent.get(keyed.location().unwrap()).await;
        assert!(request.body.contains("A letter came back"), "{}", request.body);
        let again = agent.post(path, &format!("code={code}")).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("was keyed in before"), "{}", again.body);
        let acts = store.audit_entries(Chain::Incident(march.incident_id), &Filter::default(), None, 100).await.unwrap();
        assert_eq!(acts.iter().filter(|entry| entry.act == "letters.returned").count(), 1);
    }
}
