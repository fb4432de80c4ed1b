//! Checks the locales against each other and against the source, and lists them for inclusion.
//!
//! The build fails on a key that one language lacks, that no source uses, or that no locale has, and on a message whose
//! variables differ between the languages.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::{Path, PathBuf},
};

use fluent_syntax::{ast, parser};

const LANGUAGES: [&str; 2] = ["en", "es"];

/// Key to the variables its message takes.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn main() -> io::Result<()> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=src");
    let files: Vec<Vec<PathBuf>> =
        LANGUAGES.iter().map(|language| files_below(&Path::new("locales").join(language), "ftl")).collect::<io::Result<_>>()?;
    let mut faults = Vec::new();
    let messages: Vec<Messages> = files.iter().map(|files| read_messages(files, &mut faults)).collect::<io::Result<_>>()?;
    compare(&messages, &mut faults);
    compare_with_source(&messages[0], &used_keys()?, &mut faults);
    if !faults.is_empty() {
        eprintln!("{}", faults.join("\n"));
        std::process::exit(1);
    }
    write_list(&files)
}

fn files_below(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files_below(&path, extension)?);
        } else if path.extension().is_some_and(|ending| ending == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read_messages(files: &[PathBuf], faults: &mut Vec<String>) -> io::Result<Messages> {
    let mut messages = Messages::new();
    for file in files {
        let text = fs::read_to_string(file)?;
        let resource = match parser::parse(text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                faults.extend(errors.iter().map(|error| format!("{}: {error}", file.display())));
                resource
            }
        };
        for entry in resource.body {
            if let ast::Entry::Message(message) = entry {
                let mut variables = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    pattern_variables(pattern, &mut variables);
                }
                if messages.insert(message.id.name.to_owned(), variables).is_some() {
                    faults.push(format!("{}: {} stands twice", file.display(), message.id.name));
                }
            }
        }
    }
    Ok(messages)
}

fn pattern_variables(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_variables(expression, variables);
        }
    }
}

fn expression_variables(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => inline_variables(inline, variables),
        ast::Expression::Select { selector, variants } => {
            inline_variables(selector, variables);
            variants.iter().for_each(|variant| pattern_variables(&variant.value, variables));
        }
    }
}

fn inline_variables(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => expression_variables(expression, variables),
        _ => {}
    }
}

fn compare(messages: &[Messages], faults: &mut Vec<String>) {
    for (language, mine) in LANGUAGES.iter().zip(messages) {
        for (other, theirs) in LANGUAGES.iter().zip(messages) {
            for (key, variables) in mine {
                match theirs.get(key) {
                    None => faults.push(format!("locales/{other} lacks {key}, which locales/{language} has")),
                    Some(others) if others != variables && language < other => {
                        faults.push(format!("{key} takes {variables:?} in {language} and {others:?} in {other}"));
                    }
                    Some(_) => {}
                }
            }
        }
    }
}

fn compare_with_source(messages: &Messages, used: &BTreeSet<String>, faults: &mut Vec<String>) {
    faults.extend(used.iter().filter(|key| !messages.contains_key(*key)).map(|key| format!("no locale has {key}")));
    faults.extend(messages.keys().filter(|key| !used.contains(*key)).map(|key| format!("nothing uses {key}")));
}

/// The keys in `.t("…")` and `.with("…", …)`; keys are written out, never put together.
fn used_keys() -> io::Result<BTreeSet<String>> {
    let mut used = BTreeSet::new();
    for file in files_below(Path::new("src"), "rs")? {
        let text = fs::read_to_string(file)?;
        let text: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
        for call in [".t(", ".with("] {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                if let Some(key) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    used.insert(key.to_owned());
                }
            }
        }
    }
    Ok(used)
}

fn write_list(files: &[Vec<PathBuf>]) -> io::Result<()> {
    let mut list = String::new();
    for (language, files) in LANGUAGES.iter().zip(files) {
        list += &format!("/// The texts of `locales/{language}`.\npub const {}: &[&str] = &[\n", language.to_uppercase());
        for file in files {
            // The folder is named when the list is compiled: clones that share their build output share this list too.
            list += &format!("    include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{}\")),\n", file.display());
        }
        list += "];\n";
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("locales.rs"), list)
}
