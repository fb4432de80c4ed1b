//! The pages of a file as pictures (JPEG), drawn anew from what can be seen.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use domain::evidence::{FileKind, MOST_PAGES, MOST_PIXELS};
use hayro::{RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage, codecs::jpeg::JpegEncoder};

/// The longer side of a kept page, in pixels: small print of a receipt can still be read.
const LONGER_SIDE: u32 = 2400;
const QUALITY: u8 = 85;
/// What a decoder may hold at once.
const MOST_MEMORY: u64 = 256 << 20;

/// Why a file is not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFile {
    /// It is none of the kinds that are taken in, or it is broken or locked.
    Unreadable,
    /// Its picture is larger than any camera makes.
    TooManyPixels,
    /// It has more pages than are kept.
    TooManyPages,
}

/// Draws every page. Takes as long as it takes: for a thread of its own.
///
/// # Errors
/// See [`BadFile`].
pub fn pages(kind: FileKind, bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, BadFile> {
    // What a stranger sends is read by code that was written for friends: a panic there is a broken file.
    let drawn = catch_unwind(AssertUnwindSafe(|| match kind {
        FileKind::Jpeg => picture(ImageFormat::Jpeg, &bytes).map(|page| vec![page]),
        FileKind::Png => picture(ImageFormat::Png, &bytes).map(|page| vec![page]),
        FileKind::Pdf => document(bytes),
    }));
    drawn.unwrap_or(Err(BadFile::Unreadable))
}

/// A photo, upright, without anything that stood beside its pixels.
fn picture(format: ImageFormat, bytes: &[u8]) -> Result<Vec<u8>, BadFile> {
    let unreadable = |_| BadFile::Unreadable;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(BadFile::TooManyPixels);
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    image.apply_orientation(orientation);
    written(&image)
}

fn document(bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, BadFile> {
    let pdf = Pdf::new(bytes).map_err(|_| BadFile::Unreadable)?;
    let pages = pdf.pages();
    match pages.len() {
        0 => return Err(BadFile::Unreadable),
        count if count > MOST_PAGES => return Err(BadFile::TooManyPages),
        _ => {}
    }
    let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
    let drawn = pages.iter().map(|page| {
        let (width, height) = page.render_dimensions();
        let longer = width.max(height);
        if !longer.is_finite() || longer <= 0.0 {
            return Err(BadFile::Unreadable);
        }
        #[expect(clippy::cast_precision_loss, reason = "a side of a picture is far below 2^24")]
        let scale = LONGER_SIDE as f32 / longer;
        let settings = RenderSettings {
            x_scale: scale,
            y_scale: scale,
            bg_color: hayro::vello_cpu::color::palette::css::WHITE,
            ..RenderSettings::default()
        };
        let drawn = render(page, &cache, &interpreter, &settings);
        let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
        let image = RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec()).ok_or(BadFile::Unreadable)?;
        written(&DynamicImage::ImageRgba8(image))
    });
    drawn.collect()
}

fn written(image: &DynamicImage) -> Result<Vec<u8>, BadFile> {
    let smaller = (image.width().max(image.height()) > LONGER_SIDE).then(|| image.thumbnail(LONGER_SIDE, LONGER_SIDE));
    let image = smaller.as_ref().unwrap_or(image).to_rgb8();
    let mut page = Vec::new();
    JpegEncoder::new_with_quality(&mut page, QUALITY).encode_image(&image).map_err(|_| BadFile::Unreadable)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;

    fn photo(width: u32, height: u32) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, _| image::Rgb([if x < width / 2 { 250 } else { 5 }, 10, 10]));
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, 95).encode_image(&image).unwrap();
        file
    }

    /// A photo as a telephone makes it: with where it was taken, and on its side.
    fn with_position(photo: &[u8]) -> Vec<u8> {
        // One Exif segment (APP1): orientation 6 (a quarter turn), and a GPS latitude with a word we can look for.
        let mut tiff = b"II*\0\x08\0\0\0".to_vec();
        tiff.extend(2_u16.to_le_bytes());
        tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
        tiff.extend([0x0E, 0x01, 2, 0, 13, 0, 0, 0, 38, 0, 0, 0]);
        tiff.extend([0, 0, 0, 0]);
        tiff.extend(b"CANARY 52.52N\0");
        let mut segment = b"Exif\0\0".to_vec();
        segment.extend(tiff);
        let mut file = photo[..2].to_vec();
        file.extend([0xFF, 0xE1]);
        file.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
        file.extend(segment);
        file.extend(&photo[2..]);
        file
    }

    fn holds(file: &[u8], word: &[u8]) -> bool {
        file.windows(word.len()).any(|window| window == word)
    }

    #[test]
    fn a_photo_loses_its_position_and_stands_upright() {
        let file = with_position(&photo(40, 20));
        assert!(holds(&file, b"CANARY"));
        let pages = pages(FileKind::Jpeg, file).unwrap();
        assert_eq!(pages.len(), 1);
        assert!(!holds(&pages[0], b"CANARY") && !holds(&pages[0], b"Exif"));
        let image = image::load_from_memory(&pages[0]).unwrap();
        assert_eq!((image.width(), image.height()), (20, 40), "turned");
    }

    #[test]
    fn what_hides_behind_a_picture_is_not_kept() {
        let mut file = photo(20, 20);
        file.extend(b"PK\x03\x04 CANARY <script>alert(1)</script>");
        let kept = pages(FileKind::Jpeg, file).unwrap();
        assert!(!holds(&kept[0], b"CANARY"));
    }

    #[test]
    fn a_large_photo_is_made_smaller_and_a_bomb_is_refused_by_what_its_header_says() {
        let kept = pages(FileKind::Jpeg, photo(5000, 100)).unwrap();
        assert_eq!(image::load_from_memory(&kept[0]).unwrap().width(), LONGER_SIDE);
        // A PNG that says it is 60,000 by 60,000 and holds next to nothing.
        let mut bomb = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR".to_vec();
        bomb.extend(60_000_u32.to_be_bytes());
        bomb.extend(60_000_u32.to_be_bytes());
        bomb.extend([8, 2, 0, 0, 0]);
        let mut crc = flate2::Crc::new();
        crc.update(&bomb[12..]);
        bomb.extend(crc.sum().to_be_bytes());
        bomb.extend(b"\0\0\0\0IDAT\x35\xAF\x06\x1E");
        let refused = pages(FileKind::Png, bomb).unwrap_err();
        assert!(matches!(refused, BadFile::TooManyPixels | BadFile::Unreadable), "{refused:?}");
    }

    #[test]
    fn what_only_begins_like_a_picture_or_a_document_is_refused() {
        for (kind, file) in [
            (FileKind::Jpeg, b"\xFF\xD8\xFF\xE0<html>".to_vec()),
            (FileKind::Png, b"\x89PNG\r\n\x1A\nrest".to_vec()),
            (FileKind::Pdf, b"%PDF-1.7 and nothing".to_vec()),
        ] {
            assert_eq!(pages(kind, file), Err(BadFile::Unreadable), "{kind:?}");
        }
    }

    /// A document of so many empty pages, written by hand.
    fn document_of(count: usize) -> Vec<u8> {
        let kids: Vec<String> = (0..count).map(|page| format!("{} 0 R", page + 3)).collect();
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert('CANARY')) >> >>".to_owned(),
            format!("<< /Type /Pages /Count {count} /Kids [{}] >>", kids.join(" ")),
        ];
        objects.extend((0..count).map(|_| "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>".to_owned()));
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
        }
        let table = file.len();
        file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        places.iter().for_each(|place| file.extend(format!("{place:010} 00000 n \n").bytes()));
        file.extend(format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes());
        file
    }

    #[test]
    fn a_document_becomes_pictures_without_its_script_and_is_refused_when_it_is_too_long() {
        let kept = pages(FileKind::Pdf, document_of(3)).unwrap();
        assert_eq!(kept.len(), 3);
        assert!(kept.iter().all(|page| !holds(page, b"CANARY")));
        let first = image::load_from_memory(&kept[0]).unwrap();
        assert_eq!((first.width(), first.height()), (LONGER_SIDE, LONGER_SIDE / 2));
        assert_eq!(pages(FileKind::Pdf, document_of(MOST_PAGES + 1)), Err(BadFile::TooManyPages));
    }
}
