//! A copy of the public pages: everything is in it, every link leads to a file of it, and a changed one is found.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use app::site::Assets;
use candor::{
    demo,
    export::{Mistake, Signer, export, verify},
    http::files::StaticFiles,
};
use domain::{clock::Timestamp, lang::Lang};
use store::testing::{TestEntropy, stores};

use crate::support::{NOW, TestSite};

/// A site with a style sheet, and the folder for its copies.
struct Exported {
    site: TestSite,
    files: Arc<StaticFiles>,
    signer: Signer,
    folder: tempfile::TempDir,
}

impl Exported {
    async fn on(site: TestSite) -> Self {
        let now = Timestamp::parse(NOW).unwrap();
        let mut new = demo::incident(now, &*TestEntropy::fresh()).unwrap();
        new.incident.is_practice = false;
        site.test.store.add_incident(&new.incident, &new.words, now).await.unwrap();
        // The addresses of a test's style sheet are fixed, so the file is put where they lead.
        let css = Assets { css: "/candor.css".to_owned(), open_js: String::new(), passkey_js: String::new() };
        let site = site.with_assets(css);
        let files = Arc::new(StaticFiles::of(vec![("candor.css".to_owned(), b"main{}".to_vec())]));
        let signer = Signer::new(&site.test.store.system_keys().export_seed()).unwrap();
        Self { site, files, signer, folder: tempfile::tempdir().unwrap() }
    }

    fn copy(&self) -> PathBuf {
        self.folder.path().join("copy")
    }

    async fn write(&self) -> usize {
        export(&self.site.site, &self.files, &self.signer, &self.copy()).await.unwrap()
    }
}

fn below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path))
        } else {
            {
                let content = std::fs::read(&path).unwrap();
                found.insert(path, content);
            }
        }
    }
    found
}

/// Where a relative link on the page in `file` leads.
fn lands(file: &Path, link: &str) -> PathBuf {
    let mut path = file.parent().unwrap().to_owned();
    for part in link.split('#').next().unwrap().split('/') {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_every_public_page_in_both_languages_and_no_link_of_it_is_dead() {
    for test in stores().await {
        let exported = Exported::on(TestSite::on(test)).await;
        assert!(exported.write().await > 20);
        let (folder, files) = (exported.copy(), below(&exported.copy()));
        let words = exported.site.test.store.published_incidents().await.unwrap();
        let words = exported.site.test.store.incident_words(words[0].incident_id, Lang::En).await.unwrap();
        for lang in ["", "es/"] {
            for page in ["", "privacy/", "accessibility/", "reach-us/", "incidents/harbour-supply/", "incidents/harbour-supply/revisions/"]
            {
                assert!(files.contains_key(&folder.join(format!("{lang}{page}index.html"))), "{lang}{page}");
            }
            for update in &words.updates {
                assert!(
                    files.contains_key(&folder.join(format!("{lang}incidents/harbour-supply/updates/{}/index.html", update.update_id)))
                );
            }
            for file in ["feed.atom", "feed.json", "incidents/harbour-supply.json", "incidents/harbour-supply/feed.atom"] {
                assert!(files.contains_key(&folder.join(format!("{lang}{file}"))), "{lang}{file}");
            }
        }
        let mut links = BTreeSet::new();
        for (path, content) in files.iter().filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html")) {
            let html = String::from_utf8(content.clone()).unwrap();
            for never in ["<script", "<form", "<input", "<button", " src=", "href=\"/"] {
                assert!(!html.contains(never), "{never} in {}", path.display());
            }
            assert!(html.contains("class=\"copy-band\"") && html.contains("2031"), "{} says of when it is", path.display());
            let ours = html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            for link in ours.filter(|link| !link.contains(':') && !link.starts_with('#')) {
                let lands = lands(path, link);
                let target = files.get(&lands).unwrap_or_else(|| panic!("{link} on {} leads nowhere", path.display()));
                if let Some((_, fragment)) = link.split_once('#') {
                    assert!(String::from_utf8_lossy(target).contains(&format!("id=\"{fragment}\"")), "{link} on {}", path.display());
                }
                links.insert(lands);
            }
        }
        assert!(links.len() > 10);
        let reach = String::from_utf8(files[&folder.join("es/reach-us/index.html")].clone()).unwrap();
        assert!(reach.contains("mailto:incident@example.org") && reach.contains("Cómo comunicarse con nosotros"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_replaced_as_a_whole_and_never_put_over_something_else() {
    let exported = Exported::on(TestSite::new().await).await;
    exported.write().await;
    std::fs::write(exported.copy().join("left-over.html"), "old").unwrap();
    exported.write().await;
    assert!(!exported.copy().join("left-over.html").exists());
    assert_eq!(std::fs::read_dir(exported.folder.path()).unwrap().count(), 1, "nothing is left beside it");
    let other = exported.folder.path().join("home");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("thesis.txt"), "years of work").unwrap();
    let refused = export(&exported.site.site, &exported.files, &exported.signer, &other).await.unwrap_err();
    assert!(refused.to_string().contains("no copy that candor made"), "{refused}");
    assert_eq!(std::fs::read_to_string(other.join("thesis.txt")).unwrap(), "years of work");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_was_changed_added_to_or_signed_by_another_does_not_verify() {
    let exported = Exported::on(TestSite::new().await).await;
    let count = exported.write().await;
    let (copy, pem) = (exported.copy(), exported.signer.public_pem());
    assert_eq!(verify(&copy, &pem).unwrap(), count);
    let stranger = Signer::new(&[7; 32]).unwrap().public_pem();
    assert!(matches!(verify(&copy, &stranger), Err(Mistake::NotSigned)));
    assert!(matches!(verify(&copy, "no key"), Err(Mistake::BadKey)));
    std::fs::write(copy.join("extra.html"), "call this number").unwrap();
    assert!(matches!(verify(&copy, &pem), Err(Mistake::Extra(name)) if name == "extra.html"));
    std::fs::remove_file(copy.join("extra.html")).unwrap();
    let page = std::fs::read_to_string(copy.join("index.html")).unwrap();
    std::fs::write(copy.join("index.html"), page.replace("mailto:", "mailto:thief-")).unwrap();
    assert!(matches!(verify(&copy, &pem), Err(Mistake::Changed(name)) if name == "index.html"));
    // Whoever changes the list too has no key to sign it with.
    let sums = std::fs::read_to_string(copy.join("SHA256SUMS")).unwrap();
    std::fs::write(copy.join("SHA256SUMS"), sums.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    assert!(matches!(verify(&copy, &pem), Err(Mistake::NotSigned)));
}

/// Outsiders have OpenSSL and coreutils, and nothing of ours.
#[tokio::test(flavor = "multi_thread")]
async fn openssl_and_sha256sum_alone_verify_a_copy() {
    let exported = Exported::on(TestSite::new().await).await;
    exported.write().await;
    let copy = exported.copy();
    let key = exported.folder.path().join("key.pem");
    std::fs::write(&key, exported.signer.public_pem()).unwrap();
    let run = |program: &str, arguments: &[&str]| std::process::Command::new(program).args(arguments).current_dir(&copy).output().unwrap();
    let key = key.to_str().unwrap();
    let openssl = ["pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"];
    let done = run("openssl", &openssl);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(run("sha256sum", &["--check", "--strict", "--quiet", "SHA256SUMS"]).status.success());
    std::fs::write(copy.join("privacy/index.html"), "other words").unwrap();
    assert!(!run("sha256sum", &["--check", "--strict", "--quiet", "SHA256SUMS"]).status.success());
}
