use domain::{
    exposure::{CATEGORY_POSITIONS, Category, CategorySet, Exposure},
    guidance::{Audience, AudienceSet, Catalogue, FIRST_BLOCKS, LinkKind, Profile, Severity, Slot, SlotSet, StepList},
    lang::Lang,
    person::Kind,
};

fn set(ids: &[&str]) -> CategorySet {
    ids.iter().map(|id| Category::parse(id).unwrap()).collect()
}

fn all_slots() -> SlotSet {
    Slot::ALL.iter().fold(SlotSet::default(), |set, slot| set.with(*slot))
}

fn profile<'a>(ids: &[&str], kind: Kind, country: &'a str, region: Option<&'a str>) -> Profile<'a> {
    let exposure = Exposure::new(set(ids), CategorySet::default());
    Profile { exposure, kind, country, region, also: AudienceSet::default(), slots: all_slots() }
}

fn ids(list: &StepList<'_>) -> Vec<String> {
    list.actions().map(|action| action.id.clone()).collect()
}

fn steps(profile: &Profile<'_>) -> StepList<'static> {
    // The bundled catalogue lives as long as the program; leaking one handle says so to the compiler.
    let catalogue: &'static Catalogue = Box::leak(Box::new(Catalogue::bundled()));
    catalogue.steps_for(profile)
}

#[test]
fn the_bundled_catalogue_has_words_for_every_category_and_a_hundred_steps() {
    let catalogue = Catalogue::bundled();
    assert_eq!(catalogue.actions().len(), 100);
    for id in CATEGORY_POSITIONS {
        let words = catalogue.category(Category::parse(id).unwrap());
        for lang in Lang::ALL {
            assert!(!words.label.get(lang).is_empty() && !words.risk.get(lang).is_empty(), "{id}");
        }
    }
    assert_eq!(catalogue.category(Category::parse("ssn").unwrap()).label.get(Lang::Es), "Número de Seguro Social");
    assert_eq!(catalogue.contacts().bureaus.len(), 3);
    assert!(catalogue.contacts().state("US-MD").unwrap().required_in_notice);
    assert!(!catalogue.disclaimer().es.is_empty() && !catalogue.compiled().is_empty());
}

#[test]
fn every_fault_of_a_catalogue_is_named() {
    let good = include_str!("../../data/guidance/guidance.toml");
    let refused = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        Catalogue::parse(&good.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert!(refused("id = \"vehicle\"", "id = \"spaceship\"").contains("category spaceship: this program does not know it"));
    assert!(refused("id = \"vehicle\"", "id = \"spaceship\"").contains("category vehicle: is absent"));
    assert!(refused("id = \"all_two_step\"", "id = \"all_scam_watch\"").contains("action all_scam_watch: stands twice"));
    assert!(refused("url = \"https://haveibeenpwned.com/\"", "url = \"javascript:alert(1)\"").contains("leads nowhere"));
    assert!(refused("url = \"tel:+18882980045\"", "url = \"https://example.org/\"").contains("leads nowhere"));
    assert!(refused("slot = \"password_reset\"", "slot = \"coffee\"").contains("slot is not known"));
    assert!(refused("deadline = \"today\"", "deadline = \"soon\"").contains("deadline soon is not defined"));
    assert!(refused("for_whom = [\"survivor\"]", "for_whom = [\"everybody\"]").contains("for_whom"));
    assert!(refused("id = \"equifax\"", "id = \"equifux\"").contains("equifax is absent"));
    assert!(Catalogue::parse("nonsense").is_err());
}

#[test]
fn a_person_gets_the_steps_of_their_categories_and_no_others() {
    let list = steps(&profile(&["payment_card"], Kind::Adult, "US", Some("US-OH")));
    assert!(list.find("all_replace_card").is_some());
    assert!(list.find("us_freeze_equifax").is_none());
    assert!(list.find("us_irs_ip_pin").is_none());
    assert!(list.find("all_scam_watch").is_some(), "what concerns everybody is on every list");
}

#[test]
fn suspected_data_gets_steps_too() {
    let mut suspected = profile(&["payment_card"], Kind::Adult, "US", None);
    suspected.exposure = Exposure::new(set(&["email"]), set(&["payment_card"]));
    assert!(steps(&suspected).find("all_replace_card").is_some());
}

#[test]
fn a_subdivision_adds_its_own_steps_and_canada_is_not_california() {
    assert!(steps(&profile(&["drivers_license"], Kind::Adult, "US", Some("US-CA"))).find("us_ca_dmv").is_some());
    assert!(steps(&profile(&["drivers_license"], Kind::Adult, "US", Some("US-NV"))).find("us_ca_dmv").is_none());
    assert!(steps(&profile(&["drivers_license"], Kind::Adult, "CA", Some("CA-QC"))).find("us_ca_dmv").is_none());
    assert!(steps(&profile(&["name", "date_of_birth"], Kind::Adult, "CA", Some("CA-QC"))).find("ca_qc_freeze").is_some());
}

#[test]
fn an_eea_country_adds_the_steps_of_the_eu_and_britain_does_not() {
    for country in ["DE", "NO", "IS"] {
        assert!(steps(&profile(&["medical"], Kind::Adult, country, None)).find("eu_dpa").is_some(), "{country}");
    }
    let britain = steps(&profile(&["medical"], Kind::Adult, "GB", None));
    assert!(britain.find("eu_dpa").is_none() && britain.find("gb_ico").is_some());
}

#[test]
fn somebody_abroad_with_a_us_number_gets_the_steps_written_for_them_and_those_of_their_country() {
    let list = steps(&profile(&["ssn", "name", "date_of_birth"], Kind::Adult, "DE", None));
    assert!(list.find("us_nonresident").is_some());
    assert!(list.find("us_freeze_equifax").is_none(), "a freeze page asks for an address in the U.S.");
    assert!(list.find("de_schufa").is_some());
    let without = steps(&profile(&["name", "date_of_birth"], Kind::Adult, "DE", None));
    assert!(without.find("us_nonresident").is_none());
    let canadian = steps(&profile(&["ssn"], Kind::Adult, "CA", None));
    assert!(canadian.find("us_nonresident").is_none(), "in Canada it is the Social Insurance Number");
    assert!(canadian.find("ca_sin").is_some());
}

#[test]
fn a_territory_counts_as_the_us() {
    let list = steps(&profile(&["ssn"], Kind::Adult, "PR", None));
    assert!(list.find("us_freeze_equifax").is_some());
    assert!(list.find("us_nonresident").is_none());
}

#[test]
fn a_parent_gets_the_childs_steps_and_an_executor_the_estates() {
    let parent = steps(&profile(&["ssn", "date_of_birth"], Kind::Minor, "US", None));
    assert!(parent.find("us_child_freeze").is_some() && parent.find("us_freeze_equifax").is_none());
    let executor = steps(&profile(&["ssn", "bank_account"], Kind::Deceased, "US", None));
    assert!(executor.find("us_deceased").is_some() && executor.find("all_deceased_money").is_some());
    assert!(executor.find("all_enroll_monitoring").is_none(), "nobody can enroll a person who has died");
}

#[test]
fn an_adult_whose_record_holds_a_child_also_gets_the_parents_steps() {
    let list = steps(&profile(&["ssn", "children"], Kind::Adult, "US", None));
    assert!(list.find("us_child_freeze").is_some() && list.find("us_freeze_equifax").is_some());
    assert!(steps(&profile(&["ssn"], Kind::Adult, "US", None)).find("us_child_freeze").is_none());
}

#[test]
fn what_a_person_tells_us_adds_to_the_base_and_never_replaces_it() {
    let mut soldier = profile(&["ssn"], Kind::Adult, "US", None);
    assert!(steps(&soldier).find("us_active_duty_alert").is_none());
    let before = ids(&steps(&soldier)).len();
    soldier.also = soldier.also.with(Audience::Servicemember);
    let list = steps(&soldier);
    assert!(list.find("us_active_duty_alert").is_some());
    assert_eq!(ids(&list).len(), before + 1);
}

#[test]
fn the_safety_step_is_offered_first_wherever_somebody_could_be_found() {
    for id in ["postal_address", "phone", "location", "communications", "photos_video", "vehicle", "sensitive_traits"] {
        for (country, safety) in [("US", "us_safety"), ("GB", "gb_safety"), ("FR", "eu_safety"), ("CA", "ca_safety"), ("AU", "au_safety")] {
            let list = steps(&profile(&[id], Kind::Adult, country, None));
            assert_eq!(list.safety.map(|action| action.id.as_str()), Some(safety), "{id} in {country}");
            assert_eq!(ids(&list)[0], safety);
        }
    }
    assert!(steps(&profile(&["ssn"], Kind::Adult, "US", None)).safety.is_none());
}

#[test]
fn a_step_whose_slot_is_not_filled_is_dropped() {
    let mut bare = profile(&["ssn", "online_credentials"], Kind::Adult, "US", None);
    assert!(steps(&bare).find("all_enroll_monitoring").is_some());
    bare.slots = SlotSet::default().with(Slot::IncidentPage);
    let list = steps(&bare);
    assert!(list.find("all_enroll_monitoring").is_none() && list.find("all_change_password").is_none());
    assert!(list.find("all_verify_notice").is_some());
}

#[test]
fn blocks_come_by_deadline_then_priority_and_a_group_is_one_block() {
    let list = steps(&profile(&["ssn", "bank_account", "online_credentials"], Kind::Adult, "US", None));
    let order: Vec<_> = list.first.iter().map(|block| (block.actions[0].deadline.rank, block.actions[0].priority)).collect();
    assert!(order.is_sorted(), "{order:?}");
    let freezes = list.first.iter().find(|block| block.actions[0].group.as_deref() == Some("us_credit_freeze")).unwrap();
    assert_eq!(freezes.actions.len(), 3);
    assert_eq!(list.first[0].actions[0].id, "all_change_password");
}

#[test]
fn the_first_screen_has_at_most_seven_blocks_with_a_priority_under_twenty() {
    let everything: Vec<&str> = CATEGORY_POSITIONS.to_vec();
    for kind in [Kind::Adult, Kind::Minor, Kind::Deceased] {
        for country in ["US", "GB", "DE", "CA", "AU", "MX"] {
            let list = steps(&profile(&everything, kind, country, None));
            assert!(list.first.len() <= FIRST_BLOCKS);
            for block in &list.first {
                assert!(block.actions.iter().any(|action| action.priority < 20));
            }
        }
    }
}

#[test]
fn the_band_from_thirty_to_thirty_nine_comes_last_under_more_protection() {
    let list = steps(&profile(&["ssn", "name", "postal_address", "drivers_license", "employment"], Kind::Adult, "US", None));
    let bands: Vec<bool> = list.more.iter().map(|block| (30..40).contains(&block.actions[0].priority)).collect();
    assert!(bands.iter().any(|last| *last) && bands.is_sorted(), "{bands:?}");
}

#[test]
fn misuse_and_rights_are_folded_and_help_at_any_time_stands_beside() {
    let list = steps(&profile(&["ssn", "medical"], Kind::Adult, "US", Some("US-MD")));
    assert!(list.if_misused.iter().any(|action| action.id == "us_identitytheft_gov"));
    assert!(list.rights.iter().any(|action| action.id == "us_hhs_complaint"));
    assert!(list.beside.iter().any(|action| action.id == "us_free_help"));
    let strip: Vec<_> = list.strip.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(strip, ["all_verify_notice", "all_scam_watch", "all_keep_record"]);
    let in_list = list.first.iter().chain(&list.more).flat_map(|block| &block.actions);
    assert!(in_list.clone().all(|action| !["us_identitytheft_gov", "us_hhs_complaint", "us_free_help"].contains(&action.id.as_str())));
}

#[test]
fn no_step_stands_twice_on_any_list() {
    let everything: Vec<&str> = CATEGORY_POSITIONS.to_vec();
    for country in ["US", "GB", "DE", "CA", "AU", "MX"] {
        let mut found = ids(&steps(&profile(&everything, Kind::Adult, country, None)));
        let all = found.len();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), all, "{country}");
    }
}

