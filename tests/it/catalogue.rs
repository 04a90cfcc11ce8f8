//! The catalogue is whole: both languages have every entry with the same values, every entry is used, and every code that
//! the sources name has one.
//!
//! In: the files under src/language, the sources. Out: failures that name the entry.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Command;
use dafu::archive::report::{FileState, Reason};
use dafu::cli::usage;
use dafu::language::Language;
use dafu_search::query::fields::FIELDS;
use dafu_words::message::{Message, Value};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Names of the values that an entry speaks of, by its code.
type Entries = BTreeMap<String, BTreeSet<String>>;

fn in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            match expression {
                Expression::Inline(inline) => in_inline(inline, names),
                Expression::Select { selector, variants } => {
                    in_inline(selector, names);
                    variants.iter().for_each(|variant| in_pattern(&variant.value, names));
                }
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(names.insert(id.name.to_owned())),
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("an entry uses what dafu does not: {other:?}"),
    }
}

/// Every entry of a language. A file holds the entries whose first word is its name.
pub(crate) fn entries(language: &str) -> Entries {
    let mut entries = Entries::new();
    for file in std::fs::read_dir(root().join("src/language").join(language)).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) => continue,
                other => panic!("{name}: {other:?}"),
            };
            let code = message.id.name.to_owned();
            assert_eq!(code.split('_').next(), Some(name.as_str()), "{code} stands in {name}.ftl");
            let mut names = BTreeSet::new();
            in_pattern(message.value.as_ref().unwrap(), &mut names);
            assert!(entries.insert(code.clone(), names).is_none(), "{code} stands in {name}.ftl twice");
        }
    }
    entries
}

/// True for help, whose English is that of the commands' arguments.
fn is_help(code: &str) -> bool {
    code.starts_with("help_")
}

#[test]
fn both_languages_have_every_entry_with_the_same_values() {
    let (english, chinese) = (entries("en"), entries("zh"));
    let codes = |entries: &Entries| -> BTreeSet<String> {
        entries.keys().filter(|code| !is_help(code)).cloned().collect()
    };
    assert_eq!(codes(&english), codes(&chinese));
    assert!(english.len() > 400, "{}", english.len());
    for (code, names) in &english {
        assert_eq!(names, &chinese[code], "{code} speaks of other values");
    }
}

/// The sources of the program and its libraries, without their tests.
fn sources() -> String {
    let mut all = String::new();
    let mut folders: Vec<PathBuf> = vec![root().join("src"), root().join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && path.file_name().is_none_or(|name| name != "target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && path.file_name().is_none_or(|name| name != "tests.rs")
            {
                let text = std::fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
                    all += line;
                    all += "\n";
                }
            }
        }
    }
    all
}

/// Every `message!("code", name = value, …)` of the sources.
fn calls(sources: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    for (at, found) in sources.match_indices("message!(") {
        let rest = &sources[at + found.len()..];
        let Some(rest) = rest.trim_start().strip_prefix('"') else { continue };
        let (code, rest) = rest.split_once('"').unwrap();
        let mut names = BTreeSet::new();
        let (mut depth, mut quoted, mut last) = (0, false, String::new());
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if quoted => drop(chars.next()),
                '"' => quoted = !quoted,
                _ if quoted => {}
                '(' | '[' | '{' => depth += 1,
                ')' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => last.clear(),
                '=' if depth == 0 && chars.peek() != Some(&'=') && chars.peek() != Some(&'>') => {
                    names.insert(last.trim().to_owned());
                }
                c if depth == 0 => last.push(c),
                _ => {}
            }
        }
        calls.push((code.to_owned(), names));
    }
    calls
}

/// Codes that are put together of a first word and a name, by the names that there are.
fn composed(sources: &str) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let mut add = |first: &str, name: &str| codes.push(format!("{first}_{name}"));
    FileState::ALL.iter().for_each(|state| add("file", state.code()));
    ["present", "missing", "quarantined", "removed"].iter().for_each(|standing| add("file", standing));
    Reason::ALL.iter().for_each(|reason| add("reason", reason.code()));
    FIELDS.iter().for_each(|field| add("field", field.name));
    let after = |mark: &str, first: &str, add: &mut dyn FnMut(&str, &str)| {
        for (at, found) in sources.match_indices(mark) {
            add(first, sources[at + found.len()..].split('"').next().unwrap());
        }
    };
    after("Capped { what: \"", "amount", &mut add);
    after("Note::new(\"", "note", &mut add);
    // What a child calls by no name that is known.
    add("note", "note");
    dafu_letters::extract::names::NOTES.iter().for_each(|code| add("note", code));
    for name in ["layout", "store", "index", "fold", "extractor", "parser", "words"] {
        add("version", name);
    }
    for name in
        ["cppcc", "people_congress", "closed_session", "national", "province", "city", "county", "township"]
    {
        add("value", name);
    }
    for name in ["gone", "empty", "cut_off", "headless"] {
        add("damage_store", name);
    }
    for name in ["explicit", "inferred", "metadata", "corrected"] {
        add("parse", name);
    }
    codes
}

