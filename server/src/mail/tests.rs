//! Templates and messages. The worker is tested against a relay in `tests/all/mail.rs`.

use std::collections::BTreeSet;

use domain::{lang::Lang, mail::MailTemplate};

use super::templates::{Templates, source};

#[test]
fn both_languages_have_every_template_and_ask_for_the_same_values() {
    let templates = Templates::load().unwrap();
    for template in MailTemplate::ALL {
        for part in ["html", "txt", "subject"] {
            let [english, spanish] = Lang::ALL.map(|lang| templates.variables(*template, lang, part));
            assert_eq!(english, spanish, "{}.{part}", template.as_str());
        }
        for lang in Lang::ALL {
            let plain = |name: BTreeSet<String>| -> BTreeSet<String> {
                name.into_iter().map(|name| name.trim_end_matches(".html").trim_end_matches(".text").to_owned()).collect()
            };
            let (html, text) = (plain(templates.variables(*template, lang, "html")), plain(templates.variables(*template, lang, "txt")));
            let subject = templates.variables(*template, lang, "subject");
            assert_eq!(
                html.difference(&subject).collect::<Vec<_>>(),
                text.difference(&subject).collect::<Vec<_>>(),
                "{}",
                template.as_str()
            );
        }
    }
}

#[test]
fn no_template_holds_a_phrase_we_never_say_and_no_subject_names_a_kind_of_data_or_a_child() {
    for lang in Lang::ALL {
        for template in MailTemplate::ALL {
            let (mjml, text) = source(lang, template.as_str()).unwrap();
            for part in [mjml, text] {
                assert_eq!(domain::plain::banned(part, lang), Vec::<&str>::new(), "{}/{}", lang.as_str(), template.as_str());
                assert!(!part.contains('!'), "{}/{}", lang.as_str(), template.as_str());
            }
            let subject = text.lines().next().unwrap().to_lowercase();
            for word in ["child", "hijo", "hija", "minor", "menor", "victim", "social", "medical", "médic", "{{ name"] {
                assert!(!subject.contains(word), "{subject}");
            }
        }
    }
}
