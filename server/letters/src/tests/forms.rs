//! A form on paper: what stands on it, and that a scanner reads its number.

use domain::paper::{Choice, PaperForm, Part, Table};

use super::sample::{PRESS, Pixels, words_of};
use crate::{Form, Language, MadeAt, Paper};

fn form(lang: Language, paper: Paper) -> Form {
    let text = |text: &str| text.to_owned();
    Form {
        ident: text("C-7K4M-Q2ZX"),
        made_at: MadeAt { year: 2031, month: 3, day: 12, hour: 14, minute: 20, second: 0 },
        paper,
        lang,
        words: PaperForm {
            sender: text("Larkspur Freight"),
            title: text("Claim form"),
            number_label: text("Number of this claim"),
            number: text("C-7K4M-Q2ZX"),
            page_label: text("Page"),
            lead: vec![text("Fill this in by hand.")],
            parts: vec![
                Part {
                    title: text("What you paid for"),
                    table: Some(Table { columns: vec![(text("What it was"), 3), (text("Amount"), 1)], rows: 8 }),
                    ..Part::default()
                },
                Part {
                    title: text("Where the money goes"),
                    choices: vec![Choice { label: text("A cheque in the post"), lines: vec![text("Address")] }],
                    lines: vec![text("Date"), text("Signature \u{10ffff}\u{1f389}")],
                    ..Part::default()
                },
            ],
        },
    }
}

#[test]
fn a_scanner_reads_the_number() {
    let document = PRESS.set_form(&form(Language::En, Paper::A4)).unwrap();
    let pixels = Pixels::of(&document, 0);
    let mut picture = rqrr::PreparedImage::prepare_from_bitmap(pixels.width, pixels.height, |x, y| pixels.is_ink(x, y));
    let read: Vec<String> = picture.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
    assert_eq!(read, ["C-7K4M-Q2ZX"]);
}

#[test]
fn a_form_says_its_number_what_to_write_and_where() {
    for paper in [Paper::UsLetter, Paper::A4] {
        let document = PRESS.set_form(&form(Language::En, paper)).unwrap();
        let words = words_of(&document, 0);
        for part in ["C-7K4M-Q2ZX", "Claim form", "What it was", "A cheque in the post", "Address", "Signature"] {
            assert!(words.contains(part), "{part}: {words}");
        }
    }
}

#[test]
fn the_same_form_is_the_same_pdf_and_can_be_read_aloud() {
    let form = form(Language::Es, Paper::A4);
    let pdf = PRESS.print_form(&form).unwrap();
    assert_eq!(pdf, PRESS.print_form(&form).unwrap());
    let (_, is_pdf_ua) =
        PRESS.set_form(&form).and_then(|document| super::super::press::to_pdf(&document, &form.ident, form.made_at)).unwrap();
    assert!(is_pdf_ua);
}
