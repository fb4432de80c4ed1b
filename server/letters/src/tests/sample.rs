//! Letters to try things on.

use std::sync::LazyLock;

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use crate::{Addressee, Fonts, Language, Letter, MadeAt, Office, Paper, Press, Run, Sender, Step, StepLink};

pub static PRESS: LazyLock<Press> = LazyLock::new(|| Press::new(Fonts::embedded()).unwrap());

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

pub fn run(lang: Language, paper: Paper) -> Run {
    Run {
        ident: "batch 1, part 1".to_owned(),
        made_at: MadeAt { year: 2031, month: 3, day: 12, hour: 9, minute: 30, second: 0 },
        paper,
        lang,
        sender: Sender {
            name: "Harbour Supply Company of North America and Canada".to_owned(),
            address: texts(&["100 Water Street", "Suite 1200", "Portland, ME 04101", "United States"]),
            phone: "1-800-555-0142".to_owned(),
            hours: "Monday to Friday, 8 am to 8 pm (Eastern)".to_owned(),
        },
        is_practice: true,
        date: "12 March 2031".to_owned(),
        title: "Someone copied customer files from our billing system".to_owned(),
        apology: texts(&["We did not protect your information. We are sorry."]),
        what_happened: texts(&["From 2 to 9 March, someone copied files. We had not closed an old account.", "One line\nand another"]),
        what_information: texts(&["No card numbers were in the files."]),
        what_we_are_doing: texts(&["We closed the old account on 9 March."]),
        what_you_can_do: texts(&["Read the bills you get this year."]),
        more_information: texts(&["We post what we learn on our page."]),
        known_by: Some("20 March 2031".to_owned()),
        code_page: "https://notice.example.org/code".to_owned(),
        incident_page: "https://notice.example.org/incidents/billing".to_owned(),
        genuine_page: Some("https://notice.example.org/genuine".to_owned()),
    }
}

/// A letter as full as any: the longest address, in a long name's hand.
pub fn letter(kind: Addressee) -> Letter {
    let link = |label: &str, address: &str| StepLink { label: label.to_owned(), address: address.to_owned() };
    Letter {
        kind,
        name: "Maximiliano Bartholomew Featherstonehaugh-Montgomery-Villavicencio".to_owned(),
        address: texts(&[
            "12500 North Jefferson Davis Memorial Parkway East, Tower B",
            "Building 7, Apartment 1204",
            "PORTLAND OR 97205",
            "United States",
        ]),
        confirmed: texts(&["Name", "Social Security number"]),
        suspected: texts(&["Date of birth"]),
        steps: vec![Step {
            title: "Freeze your credit at Experian".to_owned(),
            why: "Nobody can open an account in your name.".to_owned(),
            how: texts(&["Call or go to the page.", "Ask for a security freeze."]),
            links: vec![link("Experian", "www.experian.com/freeze"), link("Phone", "1-888-397-3742")],
        }],
        offices: vec![Office {
            name: "Oregon Department of Justice".to_owned(),
            lines: texts(&["1162 Court Street NE", "Salem, OR 97301"]),
        }],
        code: "P-7K4M-Q2ZX-90TB-ABCD".to_owned(),
        check_word: Some("7K4MQ-2ZXBT".to_owned()),
        reference: "1-1".to_owned(),
    }
}

/// The same letter to nobody: what is on its first page besides the address.
pub fn to_nobody() -> Letter {
    Letter { name: String::new(), address: Vec::new(), ..letter(Addressee::Adult) }
}

/// A page in pixels: true is ink.
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    pub per_mm: f64,
    ink: Vec<bool>,
}

impl Pixels {
    pub fn of(document: &PagedDocument, page: usize) -> Self {
        let per_pt = 2.5;
        let options = RenderOptions { pixel_per_pt: typst::utils::Scalar::new(per_pt), ..RenderOptions::default() };
        let picture = typst_render::render(&document.pages()[page], &options);
        let ink = picture.pixels().iter().map(|pixel| pixel.red() < 200).collect();
        Self { width: picture.width() as usize, height: picture.height() as usize, per_mm: per_pt * 72.0 / 25.4, ink }
    }

    pub fn is_ink(&self, x: usize, y: usize) -> bool {
        self.ink[y * self.width + x]
    }

    /// Every place of ink, in mm.
    pub fn inked(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        (0..self.height).flat_map(move |y| (0..self.width).filter(move |x| self.is_ink(*x, y)).map(move |x| self.in_mm(x, y)))
    }

    pub fn in_mm(&self, x: usize, y: usize) -> (f64, f64) {
        ((x as f64 + 0.5) / self.per_mm, (y as f64 + 0.5) / self.per_mm)
    }
}

/// The words of a page, in the order they are set.
pub fn words_of(document: &PagedDocument, page: usize) -> String {
    fn walk(frame: &Frame, words: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, words),
                FrameItem::Text(text) => {
                    words.push_str(&text.text);
                    words.push(' ');
                }
                _ => {}
            }
        }
    }
    let mut words = String::new();
    walk(&document.pages()[page].frame, &mut words);
    words
}
