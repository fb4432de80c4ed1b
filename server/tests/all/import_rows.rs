//! Rows of files as they come: broken ones too.

use candor::import::RowReader;
use domain::import::Quarantine;

type Found = (u64, Vec<String>, Option<Quarantine>);

/// Gives its bytes in pieces of a few, as a slow disk would.
struct Slow<'a>(&'a [u8], usize);

impl std::io::Read for Slow<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(self.0.len()).min(into.len());
        into[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

fn all(bytes: &[u8], piece: usize) -> Vec<Found> {
    let mut rows = RowReader::new(Slow(bytes, piece), 0, 1);
    let mut found = Vec::new();
    while let Some(row) = rows.next_row().expect("a readable source") {
        let values = row.values().map(|value| String::from_utf8_lossy(value).into_owned()).collect();
        found.push((row.line, values, row.broken));
    }
    assert_eq!(rows.byte(), bytes.len() as u64);
    found
}

fn row(line: u64, values: &[&str]) -> Found {
    (line, values.iter().map(|value| (*value).to_owned()).collect(), None)
}

#[test]
fn mark_line_ends_empty_lines_and_breaks_in_quotes_are_understood_however_the_bytes_arrive() {
    let file = b"\xEF\xBB\xBFa,b\r\n1,\"two\nlines\"\n\n\r\n2,\"say \"\"hi\"\"\"\r3,x";
    let rows = [row(1, &["a", "b"]), row(2, &["1", "two\nlines"]), row(6, &["2", "say \"hi\""]), row(7, &["3", "x"])];
    for piece in [1, 2, 3, 7, 1000] {
        assert_eq!(all(file, piece), rows, "{piece} bytes at a time");
    }
}

#[test]
fn reading_goes_on_at_any_row_as_if_it_had_never_stopped() {
    let file = b"a,b\r\n1,\"x\r\ny\"\r\n\xEF\xBB\xBF2,\"\"\r\r\n3,4\n\n5,6";
    let whole = all(file, 1000);
    let mut rows = RowReader::new(&file[..], 0, 1);
    for at in 0..whole.len() {
        let (byte, line) = (rows.byte(), rows.line());
        let mut again = RowReader::new(&file[usize::try_from(byte).expect("a small file")..], byte, line);
        let mut rest = Vec::new();
        while let Some(row) = again.next_row().expect("a readable source") {
            rest.push((row.line, row.values().map(|value| String::from_utf8_lossy(value).into_owned()).collect(), row.broken));
        }
        assert_eq!(rest, whole[at..], "from byte {byte}");
        rows.next_row().expect("a readable source");
    }
}

#[test]
fn a_quote_that_is_never_closed_costs_its_own_line_and_nobody_else() {
    let mut file = b"a,b\n1,\"open\n".to_vec();
    for id in 2..20_000 {
        file.extend_from_slice(format!("{id},somebody\n").as_bytes());
    }
    let rows = all(&file, 1 << 16);
    assert_eq!(rows.len(), 20_000);
    assert_eq!(rows[1], (2, vec![], Some(Quarantine::RaggedRow)));
    assert_eq!(rows[2], row(3, &["2", "somebody"]));
    assert_eq!(rows[19_999], row(20_000, &["19999", "somebody"]));
}

#[test]
fn a_quote_closed_by_the_next_one_in_another_row_swallows_nobody() {
    let rows = all(b"a,b\n1,\"open\n2,x\n3,\"Depto. 5, 2\"\n4,y\n", 1000);
    let lines: Vec<_> = rows.iter().map(|(line, _, broken)| (*line, broken.is_some())).collect();
    assert_eq!(lines, [(1, false), (2, true), (3, false), (4, false), (5, false)]);
    assert_eq!(rows[3], row(4, &["3", "Depto. 5, 2"]));
}

#[test]
fn a_line_without_end_and_a_row_without_end_of_values_are_one_row_each() {
    let mut file = b"a,b\n1,".to_vec();
    file.extend(std::iter::repeat_n(b'x', 3 << 20));
    file.extend_from_slice(b"\n2,y\n");
    file.extend(std::iter::repeat_n(b',', 10_000));
    file.extend_from_slice(b"\n3,z");
    let rows = all(&file, 1 << 16);
    let reasons: Vec<_> = rows.iter().map(|(line, _, broken)| (*line, *broken)).collect();
    assert_eq!(reasons, [(1, None), (2, Some(Quarantine::FieldTooLong)), (3, None), (4, Some(Quarantine::RaggedRow)), (5, None)]);
    assert_eq!(rows[4], row(5, &["3", "z"]));
}

#[test]
fn of_a_line_without_end_only_the_beginning_is_kept() {
    let file = [b'x'; 1 << 20];
    let mut rows = RowReader::new(&file[..], 0, 1);
    let row = rows.next_row().expect("a readable source").expect("a row");
    assert_eq!((row.broken, row.raw.len()), (Some(Quarantine::FieldTooLong), 64 * 1024));
    assert!(rows.next_row().expect("a readable source").is_none());
}
