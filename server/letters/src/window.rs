//! The windows of the two envelopes our letters go in, and what of a sheet can be seen through them.
//!
//! A sheet folded once at [`FOLD`] is smaller than its envelope and slides in it. So there are two rectangles: what a window always
//! shows (the address must lie in it), and what it may show (nothing else may). One layout serves both envelopes and both papers.

use serde::Serialize;

/// What letters are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// ISO 216 A4.
    A4,
    /// US letter (ANSI A).
    UsLetter,
}

impl Paper {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A4, Self::UsLetter];

    /// Width and height in mm.
    #[must_use]
    pub const fn size(self) -> (f64, f64) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::UsLetter => (215.9, 279.4),
        }
    }

    /// As it is written in settings, and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::UsLetter => "letter",
        }
    }

    /// Reads `a4` or `letter`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.as_str() == text)
    }
}

/// How far from the upper edge a sheet is folded, in mm: a third of A4, and as high as a #10 envelope takes.
pub const FOLD: f64 = 99.0;

/// An envelope with a window, in mm. The folded sheet lies in it with its upper panel to the window.
#[derive(Clone, Copy, Debug)]
pub struct Envelope {
    /// What it is called.
    pub name: &'static str,
    /// Outer width.
    pub width: f64,
    /// Outer height.
    pub height: f64,
    /// Left edge of the envelope to the window.
    pub left: f64,
    /// Lower edge of the envelope to the window.
    pub bottom: f64,
    /// Width of the window.
    pub window_width: f64,
    /// Height of the window.
    pub window_height: f64,
}

/// DIN 680, envelope DL (110 × 220 mm): window 90 × 45 mm, 20 mm from the left and 15 mm from below.
pub const DL: Envelope =
    Envelope { name: "DL", width: 220.0, height: 110.0, left: 20.0, bottom: 15.0, window_width: 90.0, window_height: 45.0 };

/// US #10 (4⅛ × 9½ in): window 4½ × 1⅛ in, ⅞ in from the left and ½ in from below.
pub const NUMBER_10: Envelope =
    Envelope { name: "#10", width: 241.3, height: 104.775, left: 22.225, bottom: 12.7, window_width: 114.3, window_height: 28.575 };

/// A rectangle on the sheet, in mm from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Envelope {
    /// How far a sheet can slide: to the right, and down.
    fn play(&self, paper: Paper) -> (f64, f64) {
        ((self.width - paper.size().0).max(0.0), (self.height - FOLD).max(0.0))
    }

    /// The window with the sheet in the upper left corner.
    fn window(&self) -> Area {
        let top = self.height - self.bottom - self.window_height;
        Area { left: self.left, top, right: self.left + self.window_width, bottom: top + self.window_height }
    }

    /// What the window shows however the sheet has slid.
    #[must_use]
    pub fn always_shows(&self, paper: Paper) -> Area {
        let (right, down) = self.play(paper);
        let window = self.window();
        Area { right: window.right - right, bottom: window.bottom - down, ..window }
    }

    /// What the window shows in some place of the sheet.
    #[must_use]
    pub fn may_show(&self, paper: Paper) -> Area {
        let (right, down) = self.play(paper);
        let window = self.window();
        Area { left: (window.left - right).max(0.0), top: window.top - down, ..window }
    }
}

/// Where the address may stand: what the windows of both envelopes always show.
#[must_use]
pub fn for_the_address(paper: Paper) -> Area {
    let (one, other) = (DL.always_shows(paper), NUMBER_10.always_shows(paper));
    Area {
        left: one.left.max(other.left),
        top: one.top.max(other.top),
        right: one.right.min(other.right),
        bottom: one.bottom.min(other.bottom),
    }
}

/// Where nothing but the address may stand: what the window of either envelope may show.
#[must_use]
pub fn for_nothing_else(paper: Paper) -> Area {
    let (one, other) = (DL.may_show(paper), NUMBER_10.may_show(paper));
    Area {
        left: one.left.min(other.left),
        top: one.top.min(other.top),
        right: one.right.max(other.right),
        bottom: one.bottom.max(other.bottom),
    }
}
