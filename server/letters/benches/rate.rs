//! How many letters a second are set and written: `cargo bench -p letters --bench rate -- LETTERS`. With a folder as well, the PDF is
//! put there to be looked at.
#![expect(clippy::expect_used, reason = "a measurement that cannot begin should stop")]

use std::time::Instant;

use letters::{Addressee, Fonts, Language, Letter, MadeAt, Office, Paper, Press, Run, Sender, Step, StepLink};

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|text| (*text).to_owned()).collect()
}

fn run() -> Run {
    let paragraph =
        "From 2 to 9 March, someone copied files from our billing system. We had not closed an old account. We closed it on 9 March.";
    Run {
        ident: "rate".to_owned(),
        made_at: MadeAt { year: 2031, month: 3, day: 12, hour: 9, minute: 30, second: 0 },
        paper: Paper::UsLetter,
        lang: Language::En,
        sender: Sender {
            name: "Harbour Supply".to_owned(),
            address: texts(&["100 Water Street, Portland, ME 04101"]),
            phone: "1-800-555-0142".to_owned(),
            hours: "every day 7:00–22:00 EST".to_owned(),
        },
        is_practice: false,
        date: "12 March 2031".to_owned(),
        title: "Someone copied customer files from our billing system".to_owned(),
        apology: texts(&["We did not protect your information. We are sorry."]),
        what_happened: texts(&[paragraph, paragraph]),
        what_information: texts(&[paragraph]),
        what_we_are_doing: texts(&[paragraph]),
        what_you_can_do: texts(&[paragraph]),
        more_information: texts(&[paragraph]),
        known_by: Some("20 March 2031".to_owned()),
        code_page: "https://notice.example.org/code".to_owned(),
        incident_page: "https://notice.example.org/incidents/billing".to_owned(),
        genuine_page: Some("https://notice.example.org/genuine".to_owned()),
    }
}

fn letter(at: usize) -> Letter {
    let link = StepLink { label: "Experian".to_owned(), address: "experian.com/freeze".to_owned() };
    let step = Step {
        title: "Freeze your credit".to_owned(),
        why: "Nobody can open an account in your name.".to_owned(),
        how: texts(&["Call or go to the page.", "Ask for a security freeze.", "Write the PIN down."]),
        links: vec![link],
    };
    let office =
        Office { name: "Department of Justice".to_owned(), lines: texts(&["1162 Court Street NE", "Salem, OR 97301", "1-877-877-9392"]) };
    Letter {
        kind: Addressee::Adult,
        name: format!("Given{at} Family{at}"),
        address: vec![format!("{at} Long Street"), "Springfield OR 97205".to_owned()],
        confirmed: texts(&["Name", "Social Security number"]),
        suspected: texts(&["Date of birth"]),
        steps: vec![step; 5],
        offices: vec![office; 5],
        code: format!("P-7K4M-Q2ZX-90TB-{at:04}"),
        check_word: Some("7K4MQ-2ZXBT".to_owned()),
        reference: format!("1-{at}"),
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let count = words.iter().find_map(|word| word.parse().ok()).unwrap_or(500);
    let press = Press::new(Fonts::embedded()).expect("a press");
    let letters: Vec<Letter> = (0..count).map(letter).collect();
    let began = Instant::now();
    let printed = press.print(&run(), &letters).expect("a PDF");
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{count} letters in {seconds:.1} s: {:.0} a second, {} bytes each",
        f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds,
        printed.pdf.len() / count
    );
    if let Some(folder) = words.iter().find(|word| word.parse::<usize>().is_err()) {
        std::fs::write(std::path::Path::new(folder).join("letters.pdf"), &printed.pdf).expect("a file");
    }
}
