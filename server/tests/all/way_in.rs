//! How a person is let in: each sentence of the design is a test.

use std::time::Duration;

use domain::{
    code::TypedCode,
    person::Kind,
    visit::{Channel, IDLE, LONGEST},
};
use http::{HeaderMap, StatusCode, header};
use store::testing::look;

use crate::support::{TestSite, people::Invited};

const MINUTE: Duration = Duration::from_secs(60);

async fn ana(site: &TestSite) -> Invited {
    let incident = site.incident("march-2031").await;
    site.person_with_invitation(&incident, "Anaclara", Some("ana@example.org"), |person| {
        person.contact.family_name = "Quintanilla".to_owned();
        person.contact.address1 = "12 Harbour Row".to_owned();
        person.kind = Kind::Minor;
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_mailed_link_through_the_mailed_code_to_the_persons_page_and_out_again() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.enter(&ana).await;
    assert!(site.test.store.find_visit(&browser.cookie().unwrap(), site.site.now()).await.unwrap().unwrap().proof.is_some());
    let held = browser.cookie();
    let out = browser.post("/signout", "").await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, Some("/signout")));
    assert!(out.headers.contains_key("clear-site-data"));
    assert_eq!(browser.cookie(), None, "the browser was told to forget it");
    browser.set_cookie(held);
    assert_eq!(browser.get("/visit/extend").await.status, StatusCode::UNAUTHORIZED, "it is over here, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_in_is_the_same_in_spanish() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    let opened = browser.post("/es/open", &format!("token={}", ana.token())).await;
    assert_eq!(opened.location(), Some("/es/open/send"));
    let page = browser.get("/es/open/send").await;
    assert!(page.body.contains("Envíenme un código"), "{}", page.body);
    assert_eq!(browser.post("/es/open/send", "").await.location(), Some("/es/open/enter"));
    let (_, mail) = look::mails(&site.test.store).await.pop().unwrap();
    assert_eq!(mail.lang, domain::lang::Lang::Es);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_cookie_is_host_secure_http_only_and_lax() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let cookies = |headers: &HeaderMap| -> Vec<String> {
        headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    };
    let opened = site.post("/open", &format!("token={}", ana.token())).await;
    let out = site.post("/signout", "").await;
    for cookie in cookies(&opened.headers).into_iter().chain(cookies(&out.headers)) {
        assert!(cookie.starts_with("__Host-candor-visit="), "{cookie}");
        for attribute in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            assert!(cookie.contains(attribute), "{cookie} lacks {attribute}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_get_of_every_page_changes_nothing_fifty_times_over() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.open(&ana).await;
    browser.ask_for_code().await;
    let before = look::dump(&site.test.store).await;
    for _ in 0..50 {
        for path in ["/open", "/open?token=x", "/code", "/open/send", "/open/enter", "/check", "/check/sent", "/signout", "/visit/extend"] {
            let _ = browser.get(path).await;
            let _ = site.get(path).await;
        }
    }
    assert_eq!(look::dump(&site.test.store).await, before);
    let code = site.mailed_code("ana@example.org").await;
    assert_eq!(browser.post("/open/enter", &format!("digits={code}")).await.location(), Some("/me"), "it works as on the first day");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_open_page_is_the_same_for_everybody_and_its_secret_never_comes_back() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let page = site.get("/open").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("src=\"/open.js\""), "{}", page.body);
    assert_eq!(page.body.matches("<script").count(), 1, "no other script");
    assert!(page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script-src 'self'"));
    let wrong = site.post("/open", "token=AAAAAAAAAAAAAAAAAAAAAA").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.body.contains("AAAAAAAAAAAAAAAAAAAAAA"));
    let code = ana.mail.code.grouped().replace('E', "P");
    let wrong = site.post("/code", &format!("code={code}")).await;
    assert!(!wrong.body.contains(&code), "a code is not written back");
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_opens_nothing_gets_one_answer() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let mut tx = site.test.store.write().await.unwrap();
    site.test.store.reissue_invitations(&mut tx, ana.person.incident_id, ana.person.person_id).await.unwrap();
    tx.commit().await.unwrap();
    let unknown = TypedCode::from_secret(Channel::Email, &[3; 32]);
    let unknown_letter = TypedCode::from_secret(Channel::Letter, &[3; 32]);
    let mut answers = Vec::new();
    for form in [
        format!("code={}", unknown.grouped()),
        format!("code={}", unknown_letter.grouped()),
        format!("code={}", ana.mail.code.grouped()),
        format!("code={}", ana.letter.code.grouped()),
        format!("code={}A", unknown.grouped()),
        "code=hello".to_owned(),
    ] {
        let answer = site.post("/code", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        answers.push((answer.body, answer.headers));
    }
    for answer in &answers {
        assert_eq!(*answer, answers[0], "unknown, re-issued and mistyped look alike");
    }
    let links = [format!("token={}", ana.token()), "token=AAAAAAAAAAAAAAAAAAAAAA".to_owned(), "token=short".to_owned()];
    let mut answers = Vec::new();
    for form in links {
        let answer = site.post("/open", &form).await;
        answers.push((answer.status, answer.body, answer.headers));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(answers[0].1.contains("<title>Error: "), "{}", answers[0].1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forwarded_link_shows_no_name_no_address_and_no_category() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.open(&ana).await;
    for path in ["/open/send", "/open/enter", "/me", "/visit/extend", "/signout", "/open", "/code"] {
        let page = browser.get(path).await;
        for secret in ["Anaclara", "Quintanilla", "ana@example.org", "Harbour Row", "your child", "Social Security"] {
            assert!(!page.body.contains(secret), "{path} shows {secret}");
        }
    }
    let page = browser.get("/open/send").await;
    assert!(page.body.contains("a•••@e•••.org"), "{}", page.body);
    assert!(page.body.contains("/incidents/march-2031"));
    for path in ["/me", "/visit/extend"] {
        assert!(browser.get(path).await.status.is_client_error(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_another_browser_is_refused() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let (mine, theirs) = (site.browser(), site.browser());
    mine.open(&ana).await;
    theirs.open(&ana).await;
    mine.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    let refused = theirs.post("/open/enter", &format!("digits={code}")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("We have sent no code to this browser yet"), "{}", refused.body);
    assert_eq!(mine.post("/open/enter", &format!("digits={code}")).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_used_expired_and_locked_codes_each_have_their_own_words() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.open(&ana).await;
    let says = async |digits: &str| {
        let answer = browser.post("/open/enter", &format!("digits={digits}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{digits}");
        assert!(answer.body.contains("<title>Error: ") && answer.body.contains("href=\"#digits\""), "{}", answer.body);
        assert!(!answer.body.to_lowercase().replace("aria-invalid", "").contains("invalid"));
        answer.body
    };
    assert!(says("12345").await.contains("has six digits"));
    assert!(says("123456").await.contains("We have sent no code"));
    browser.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    let wrong = format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000);
    assert!(says(&wrong).await.contains("You have 4 more tries"));
    for _ in 0..2 {
        says(&wrong).await;
    }
    assert!(says(&wrong).await.contains("You have 1 more try with it"));
    assert!(says(&wrong).await.contains("five tries"));
    assert!(says(&code).await.contains("five tries"));
    browser.ask_for_code().await;
    site.clock.advance(10 * MINUTE);
    assert!(says(&site.mailed_code("ana@example.org").await).await.contains("older than ten minutes"));
    browser.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    assert_eq!(browser.post("/open/enter", &format!("digits={code}")).await.status, StatusCode::SEE_OTHER);
    assert!(says(&code).await.contains("once already"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_press_at_once_with_the_right_code_one_gets_in() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.open(&ana).await;
    browser.ask_for_code().await;
    let form = format!("digits={}", site.mailed_code("ana@example.org").await);
    let cookie = browser.cookie();
    let racers: Vec<_> = (0..20)
        .map(|_| {
            let racer = site.browser();
            racer.set_cookie(cookie.clone());
            racer
        })
        .collect();
    let answers = futures::future::join_all(racers.iter().map(|racer| racer.post("/open/enter", &form))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
    assert!(answers.iter().all(|answer| !answer.status.is_server_error()));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proof_changes_the_cookie_and_a_planted_one_dies() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.set_cookie(Some("planted".to_owned()));
    browser.open(&ana).await;
    let opened = browser.cookie().unwrap();
    assert_ne!(opened, "planted");
    browser.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    browser.post("/open/enter", &format!("digits={code}")).await;
    let proven = browser.cookie().unwrap();
    assert_ne!(opened, proven);
    for dead in ["planted".to_owned(), opened] {
        browser.set_cookie(Some(dead));
        assert_eq!(browser.get("/visit/extend").await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letters_code_proves_the_address_at_once_and_a_mails_code_does_not() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let by_letter = site.browser();
    let typed = ana.letter.code.grouped().to_lowercase().replace('-', "+");
    assert_eq!(by_letter.post("/code", &format!("code={typed}")).await.location(), Some("/me"));
    assert_eq!(by_letter.get("/visit/extend").await.status, StatusCode::OK);
    let by_mail = site.browser();
    assert_eq!(by_mail.post("/code", &format!("code={}", ana.mail.code.grouped())).await.location(), Some("/open/send"));
    assert_eq!(by_mail.get("/visit/extend").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_ends_after_a_quarter_of_an_hour_and_a_press_lets_it_go_on_for_two_hours() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.enter(&ana).await;
    let page = browser.get("/visit/extend").await;
    assert!(page.body.contains("closes in 15 minutes unless"), "{}", page.body);
    let mut gone = Duration::ZERO;
    while gone + 14 * MINUTE < LONGEST {
        site.clock.advance(14 * MINUTE);
        gone += 14 * MINUTE;
        let on = browser.post("/visit/extend", "back=/visit/extend").await;
        assert_eq!((on.status, on.location()), (StatusCode::SEE_OTHER, Some("/visit/extend")), "after {gone:?}");
    }
    assert!(browser.get("/visit/extend").await.body.contains("Then you can go on with a new code"));
    site.clock.advance(LONGEST - gone);
    assert_eq!(browser.get("/visit/extend").await.status, StatusCode::UNAUTHORIZED);
    let idle = site.enter(&ana).await;
    site.clock.advance(IDLE);
    assert_eq!(idle.get("/visit/extend").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_sent_anywhere_but_to_a_page_of_ours() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.enter(&ana).await;
    for back in
        ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/nowhere", "%2F%2Fevil.test", "/check/../x", ""]
    {
        let on = browser.post("/visit/extend", &format!("back={back}")).await;
        assert_eq!(on.location(), Some("/me"), "{back}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_visit_ran_out_is_kept_an_hour_and_given_back_after_a_new_code() {
    use std::collections::BTreeMap;
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.enter(&ana).await;
    let typed = BTreeMap::from([("message".to_owned(), "My words, canary-4711".to_owned())]);
    let request = |cookie: Option<String>| app::request::Request {
        lang: domain::lang::Lang::En,
        path: "/code".to_owned(),
        has_islands: false,
        visit_cookie: cookie,
        network: String::new(),
        once: app::visit::Once::default(),
        staff_cookie: None,
        subscription_cookie: None,
        staff_once: app::staff::Once::default(),
    };
    let parts = http::Request::new(()).into_parts().0;
    let send = async |cookie| app::visit::pressed_form(&site.site, &request(cookie), &parts, "/code", &typed).await;
    assert!(send(browser.cookie()).await.is_ok(), "while it is live nothing is kept");
    site.clock.advance(IDLE);
    let response = send(browser.cookie()).await.unwrap_err();
    assert_eq!(response.headers()[header::LOCATION], "/open/send");
    let set = response.headers()[header::SET_COOKIE].to_str().unwrap();
    browser.set_cookie(Some(set.split(['=', ';']).nth(1).unwrap().to_owned()));
    assert!(!look::dump(&site.test.store).await.contains(&"canary-4711".bytes().map(|byte| format!("{byte:02X}")).collect::<String>()));
    browser.ask_for_code().await;
    let code = site.mailed_code("ana@example.org").await;
    let back = browser.post("/open/enter", &format!("digits={code}")).await;
    assert_eq!(back.location(), Some("/code"), "on with the form");
    let visit = app::visit::current(&site.site, &request(browser.cookie())).await.unwrap();
    assert_eq!(app::visit::typed_before(&site.site, &visit, "/code").await.unwrap(), typed);
    let incident = site.site.store.incident(ana.person.incident_id).await.unwrap();
    let ben = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
    let other = site.enter(&ben).await;
    let theirs = app::visit::current(&site.site, &request(other.cookie())).await.unwrap();
    assert!(app::visit::typed_before(&site.site, &theirs, "/code").await.unwrap().is_empty(), "nobody else gets it");
    site.clock.advance(60 * MINUTE);
    assert!(app::visit::typed_before(&site.site, &visit, "/code").await.unwrap().is_empty(), "an hour is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_visit_ran_out_one_press_begins_anew() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.enter(&ana).await;
    site.clock.advance(IDLE);
    let page = browser.get("/visit/extend").await;
    assert!(page.body.contains("action=\"/open/again\""), "{}", page.body);
    assert_eq!(browser.post("/open/again", "").await.location(), Some("/open/send"));
    assert_eq!(browser.get("/open/send").await.status, StatusCode::OK);
    assert_eq!(site.post("/open/again", "").await.status, StatusCode::UNAUTHORIZED, "a stranger begins nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_codes_an_hour_and_the_sixth_is_told_when() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    let browser = site.browser();
    browser.open(&ana).await;
    for _ in 0..5 {
        browser.ask_for_code().await;
    }
    let sixth = browser.post("/open/send", "").await;
    assert_eq!(sixth.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(sixth.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() > 3_000);
    assert!(sixth.body.contains("ask again in 60 minutes"), "{}", sixth.body);
    assert_eq!(look::mails(&site.test.store).await.len(), 5, "the page claims no mail that was not queued");
    let newest = site.mailed_code("ana@example.org").await;
    assert_eq!(browser.post("/open/enter", &format!("digits={newest}")).await.status, StatusCode::SEE_OTHER, "the newest still works");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_behind_one_address_each_see_only_their_own() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let ana = site.person_with_invitation(&incident, "Ana", Some("family@example.org"), |_| ()).await;
    let ben = site.person_with_invitation(&incident, "Ben", Some("family@example.org"), |_| ()).await;
    for invited in [&ana, &ben] {
        let browser = site.enter(invited).await;
        let visit = site.test.store.find_visit(&browser.cookie().unwrap(), site.site.now()).await.unwrap().unwrap();
        assert_eq!(visit.person_id, invited.person.person_id);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_without_an_e_mail_address_is_shown_another_way() {
    let site = TestSite::new().await;
    let incident = site.incident("march-2031").await;
    let nora = site.person_with_invitation(&incident, "Nora", None, |_| ()).await;
    let browser = site.browser();
    browser.open(&nora).await;
    let page = browser.get("/open/send").await;
    assert!(page.body.contains("href=\"/help\"") && page.body.contains("send you a letter"), "{}", page.body);
    assert_eq!(browser.post("/open/send", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(look::mails(&site.test.store).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_the_networks_budget_everybody_gets_the_same_answer() {
    let site = TestSite::new().await;
    let ana = ana(&site).await;
    for _ in 0..60 {
        let answer = site.post("/code", "code=hello").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let forms = [
        ("/code", "code=hello".to_owned()),
        ("/code", format!("code={}", ana.mail.code.grouped())),
        ("/code", format!("code={}", ana.letter.code.grouped())),
        ("/check", "email=ana@example.org".to_owned()),
        ("/check", "email=nobody@example.org".to_owned()),
        ("/open", format!("token={}", ana.token())),
    ];
    for (path, form) in forms {
        let answer = site.post(path, &form).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(answer.headers[header::RETRY_AFTER], "60");
        assert!(answer.body.contains("Try again in 60 seconds"), "{}", answer.body);
    }
    site.clock.advance(MINUTE);
    assert_eq!(site.post("/code", "code=hello").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test(flavor = "multi_thread")]
async fn check_answers_known_and_unknown_with_the_same_bytes() {
    let site = TestSite::new().await;
    let _ = ana(&site).await;
    let mut answers = Vec::new();
    for email in ["ana@example.org", "nobody@example.org"] {
        let mut seen = Vec::new();
        for _ in 0..5 {
            let answer = site.post("/check", &format!("email={email}&remind=yes")).await;
            seen.push((answer.status, answer.headers, answer.body));
        }
        answers.push(seen);
    }
    assert_eq!(answers[0], answers[1]);
    let statuses: Vec<u16> = answers[0].iter().map(|(status, ..)| status.as_u16()).collect();
    assert_eq!(statuses, [303, 303, 303, 429, 429], "three a day, for whoever it is");
    assert!(answers[0][3].2.contains("Try again in 24 hours"), "{}", answers[0][3].2);
    let sent = site.get("/check/sent").await;
    assert!(sent.body.contains("We have just written to that address. The answer is in the mail."));
}

#[tokio::test(flavor = "multi_thread")]
async fn check_says_what_to_change_and_keeps_what_was_typed() {
    let site = TestSite::new().await;
    let answer = site.post("/check", "email=ana%40example%22%3E&remind=").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("value=\"ana@example&quot;&gt;\""), "{}", answer.body);
    assert!(answer.body.contains("href=\"#email\"") && answer.body.contains("id=\"email\""));
    assert!(answer.body.contains("<title>Error: "), "{}", answer.body);
    assert!(!answer.body.contains("checked"), "the tick that was taken away stays away");
    assert!(site.get("/check").await.body.contains("checked"));
}
