//! What stands on a form that somebody fills in by hand.

use serde::Serialize;

/// A form: plain words, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperForm {
    /// Who asks.
    pub sender: String,
    /// What it is; begins the page.
    pub title: String,
    /// What the number is called.
    pub number_label: String,
    /// The number, as a scanner reads it and as people write it.
    pub number: String,
    /// What "page" is called.
    pub page_label: String,
    /// Said first.
    pub lead: Vec<String>,
    /// One below the other.
    pub parts: Vec<Part>,
}

/// A part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// What to do, as paragraphs; a line break in one stays.
    pub says: Vec<String>,
    /// A table to fill in.
    pub table: Option<Table>,
    /// Boxes to tick, each with the lines that go with it.
    pub choices: Vec<Choice>,
    /// Lines to write on.
    pub lines: Vec<String>,
}

/// A box to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it is.
    pub label: String,
    /// Lines to write on when it is ticked.
    pub lines: Vec<String>,
}

/// Empty rows under headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What stands in each column, and how wide it is beside the others.
    pub columns: Vec<(String, u8)>,
    /// How many rows.
    pub rows: usize,
}

impl PaperForm {
    /// Every text but the number goes through `change`.
    pub fn each_text(&mut self, change: &impl Fn(&mut String)) {
        [&mut self.sender, &mut self.title, &mut self.number_label, &mut self.page_label].into_iter().for_each(change);
        self.lead.iter_mut().for_each(change);
        for part in &mut self.parts {
            change(&mut part.title);
            part.says.iter_mut().chain(&mut part.lines).for_each(change);
            part.table.iter_mut().flat_map(|table| &mut table.columns).for_each(|(label, _)| change(label));
            for choice in &mut part.choices {
                change(&mut choice.label);
                choice.lines.iter_mut().for_each(change);
            }
        }
    }
}
