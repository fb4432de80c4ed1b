//! The score sheet, printed: a table, or one JSON object.

use domain::{
    drill::{Milestone, Reached, Score},
    incident::Incident,
};
use serde_json::{Value, json};

use crate::cli::{Global, Opened};

pub(super) fn print(global: &Global, opened: &Opened, incident: &Incident, score: &Score) {
    let page = format!("{}/staff/incidents/{}", opened.config.public_url, incident.slug);
    if global.json {
        println!("{}", object(&page, incident, score));
        return;
    }
    println!("Practice run {}: {} of {} people told. Nothing reached anyone.\n", incident.slug, score.told, score.people);
    println!("{:<44} {:>12} {:>10}  done", "step", "reached", "goal");
    for line in &score.reached {
        let reached = line.after_ms.map_or_else(|| "–".to_owned(), seconds);
        let done = if line.is_in_time() { "yes" } else { "no" };
        println!("{:<44} {reached:>12} {:>10}  {done}", what(line.milestone), goal(line.goal_minutes));
    }
    println!("\nThe incident and its sheet: {page}");
}

fn object(page: &str, incident: &Incident, score: &Score) -> Value {
    let line = |line: &Reached| {
        json!({
            "step": line.milestone.as_str(),
            "reached_after_ms": line.after_ms,
            "goal_minutes": line.goal_minutes,
            "is_in_time": line.is_in_time(),
        })
    };
    json!({
        "incident": incident.slug.as_str(),
        "is_practice": true,
        "discovered_at": score.discovered_at.to_string(),
        "people": score.people,
        "told": score.told,
        "all_told": score.has_told_everybody(),
        "steps": score.reached.iter().map(line).collect::<Vec<_>>(),
        "address": page,
    })
}

const fn what(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Opened => "Incident opened from the holding statement",
        Milestone::FirstWord => "First word public, a second person approved",
        Milestone::ListRead => "List read by the import",
        Milestone::ListAccepted => "List accepted by a second person",
        Milestone::NoticeBegun => "Notice begun",
        Milestone::EverybodyTold => "Everybody told",
        Milestone::PageOpened => "A person opened their page with a code",
    }
}

fn seconds(ms: i64) -> String {
    format!("{}.{:02} s", ms / 1000, ms % 1000 / 10)
}

fn goal(minutes: i64) -> String {
    if minutes % 60 == 0 && minutes > 60 { format!("{} h", minutes / 60) } else { format!("{minutes} min") }
}
