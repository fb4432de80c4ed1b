//! The list of a practice run: invented people at reserved example addresses.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

const COLUMNS: &str =
    "external_id,given_name,family_name,email,address1,city,region,postal_code,country,language,kind,categories,categories_suspected";

/// Writes a list of so many people. Every third reads Spanish, every tenth is a minor, some exposure is only suspected.
pub(super) fn write(path: &Path, people: u32) -> io::Result<()> {
    let mut file = BufWriter::new(File::create_new(path)?);
    writeln!(file, "{COLUMNS}")?;
    for at in 1..=people {
        let lang = if at % 3 == 0 { "es" } else { "en" };
        let kind = if at % 10 == 0 { "minor" } else { "adult" };
        let suspected = if at % 4 == 0 { "ssn" } else { "" };
        writeln!(
            file,
            "D-{at:07},Practice,Person {at},practice.{at}@example.org,{at} Example Road,Springfield,US-CA,90001,US,{lang},{kind},name;email,{suspected}"
        )?;
    }
    file.flush()?;
    file.get_ref().sync_all()
}