#[test]
fn every_category_gives_everybody_at_least_three_steps() {
    for id in CATEGORY_POSITIONS {
        for (kind, country) in [(Kind::Adult, "US"), (Kind::Minor, "US"), (Kind::Deceased, "US"), (Kind::Adult, "MX")] {
            let found = ids(&steps(&profile(&[id], kind, country, None)));
            assert!(found.len() >= 3, "{id} {kind:?} {country}: {found:?}");
        }
    }
}

#[test]
fn severity_rises_when_name_birth_date_and_a_number_leaked_together() {
    let catalogue = Catalogue::bundled();
    assert_eq!(catalogue.severity(set(&[])), Severity::Low);
    assert_eq!(catalogue.severity(set(&["name", "email"])), Severity::Low);
    assert_eq!(catalogue.severity(set(&["name", "ssn"])), Severity::High);
    assert_eq!(catalogue.severity(set(&["name", "date_of_birth", "ssn"])), Severity::Severe);
    assert_eq!(catalogue.severity(set(&["name", "date_of_birth", "passport"])), Severity::High);
}

#[test]
fn progress_counts_the_first_screen_and_the_minutes_left() {
    let list = steps(&profile(&["payment_card", "ssn"], Kind::Adult, "US", None));
    let none = list.progress(|_| false);
    let first = list.first[0].actions[0];
    let one = list.progress(|id| id == first.id);
    assert_eq!((none.done, one.done), (0, 1));
    assert_eq!(none.total, one.total);
    assert_eq!(none.minutes_left - first.minutes, one.minutes_left);
    assert_eq!(list.progress(|_| true).minutes_left, 0);
}

#[test]
fn a_spanish_link_that_leads_to_english_says_so() {
    let catalogue = Catalogue::bundled();
    let report = &catalogue.action("us_credit_reports").unwrap().links;
    let link = report.iter().find(|link| link.url(Lang::En).contains("annualcreditreport")).unwrap();
    assert_eq!(link.label(Lang::En), "AnnualCreditReport.com");
    assert_eq!(link.label(Lang::Es), "AnnualCreditReport.com (en inglés)");
    let phones = catalogue.actions().iter().flat_map(|action| &action.links).filter(|link| link.kind == LinkKind::Phone);
    assert!(phones.clone().all(|link| !link.label(Lang::Es).contains("inglés")));
    let phishing = &catalogue.action("all_scam_watch").unwrap().links[0];
    assert!(phishing.url(Lang::Es).starts_with("https://consumidor.ftc.gov/"));
}
