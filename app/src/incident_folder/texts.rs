//! The Markdown of a folder: reading it, cutting it into parts, and filling in dates and names.

use std::collections::BTreeMap;

use crate::words::Words;
use domain::lang::Lang;

use super::{Faults, Source, stamp::Calendar};

/// The texts of one language.
pub struct Texts<'a> {
    pub source: &'a Source,
    pub lang: Lang,
    pub calendar: &'a Calendar,
    pub values: &'a [(Lang, &'a str, String)],
}

impl Texts<'_> {
    /// The text of a file such as `title.md`, trimmed and filled in; a fault when it is missing or empty.
    pub fn file(&self, name: &str, faults: &mut Faults) -> String {
        let path = self.path(name);
        match self.source.get(&path).map(str::trim) {
            None => faults.add(&path, "is missing; every text stands in both languages"),
            Some("") => faults.add(&path, "is empty; write the text, in both languages"),
            Some(text) => return self.fill(text, &path, faults),
        }
        String::new()
    }

    /// The parts of a file such as `facts.md`, each under a line `## ID`.
    pub fn parts(&self, name: &str, faults: &mut Faults) -> BTreeMap<String, String> {
        let path = self.path(name);
        let mut parts: BTreeMap<String, String> = BTreeMap::new();
        let mut id: Option<String> = None;
        for line in self.source.get(&path).unwrap_or_default().lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                let heading = heading.trim().to_owned();
                if parts.insert(heading.clone(), String::new()).is_some() {
                    faults.add(&path, format!("`## {heading}` stands twice; keep one"));
                }
                id = Some(heading);
            } else if let Some(part) = id.as_ref().and_then(|id| parts.get_mut(id)) {
                part.push_str(line);
                part.push('\n');
            } else if !line.trim().is_empty() {
                faults.add(&path, "has text before the first `## ID`; put it under the ID it belongs to");
            }
        }
        parts.into_iter().map(|(id, text)| (id, self.fill(text.trim(), &path, faults))).collect()
    }

    /// An update: the heading from its first line `# …`, then the body.
    pub fn update(&self, id: &str, faults: &mut Faults) -> (String, String) {
        let name = format!("updates/{id}.md");
        let text = self.file(&name, faults);
        if text.is_empty() {
            return (String::new(), String::new());
        }
        let path = self.path(&name);
        let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
        match first.strip_prefix("# ").map(str::trim) {
            Some(title) if !title.is_empty() && !body.trim().is_empty() => (title.to_owned(), body.trim().to_owned()),
            _ => {
                faults.add(&path, "must begin with its heading, `# …`, and go on with the text");
                (String::new(), String::new())
            }
        }
    }

    /// The path of a file of this language.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.lang.as_str())
    }

    /// Fills in `{{day 2031-03-02}}` (2 March), `{{date 2031-03-02}}` (2 March 2031) and the values that were handed in.
    fn fill(&self, text: &str, path: &str, faults: &mut Faults) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let Some((name, after)) = after.split_once("}}") else {
                faults.add(path, "has `{{` without `}}`");
                return filled;
            };
            match self.value(name.trim()) {
                Some(value) => filled.push_str(&value),
                None => faults
                    .add(path, format!("`{{{{{name}}}}}` means nothing here; write `{{{{day 2031-03-02}}}}` or `{{{{date 2031-03-02}}}}`")),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn value(&self, name: &str) -> Option<String> {
        let words = Words(self.lang);
        if let Some(day) = name.strip_prefix("day ") {
            return self.calendar.day(day.trim()).map(|day| words.day_month(&day));
        }
        if let Some(day) = name.strip_prefix("date ") {
            return self.calendar.day(day.trim()).map(|day| words.date(&day));
        }
        self.values.iter().find(|(lang, known, _)| *lang == self.lang && *known == name).map(|(_, _, value)| value.clone())
    }
}
