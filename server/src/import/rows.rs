//! Rows of a file with the byte and line on which each begins, so that reading can go on anywhere, and with a limit on what
//! one row may take: a quote that is never closed must swallow neither the memory nor the people after it.

use std::io::{self, Read};

use csv_core::ReadRecordResult;
use domain::import::Quarantine;

/// Bytes a row may take: every column at its longest, four bytes a character, is a quarter of it.
const LARGEST_ROW: usize = 256 * 1024;
/// Of a row beyond that, so much is kept.
const KEPT: usize = 64 * 1024;
/// Values a row may have.
const MOST_VALUES: usize = 1024;
/// Read at a time.
const PIECE: usize = 128 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One row.
pub struct Row<'a> {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its bytes, without the line's end; the beginning only of a row beyond the limit.
    pub raw: &'a [u8],
    /// Why it cannot be read at all.
    pub broken: Option<Quarantine>,
    values: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Row<'a> {
    /// Its values, without quotes.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &'a [u8]> + use<'a> {
        let (values, ends) = (self.values, self.ends);
        (0..ends.len()).map(move |at| &values[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]])
    }
}

/// How a row ended.
enum Ending {
    Row { values: usize },
    TooLarge(Quarantine),
    NoMore,
}

/// Gives the rows of a source one after another.
pub struct RowReader<R> {
    source: R,
    core: csv_core::Reader,
    /// What is read and not given out.
    window: Vec<u8>,
    /// Where in the window the next row begins.
    start: usize,
    byte: u64,
    line: u64,
    is_at_end: bool,
    values: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> RowReader<R> {
    /// Reads on from where `source` stands: at this byte of the file and on this line.
    pub fn new(source: R, byte: u64, line: u64) -> Self {
        Self {
            source,
            core: fresh_core(),
            window: Vec::new(),
            start: 0,
            byte,
            line,
            is_at_end: false,
            values: vec![0; 8 * 1024],
            ends: vec![0; MOST_VALUES],
        }
    }

    /// The byte of the file at which the next row begins.
    pub const fn byte(&self) -> u64 {
        self.byte
    }

    /// The line on which it begins.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The next row; `None` at the end of the file. Empty lines are no rows.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next_row(&mut self) -> io::Result<Option<Row<'_>>> {
        self.skip_empty_lines()?;
        let (mut read, mut values, mut ends) = (0, 0, 0);
        let ending = loop {
            if self.start + read == self.window.len() && !self.is_at_end {
                if read > LARGEST_ROW {
                    break Ending::TooLarge(Quarantine::FieldTooLong);
                }
                self.fill()?;
            }
            let input = &self.window[self.start + read..];
            let (result, taken, written, ended) = self.core.read_record(input, &mut self.values[values..], &mut self.ends[ends..]);
            read += taken;
            values += written;
            ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.values.len() < LARGEST_ROW => self.values.resize(self.values.len() * 2, 0),
                ReadRecordResult::OutputFull => break Ending::TooLarge(Quarantine::FieldTooLong),
                ReadRecordResult::OutputEndsFull => break Ending::TooLarge(Quarantine::RaggedRow),
                ReadRecordResult::Record => break Ending::Row { values: ends },
                ReadRecordResult::End => break Ending::NoMore,
            }
        };
        let values = match ending {
            Ending::NoMore => return Ok(None),
            Ending::TooLarge(reason) => return self.first_line_only(reason).map(Some),
            Ending::Row { values } => values,
        };
        let raw = trim_line_end(&self.window[self.start..self.start + read]);
        let has_many_lines = raw.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
        if has_many_lines && !quotes_are_sound(raw) {
            return self.first_line_only(Quarantine::RaggedRow).map(Some);
        }
        let (from, length) = (self.start, raw.len());
        let line = self.advance(read)?;
        let raw = &self.window[from..from + length];
        Ok(Some(Row { line, raw, broken: None, values: &self.values, ends: &self.ends[..values] }))
    }

    /// Gives the first line of a row that has no end, and goes on with the line after it: the people on it must not get lost.
    fn first_line_only(&mut self, reason: Quarantine) -> io::Result<Row<'_>> {
        self.core = fresh_core();
        let mut length = 0;
        let is_whole = loop {
            let rest = &self.window[self.start + length..];
            if let Some(at) = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                length += at;
                break true;
            }
            length += rest.len();
            if length > KEPT {
                break false;
            }
            if self.is_at_end {
                break true;
            }
            self.fill()?;
        };
        // A value that is too long only because it runs over the line's end is a quote that was never closed.
        let reason = if is_whole && length <= KEPT { Quarantine::RaggedRow } else { reason };
        let kept = self.window[self.start..self.start + length.min(KEPT)].to_vec();
        let line = self.advance(length)?;
        if !is_whole {
            self.skip_line()?;
        }
        // One row at a time is out, so its bytes can stand where values stand.
        self.values.resize(self.values.len().max(kept.len()), 0);
        self.values[..kept.len()].copy_from_slice(&kept);
        Ok(Row { line, raw: &self.values[..kept.len()], broken: Some(reason), values: &[], ends: &[] })
    }

    /// Passes over the rest of a line, however long it is.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let rest = &self.window[self.start..];
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let length = end.unwrap_or(rest.len());
            self.advance(length)?;
            if end.is_some() || self.is_at_end {
                return Ok(());
            }
            self.fill()?;
        }
    }

    fn skip_empty_lines(&mut self) -> io::Result<()> {
        loop {
            while self.window.len() - self.start < BYTE_ORDER_MARK.len() && !self.is_at_end {
                self.fill()?;
            }
            let rest = &self.window[self.start..];
            let length = if self.byte == 0 && rest.starts_with(BYTE_ORDER_MARK) {
                BYTE_ORDER_MARK.len()
            } else {
                rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
            };
            if length == 0 {
                return Ok(());
            }
            self.advance(length)?;
        }
    }

    /// Moves on, a whole line's end at a time, and gives the line that was left.
    fn advance(&mut self, length: usize) -> io::Result<u64> {
        let line = self.line;
        let mut to = self.start + length;
        // Between the two bytes of a line's end is no place to be: resumed there it would count as two.
        if length > 0 && self.window[to - 1] == b'\r' {
            if to == self.window.len() && !self.is_at_end {
                self.fill_behind()?;
            }
            to += usize::from(self.window.get(to) == Some(&b'\n'));
        }
        let passed = &self.window[self.start..to];
        let feeds = passed.iter().filter(|byte| **byte == b'\n').count();
        let lone_returns = passed
            .iter()
            .zip(passed[1.min(passed.len())..].iter().chain([&0]))
            .filter(|pair| matches!(pair, (b'\r', after) if **after != b'\n'));
        self.line += (feeds + lone_returns.count()) as u64;
        self.byte += passed.len() as u64;
        self.start = to;
        Ok(line)
    }

    /// Reads on; what was given out makes room.
    fn fill(&mut self) -> io::Result<()> {
        self.window.drain(..self.start);
        self.start = 0;
        self.fill_behind()
    }

    /// Reads on and leaves what stands before where it is.
    fn fill_behind(&mut self) -> io::Result<()> {
        let from = self.window.len();
        self.window.resize(from + PIECE, 0);
        let outcome = loop {
            match self.source.read(&mut self.window[from..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        let read = *outcome.as_ref().unwrap_or(&0);
        self.window.truncate(from + read);
        self.is_at_end = outcome? == 0;
        Ok(())
    }
}

/// A parser that takes nothing for a byte-order mark: only the beginning of the file has one, and we may begin elsewhere.
fn fresh_core() -> csv_core::Reader {
    let mut core = csv_core::Reader::new();
    core.read_record(b"\n", &mut [0], &mut [0]);
    core
}

fn trim_line_end(raw: &[u8]) -> &[u8] {
    let end = raw.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1);
    &raw[..end]
}

/// Whether every quote that opens a value is closed before a comma or the end of the row (RFC 4180). Otherwise the value may
/// have swallowed other rows.
fn quotes_are_sound(raw: &[u8]) -> bool {
    let mut at = 0;
    loop {
        // At the beginning of a value.
        if raw.get(at) == Some(&b'"') {
            at += 1;
            loop {
                match (raw.get(at), raw.get(at + 1)) {
                    (None, _) => return false,
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    _ => at += 1,
                }
            }
            at += 1;
        } else {
            at += raw[at..].iter().take_while(|byte| **byte != b',').count();
        }
        match raw.get(at) {
            None => return true,
            Some(b',') => at += 1,
            Some(_) => return false,
        }
    }
}
