//! What the windows of the envelopes show, measured on the printed page.

use typst_layout::PagedDocument;

use super::sample::{PRESS, Pixels, letter, run, to_nobody};
use crate::{
    Addressee, Language, Letter, Paper,
    window::{Area, FOLD, for_nothing_else, for_the_address},
};

impl Area {
    fn has(&self, (x, y): (f64, f64)) -> bool {
        (self.left..self.right).contains(&x) && (self.top..self.bottom).contains(&y)
    }
}

fn set(lang: Language, paper: Paper, kind: Option<Addressee>, shift: (f64, f64)) -> PagedDocument {
    PRESS.set(&run(lang, paper), &[kind.map_or_else(to_nobody, letter)], shift).unwrap()
}

/// Measures one printed page: says what is amiss.
fn measure(lang: Language, paper: Paper, kind: Addressee, shift: (f64, f64)) -> Result<(), String> {
    let with = Pixels::of(&set(lang, paper, Some(kind), shift), 0);
    let without = Pixels::of(&set(lang, paper, None, shift), 0);
    let nothing_else = for_nothing_else(paper);
    if let Some(at) = without.inked().find(|at| nothing_else.has(*at)) {
        return Err(format!("{at:?} is no address and can be seen"));
    }
    let for_address = for_the_address(paper);
    let mut pixels = 0;
    for (x, y) in (0..with.height).flat_map(|y| (0..with.width).map(move |x| (x, y))) {
        let at = with.in_mm(x, y);
        if at.1 < FOLD && with.is_ink(x, y) && !without.is_ink(x, y) {
            pixels += 1;
            if !for_address.has(at) {
                return Err(format!("{at:?} of the address can be hidden"));
            }
        }
    }
    // Five lines of small type are some thousand pixels.
    if pixels < 1000 { Err(format!("the address has {pixels} pixels")) } else { Ok(()) }
}

#[test]
fn the_windows_of_both_envelopes_always_show_the_address_and_never_anything_else() {
    for paper in Paper::ALL {
        for lang in [Language::En, Language::Es] {
            for kind in [Addressee::Adult, Addressee::Minor, Addressee::Deceased] {
                assert_eq!(measure(lang, paper, kind, (0.0, 0.0)), Ok(()), "{lang:?} {paper:?} {kind:?}");
            }
        }
    }
}

#[test]
fn a_template_that_moved_by_ten_millimetres_does_not_pass() {
    for paper in Paper::ALL {
        for shift in [(10.0, 0.0), (-10.0, 0.0), (0.0, 10.0), (0.0, -10.0)] {
            assert!(measure(Language::En, paper, Addressee::Adult, shift).is_err(), "{paper:?} {shift:?}");
        }
    }
}

/// Where the first line of the address begins, in millimetres from the top.
fn begins(name: &str) -> f64 {
    let one = Letter { name: name.to_owned(), ..letter(Addressee::Adult) };
    let set = PRESS.set(&run(Language::Es, Paper::A4), &[one], (0.0, 0.0)).unwrap();
    let (with, without) = (Pixels::of(&set, 0), Pixels::of(&self::set(Language::Es, Paper::A4, None, (0.0, 0.0)), 0));
    let of_address = |y: &usize| (0..with.width).any(|x| with.is_ink(x, *y) && !without.is_ink(x, *y));
    (0..with.height).find(of_address).map(|y| with.in_mm(0, y).1).unwrap()
}

#[test]
fn an_accent_in_the_first_line_is_not_cut_off() {
    assert!(begins("ÉÑÓ") < begins("ENO") - 0.3, "the marks stand above the letters");
}

#[test]
fn what_one_window_always_shows_the_other_may_show() {
    for paper in Paper::ALL {
        let (inner, outer) = (for_the_address(paper), for_nothing_else(paper));
        assert!(inner.right - inner.left > 74.0 && inner.bottom - inner.top > 19.5, "there is room for an address: {inner:?}");
        assert!(outer.has((inner.left, inner.top)) && outer.right >= inner.right && outer.bottom >= inner.bottom);
        assert!(outer.bottom <= FOLD, "the text under the fold is not in the window");
    }
}
