use domain::staff::Role;
use http::{StatusCode, header};
use store::testing::stores;

use super::{
    fields::{fields, with},
    first_word::made,
};
use crate::{hour::support::desk, support::TestSite};

#[tokio::test]
async fn two_editors_in_one_text_see_both_texts_and_lose_none() {
    for test in stores().await {
        let site = TestSite::on(test);
        let (ana, ben) = (desk(&site, Role::Editor, None).await, desk(&site, Role::Editor, None).await);
        let at = made(&ana, "holding", "march-2031").await;
        let texts = format!("{at}/texts");
        let (anas, bens) = (fields(&ana.get(&texts).await.body), fields(&ben.get(&texts).await.body));
        // Both change the apology; Ben also changes a text that Ana left alone.
        let answer = ana.post(&texts, &with(&anas, &[("section.apology.en", "Ana is sorry.")])).await;
        assert_eq!(answer.headers[header::LOCATION], format!("{texts}?done=saved"));
        let changes = [("section.apology.en", "Ben is sorry.\nVery."), ("section.what_happened.en", "Ben knows what happened.")];
        let answer = ben.post(&texts, &with(&bens, &changes)).await;
        assert_eq!(answer.headers[header::LOCATION], format!("{at}/kept"), "{}", answer.body);
        let kept = ben.get(&format!("{at}/kept")).await.body;
        assert!(kept.contains("Ana is sorry.") && kept.contains("Ben is sorry.\nVery."), "{kept}");
        assert!(ana.get(&texts).await.body.contains("One text waits"));
        let stands = fields(&ana.get(&texts).await.body);
        assert_eq!(stands["section.apology.en"], "Ana is sorry.");
        assert_eq!(stands["section.what_happened.en"], "Ben knows what happened.");
        // Ben puts both together.
        let form = with(&fields(&kept), &[("body", "Ana and Ben are sorry."), ("do", "take")]);
        assert_eq!(ben.post(&format!("{at}/kept"), &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(fields(&ana.get(&texts).await.body)["section.apology.en"], "Ana and Ben are sorry.");
        assert!(ben.get(&format!("{at}/kept")).await.body.contains("No text waits"));
        // The same press once more changes nothing.
        assert_eq!(ben.post(&format!("{at}/kept"), &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(fields(&ana.get(&texts).await.body)["section.apology.en"], "Ana and Ben are sorry.");
    }
}

#[tokio::test]
async fn two_editors_who_order_one_list_and_set_one_day_choose_too() {
    let site = TestSite::new().await;
    let (ana, ben) = (desk(&site, Role::Editor, None).await, desk(&site, Role::Owner, None).await);
    let at = made(&ana, "holding", "march-2031").await;
    let (page, dates) = (format!("{at}/facts"), format!("{at}/dates"));
    let (anas, bens) = (fields(&ana.get(&page).await.body), fields(&ben.get(&page).await.body));
    let ids: Vec<&str> = anas["facts"].split(' ').collect();
    ana.post(&page, &with(&anas, &[("do", &format!("up.{}", ids[1]))])).await;
    let answer = ben.post(&page, &with(&bens, &[("do", &format!("away.{}", ids[2]))])).await;
    assert_eq!(answer.headers[header::LOCATION], format!("{at}/kept"));
    let form = fields(&ben.get(&format!("{at}/kept")).await.body);
    ben.post(&format!("{at}/kept"), &with(&form, &[("do", "leave")])).await;
    let order = fields(&ana.get(&page).await.body)["facts"].clone();
    assert_eq!(order.split(' ').collect::<Vec<_>>(), [ids[1], ids[0], ids[2]]);
    let (anas, bens) = (fields(&ana.get(&dates).await.body), fields(&ben.get(&dates).await.body));
    ana.post(&dates, &with(&anas, &[("occurred_from", "2031-03-02")])).await;
    ben.post(&dates, &with(&bens, &[("occurred_from", "2031-03-01")])).await;
    let kept = ben.get(&format!("{at}/kept")).await.body;
    assert!(kept.contains("2 March 2031") && kept.contains("1 March 2031"), "{kept}");
    ben.post(&format!("{at}/kept"), &with(&fields(&kept), &[("do", "take")])).await;
    assert_eq!(fields(&ana.get(&dates).await.body)["occurred_from"], "2031-03-01");
}
