use domain::{
    clock::Timestamp,
    code::{LinkToken, TypedCode},
    visit::Channel,
};
use store::{
    Tx,
    invitations::Invitation,
    on,
    testing::{
        add_test_incident,
        people::{add_test_person, invite_test_person, test_contact, test_person},
        stores,
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

#[tokio::test]
async fn a_link_and_a_code_find_their_person_again_and_again() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await;
        let person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now());
        add_test_person(store, &person, now()).await;
        let (by_mail, mail) = invite_test_person(store, &person, Channel::Email).await;
        let (by_letter, letter) = invite_test_person(store, &person, Channel::Letter).await;
        assert_eq!(letter.link, None, "a letter has no link");
        for _ in 0..3 {
            assert_eq!(store.find_invitation_by_link(mail.link.as_ref().unwrap()).await.unwrap(), Some(by_mail));
            assert_eq!(store.find_invitation_by_code(&mail.code).await.unwrap(), Some(by_mail));
            assert_eq!(store.find_invitation_by_code(&letter.code).await.unwrap(), Some(by_letter));
        }
        assert_eq!(invite_test_person(store, &person, Channel::Email).await.1, mail, "a second invitation says the same");
        assert_eq!(store.find_invitation_by_link(&LinkToken::from_secret(&[9; 32])).await.unwrap(), None);
        assert_eq!(store.find_invitation_by_code(&TypedCode::from_secret(Channel::Email, &[9; 32])).await.unwrap(), None);
    }
}

#[tokio::test]
async fn an_older_generation_opens_nothing() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await;
        let mut person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now());
        add_test_person(store, &person, now()).await;
        let (_, old) = invite_test_person(store, &person, Channel::Email).await;
        let mut tx = store.write().await.unwrap();
        person.generation = store.reissue_invitations(&mut tx, person.incident_id, person.person_id).await.unwrap();
        tx.commit().await.unwrap();
        let (invitation, new) = invite_test_person(store, &person, Channel::Email).await;
        assert_eq!(store.find_invitation_by_link(old.link.as_ref().unwrap()).await.unwrap(), None);
        assert_eq!(store.find_invitation_by_code(&old.code).await.unwrap(), None);
        assert_eq!(store.find_invitation_by_code(&new.code).await.unwrap(), Some(invitation));
    }
}

#[tokio::test]
async fn a_closed_incident_opens_nothing() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await;
        let person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now());
        add_test_person(store, &person, now()).await;
        let (_, secrets) = invite_test_person(store, &person, Channel::Email).await;
        let mut tx = store.write().await.unwrap();
        close(&mut tx).await;
        assert!(store.find_invitation_by_code(&secrets.code).await.unwrap().is_some(), "not closed before the commit");
        tx.commit().await.unwrap();
        assert_eq!(store.find_invitation_by_code(&secrets.code).await.unwrap(), None);
        assert_eq!(store.find_invitation_by_link(secrets.link.as_ref().unwrap()).await.unwrap(), None);
    }
}

async fn close(tx: &mut Tx) {
    on!(&mut *tx, |db| sqlx::query("update incidents set stage = 'closed'").execute(&mut **db).await.map(|_| ())).unwrap();
}

#[tokio::test]
async fn thousands_are_invited_in_one_call_and_neither_token_nor_code_is_stored() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let keys = store.incident_keys(incident).await.unwrap();
        let people: Vec<_> = (0..1_201).map(|_| test_person(store, incident, test_contact("Ana", None), now())).collect();
        let invitations: Vec<_> = people
            .iter()
            .map(|person| Invitation { incident_id: incident, person_id: person.person_id, channel: Channel::Email, generation: 1 })
            .collect();
        let mut tx = store.write().await.unwrap();
        store.invite_many(&mut tx, &keys, &invitations).await.unwrap();
        store.invite_many(&mut tx, &keys, &invitations[..10]).await.unwrap();
        tx.commit().await.unwrap();
        let stored: i64 = on!(store.read(), |db| sqlx::query_scalar("select count(*) from invitations").fetch_one(db).await).unwrap();
        assert_eq!(stored, 1_201);
        let hashes: Vec<(Vec<u8>, Vec<u8>)> =
            on!(store.read(), |db| sqlx::query_as("select link_hash, code_hash from invitations").fetch_all(db).await).unwrap();
        let secrets: Vec<_> = invitations.iter().map(|invitation| invitation.secrets(&keys)).collect();
        let found = hashes.iter().any(|(link, code)| {
            secrets.iter().any(|secret| link == secret.link.as_ref().unwrap().bytes() || code == secret.code.as_str().as_bytes())
        });
        assert!(!found);
        let codes: std::collections::HashSet<_> = secrets.iter().map(|secret| secret.code.as_str().to_owned()).collect();
        assert_eq!(codes.len(), 1_201, "every code is another");
    }
}
