//! Names the folder with the built site (style sheet, wasm, its script, public files), which goes into the program.

use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-env-changed=CANDOR_SITE_DIR");
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let site = env::var_os("CANDOR_SITE_DIR").map_or_else(|| manifest.join("../target/site"), PathBuf::from);
    // Plain `cargo check` works before the front end was built; the program then refuses to serve (cli/serve.rs).
    fs::create_dir_all(&site)?;
    let site = site.canonicalize()?;
    println!("cargo:rerun-if-changed={}", site.display());
    println!("cargo:rustc-env=SITE_FOLDER={}", site.display());
    Ok(())
}
