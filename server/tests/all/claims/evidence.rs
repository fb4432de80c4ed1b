//! Photos and papers with a claim, over HTTP: taken, shown to whom they are for, sealed, refused with words.

use std::path::Path;

use axum::body::Body;
use candor::{
    evidence::EvidenceFiles,
    http::{files::StaticFiles, front::FrontSettings, router_with},
    sealed_files::SealedFiles,
};
use http::{HeaderValue, Method, StatusCode, header};

use super::{EXPENSES, ana, form_id, offered, reviewer, seen, staff_path};
use crate::support::{Answer, TestSite, people::Browser, request};

const BOUNDARY: &str = "a-test-boundary";

/// A site that takes files, and keeps them there.
fn with_files(mut site: TestSite, folder: &Path) -> TestSite {
    let evidence = Some(EvidenceFiles::new(SealedFiles::in_folder(folder, "evidence"), None));
    site.router = router_with(site.site.clone(), FrontSettings { evidence, ..FrontSettings::default() }, StaticFiles::embedded());
    site
}

/// The smallest photo there is: one grey pixel, as a camera's JPEG.
fn photo() -> Vec<u8> {
    let image = image::RgbImage::from_pixel(8, 8, image::Rgb([90, 90, 90]));
    let mut file = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut file).encode_image(&image).unwrap();
    file
}

async fn upload(site: &TestSite, browser: &Browser<'_>, path: &str, name: &str, content: &[u8]) -> Answer {
    let mut body = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    let mut asked = request(Method::POST, path, "");
    *asked.body_mut() = Body::from(body);
    let (kind, cookie) =
        (format!("multipart/form-data; boundary={BOUNDARY}"), format!("{}={}", app::visit::COOKIE, browser.cookie().unwrap()));
    asked.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
    asked.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
    site.send(asked).await
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Where the first picture of a page is.
fn picture(page: &str) -> String {
    let tag = page.split("<img").nth(1).unwrap_or_else(|| panic!("no picture: {page}"));
    tag.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an address").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_shown_to_its_person_and_a_reviewer_and_to_nobody_else() {
    for test in store::testing::stores().await {
        let folder = tempfile::tempdir().unwrap();
        let site = with_files(TestSite::on(test), folder.path());
        let incident = site.incident("march-2031").await;
        let benefit = offered(&site, &incident, EXPENSES).await;
        let invited = ana(&site, &incident).await;
        let browser = site.enter(&invited).await;
        let path = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
        let evidence = format!("{path}/evidence");
        let added = upload(&site, &browser, &evidence, "receipt.jpg", &photo()).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let again = upload(&site, &browser, &evidence, "receipt again.jpg", &photo()).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("You have added this file already"), "{}", again.body);
        let page = browser.get(&evidence).await;
        let address = picture(&page.body);
        assert!(page.body.contains("receipt.jpg") && address.starts_with(&evidence), "{address}");
        let shown = browser.get(&address).await;
        assert_eq!((shown.status, shown.headers[header::CONTENT_TYPE].as_bytes()), (StatusCode::OK, b"image/jpeg".as_slice()));
        assert_eq!(files(folder.path()).len(), 1);
        for file in files(folder.path()) {
            let sealed = std::fs::read(&file).unwrap();
            assert!(!sealed.windows(3).any(|bytes| bytes == b"\xFF\xD8\xFF") && !file.to_string_lossy().contains("receipt"), "{file:?}");
        }
        // Another person's browser, and a reviewer before and after it is sent.
        let other = site.person_with_invitation(&incident, "Ben", Some("ben@example.org"), |_| ()).await;
        let ben = site.enter(&other).await;
        for path in [&address, &evidence] {
            assert_eq!(ben.get(path).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(upload(&site, &ben, &evidence, "a.jpg", &photo()).await.status, StatusCode::NOT_FOUND);
        let for_staff = format!("{}/evidence/{}", staff_path(&path), address.strip_prefix(&format!("{evidence}/")).unwrap());
        let desk = reviewer(&site, &incident).await;
        assert_eq!(desk.get(&for_staff).await.status, StatusCode::NOT_FOUND, "a draft is the person's own");
        let version = seen(&browser.get(&path).await.body);
        let line = format!("act=add&seen={version}&on=credit&what=freeze&day=2031-03-10&amount=10");
        assert_eq!(browser.post(&path, &line).await.status, StatusCode::SEE_OTHER);
        let version = seen(&browser.get(&format!("{path}/payout")).await.body);
        let saved = browser.post(&format!("{path}/payout"), &format!("seen={version}&{}", super::TO_A_BANK)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let sent = browser.post(&format!("{path}/send"), &format!("form_id={}&attest=on", form_id(1))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let review = desk.get(&staff_path(&path)).await;
        assert!(review.body.contains(&for_staff), "{}", review.body);
        assert_eq!(desk.get(&for_staff).await.status, StatusCode::OK);
        let late = upload(&site, &browser, &evidence, "late.jpg", &photo()).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("takes no files now"), "{}", late.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_is_refused_with_words_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let site = with_files(TestSite::new().await, folder.path());
    let incident = site.incident("march-2031").await;
    let benefit = offered(&site, &incident, EXPENSES).await;
    let invited = ana(&site, &incident).await;
    let browser = site.enter(&invited).await;
    let path = browser.post("/me/claims", &format!("benefit={benefit}")).await.location().unwrap().to_owned();
    let evidence = format!("{path}/evidence");
    let mut large = photo();
    large.resize(domain::evidence::MOST_BYTES + 1, 0);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    for (name, content, says) in [
        ("a.svg", svg.to_vec(), "We cannot read this file"),
        ("a.jpg", b"<!doctype html><script>1</script>".to_vec(), "We cannot read this file"),
        ("a.zip", b"PK\x03\x04".to_vec(), "We cannot read this file"),
        ("a.pdf", b"%PDF-1.7 nothing".to_vec(), "We cannot read this file"),
        ("a.jpg", large, "larger than 10 MB"),
        ("a.jpg", Vec::new(), "Choose a file first"),
    ] {
        let answer = upload(&site, &browser, &evidence, name, &content).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(answer.body.contains(says), "{says}: {}", answer.body);
    }
    assert!(files(folder.path()).is_empty());
    // One that was added by mistake goes again.
    assert_eq!(upload(&site, &browser, &evidence, "ok.jpg", &photo()).await.status, StatusCode::SEE_OTHER);
    let address = picture(&browser.get(&evidence).await.body);
    let remove = address.rsplit_once('/').unwrap().0.to_owned();
    assert_eq!(browser.post(&remove, "").await.status, StatusCode::SEE_OTHER);
    assert!(files(folder.path()).is_empty());
    assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
}
