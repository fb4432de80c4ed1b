//! Puts the site together from settings, store and files.

use leptos::config::LeptosOptions;

/// What Leptos' loader needs to find the wasm: `pkg_dir` is `pkg/HASH`.
#[must_use]
pub fn leptos_options(pkg_dir: String) -> LeptosOptions {
    LeptosOptions::builder().output_name("candor").site_pkg_dir(pkg_dir).build()
}
