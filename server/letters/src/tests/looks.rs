//! The file that is printed: its code scans, anybody's name goes in it, it is accessible, and it is the same each time.

use super::sample::{PRESS, Pixels, letter, run};
use crate::{Addressee, Language, Letter, MadeAt, Paper, Run};

fn has(pdf: &[u8], part: &[u8]) -> bool {
    pdf.windows(part.len()).any(|window| window == part)
}

#[test]
fn the_square_scans_and_holds_the_address_of_the_page_for_codes() {
    for paper in Paper::ALL {
        let run = run(Language::Es, paper);
        let document = PRESS.set(&run, &[letter(Addressee::Adult)], (0.0, 0.0)).unwrap();
        let pixels = Pixels::of(&document, 0);
        let mut picture = rqrr::PreparedImage::prepare_from_bitmap(pixels.width, pixels.height, |x, y| pixels.is_ink(x, y));
        let read: Vec<String> = picture.detect_grids().iter().map(|grid| grid.decode().unwrap().1).collect();
        assert_eq!(read, [run.code_page]);
    }
}

#[test]
fn the_same_letters_are_the_same_bytes_and_another_day_is_not() {
    let run = run(Language::En, Paper::UsLetter);
    let letters = [letter(Addressee::Adult), letter(Addressee::Minor)];
    let first = PRESS.print(&run, &letters).unwrap();
    assert_eq!(first.pdf, PRESS.print(&run, &letters).unwrap().pdf);
    let tomorrow = Run { made_at: MadeAt { day: 13, ..run.made_at }, ..run };
    assert_ne!(first.pdf, PRESS.print(&tomorrow, &letters).unwrap().pdf);
}

#[test]
fn the_file_is_tagged_and_says_its_language_and_keeps_pdf_ua() {
    for (lang, said) in [(Language::En, "en"), (Language::Es, "es")] {
        for kind in [Addressee::Adult, Addressee::Minor, Addressee::Deceased] {
            let printed = PRESS.print(&run(lang, Paper::A4), &[letter(kind)]).unwrap();
            assert!(printed.is_pdf_ua, "{lang:?} {kind:?}");
            assert!(has(&printed.pdf, b"pdfuaid:part>1<"), "the metadata says so");
            assert!(has(&printed.pdf, format!("/Lang({said})").as_bytes()), "the document is in {said}");
            assert!(has(&printed.pdf, format!("<rdf:li>{said}</rdf:li>").as_bytes()), "the metadata says {said}");
        }
    }
}

#[test]
fn any_name_can_be_printed() {
    let long = "Ñ".repeat(4000);
    for name in [
        "نور الهدى",
        "שרה כהן",
        "李小龍",
        "สมชาย",
        "Ελένη",
        "Юлия",
        "Nguyễn Thị Hồng",
        "🙂 👩‍👩‍👧",
        "#panic(\"no\")",
        "*_$x$_* <a> @b `c` \\ ] ) }",
        "a\u{0}b\u{7}c\u{feff}\u{e000}\u{fffe}\u{202e}d",
        "\r\n\t",
        "e\u{301}\u{301}\u{301}\u{301}",
        long.as_str(),
        "नमस्ते",
        "\u{ad}",
    ] {
        let one = Letter {
            name: name.to_owned(),
            address: vec![name.to_owned(), name.to_owned()],
            confirmed: vec![name.to_owned()],
            ..letter(Addressee::Adult)
        };
        let printed = PRESS.print(&run(Language::En, Paper::UsLetter), &[one]).unwrap_or_else(|error| panic!("{name:.40}: {error}"));
        assert!(printed.is_pdf_ua, "{name:.40}");
    }
    assert!(PRESS.fonts().can_set("Nguyễn Thị Hồng Юлия Ελένη"));
    assert!(!PRESS.fonts().can_set("李小龍"), "the operator is told that a font is wanted");
}
