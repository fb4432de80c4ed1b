//! Check words: ours are known, with their incident, and others are not.

use domain::{
    clock::Timestamp,
    genuine::{CheckWord, MessageKind},
    ids::MailId,
};
use store::testing::{TestEntropy, add_test_incident, stores};

const NOW: &str = "2031-03-09T14:20:00Z";

#[tokio::test]
async fn a_word_belongs_to_its_incident_and_to_no_other_installation() {
    let now = Timestamp::parse(NOW).unwrap();
    let stores_ = stores().await;
    let stranger = store::testing::sqlite_store().await;
    for test in stores_ {
        let store = &test.store;
        let march = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let april = add_test_incident(store, "april-2031", false, now).await.incident_id;
        let id = MailId::new(now, &*TestEntropy::fresh()).0;
        let word = store.check_word(Some(march), MessageKind::Notice, id, now, "UTC");
        assert_eq!(word, store.check_word(Some(march), MessageKind::Notice, id, now, "UTC"), "written again it is the same");
        assert_eq!(store.owner_of_word(word, &[april, march]), Some(Some(march)));
        assert_eq!(store.owner_of_word(word, &[april]), None);
        let general = store.check_word(None, MessageKind::CheckAnswer, id, now, "UTC");
        assert_eq!(store.owner_of_word(general, &[april, march]), Some(None));
        assert_eq!(stranger.store.owner_of_word(word, &[april, march]), None);
    }
}

#[tokio::test]
async fn of_ten_thousand_changed_words_none_is_ours() {
    let now = Timestamp::parse(NOW).unwrap();
    let test = store::testing::sqlite_store().await;
    let incident = add_test_incident(&test.store, "march-2031", false, now).await.incident_id;
    let id = MailId::new(now, &*TestEntropy::fresh()).0;
    let text = test.store.check_word(Some(incident), MessageKind::Notice, id, now, "UTC").to_string().replace('-', "");
    let symbols = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut tried = 0;
    for first in 0..10 {
        for second in first + 1..10 {
            for change in 1..225_usize {
                let mut other = text.clone().into_bytes();
                for (at, by) in [(first, change % 31 + 1), (second, change / 31)] {
                    let value = symbols.iter().position(|symbol| *symbol == other[at]).unwrap();
                    other[at] = symbols[(value + by) % 32];
                }
                let other = CheckWord::parse(&String::from_utf8(other).unwrap()).unwrap();
                assert_eq!(test.store.owner_of_word(other, &[incident]), None, "{other}");
                tried += 1;
            }
        }
    }
    assert!(tried > 10_000);
}

#[tokio::test]
async fn a_copied_word_is_kept_once_and_taken_off() {
    let now = Timestamp::parse(NOW).unwrap();
    for test in stores().await {
        let store = &test.store;
        let word = store.check_word(None, MessageKind::Digest, MailId::new(now, &*TestEntropy::fresh()).0, now, "UTC");
        for is_new in [true, false] {
            let mut tx = store.write().await.unwrap();
            assert_eq!(store.add_copied_word(&mut tx, word, now).await.unwrap(), is_new);
            tx.commit().await.unwrap();
        }
        assert!(store.is_copied_word(word).await.unwrap());
        assert_eq!(store.copied_words(0, 10).await.unwrap().len(), 1);
        let mut tx = store.write().await.unwrap();
        assert!(store.remove_copied_word(&mut tx, word).await.unwrap());
        assert!(!store.remove_copied_word(&mut tx, word).await.unwrap());
        tx.commit().await.unwrap();
        assert!(!store.is_copied_word(word).await.unwrap());
    }
}