#[test]
fn every_code_has_its_entry_with_its_values() {
    let (sources, entries) = (sources(), entries("en"));
    let calls = calls(&sources);
    assert!(calls.len() > 250, "{}", calls.len());
    for (code, names) in &calls {
        let entry = entries.get(code).unwrap_or_else(|| panic!("{code} has no entry"));
        assert!(entry.is_subset(names), "{code} is given {names:?} and speaks of {entry:?}");
    }
    for code in composed(&sources) {
        assert!(entries.contains_key(&code), "{code} has no entry");
    }
}

#[test]
fn no_entry_is_unused() {
    let sources = sources();
    let composed: BTreeSet<String> = composed(&sources).into_iter().collect();
    let named = |code: &str| sources.contains(&format!("\"{code}\""));
    // The rest of a code that is put together: `parse_field_` and a name, `usage_name_` and a value's name.
    let of_parts = |code: &str| {
        ["parse_field_", "usage_name_", "advice_"].iter().any(|first| {
            code.strip_prefix(first).is_some_and(|name| {
                sources.contains(&format!("\"{name}\""))
                    || Command::new("x").get_name() == name
                    || ["COMMAND", "NAME", "SHELL", "FILE"].contains(&name)
            })
        })
    };
    let unused: Vec<String> = entries("en")
        .into_keys()
        .filter(|code| !named(code) && !composed.contains(code) && !of_parts(code))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The codes of the Chinese help of a command and those below it.
fn help_codes(name: &str, command: &Command, codes: &mut BTreeSet<String>) {
    codes.insert(format!("help_{}", if name.is_empty() { "dafu" } else { name }));
    for arg in command.get_arguments().filter(|arg| arg.get_help_heading().is_none()) {
        codes.insert(match arg.get_id().as_str() {
            all @ ("archive" | "color" | "lang" | "unmask" | "help" | "version") => format!("help_all_{all}"),
            own => format!("help_{name}_{own}"),
        });
    }
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let below = if name.is_empty() { String::new() } else { format!("{name}_") };
        help_codes(&format!("{below}{}", sub.get_name()), sub, codes);
    }
}

#[test]
fn every_command_argument_and_example_has_its_chinese_help() {
    let mut english = usage::command(Language::English, 100);
    english.build();
    // What `help` says of itself stands there once, for whatever it is below.
    let mut codes = BTreeSet::from(["help_help".to_owned()]);
    help_codes("", &english, &mut codes);
    let help: BTreeSet<String> = entries("zh").into_keys().filter(|code| is_help(code)).collect();
    assert_eq!(help, codes);
    let chinese = usage::command(Language::Chinese, 100);
    let examples = |command: &Command| -> Vec<String> {
        let text = command.get_long_about().or(command.get_about()).unwrap().to_string();
        let command = |line: &str| Some(line.split_once("dafu ")?.1.split("  ").next()?.trim().to_owned());
        text.lines()
            .filter(|line| line.starts_with("  dafu ") || line.contains("：dafu") || line.contains(": dafu"))
            .filter_map(command)
            .collect()
    };
    let mut found = 0;
    for sub in english.get_subcommands() {
        let other = chinese.find_subcommand(sub.get_name()).unwrap();
        assert_eq!(examples(sub), examples(other), "{}", sub.get_name());
        found += examples(sub).len();
    }
    assert_eq!(examples(&english), examples(&chinese));
    assert!(found > 20, "{found}");
}

/// A message with every value that its entry speaks of.
pub(crate) fn sample(code: &str, names: &BTreeSet<String>) -> Message {
    let mut message = Message::new(code.to_owned());
    for name in names {
        let value = match name.as_str() {
            "path" | "dir" | "file" | "folder" | "old" => Value::from("/a/b.txt"),
            "count" | "passages" | "replies" | "letters" | "number" | "pages" | "total" | "held" => {
                Value::from(2)
            }
            _ => Value::from("x"),
        };
        message.values.push((name.clone().into(), value));
    }
    message
}

#[test]
fn every_entry_makes_a_sentence() {
    for (code, names) in entries("en") {
        for language in Language::ALL {
            let said = language.say(&sample(&code, &names));
            assert!(!said.is_empty() && !said.contains(&code) && !said.contains("{$"), "{code}: {said}");
        }
    }
}

#[test]
fn one_is_told_apart_from_several() {
    let said = |count: usize| Language::English.say(&Message::new("list_total").with("count", count));
    assert_eq!([0, 1, 2].map(said), ["0 letters", "1 letter", "2 letters"]);
    let said = |count: usize| Language::Chinese.say(&Message::new("list_total").with("count", count));
    assert_eq!([0, 1, 2].map(said), ["共 0 件", "共 1 件", "共 2 件"]);
}
