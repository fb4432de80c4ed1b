//! The QR code of an address, as an SVG of one path.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// White around the symbol, in modules (ISO/IEC 18004 wants four).
const QUIET: usize = 4;

/// An SVG, or nothing when the address is too long for a symbol (some 2,300 characters).
pub fn svg(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (at, _) in code.to_colors().iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
        let (x, y) = (at % width + QUIET, at / width + QUIET);
        // Writing into a String does not fail.
        let _ = write!(path, "M{x} {y}h1v1h-1z");
    }
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}" fill="#000"/></svg>"##
    ))
}
