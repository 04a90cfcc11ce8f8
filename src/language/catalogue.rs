//! The catalogue: every sentence that people read, in both languages.
//!
//! In: a code with values. Out: a sentence. The entries stand in files of the Fluent format, a file for each first word of a
//! code (`search_more` in search.ftl). An entry is read when it is first needed: a search does not pay for the help.

use std::cell::RefCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::language::Language;
use dafu_words::message::{Message, Value};

/// The entries of a language that were read.
type Entries = FluentBundle<FluentResource>;

/// A file of the catalogue: the first word of its codes, its text in English and in Chinese.
type Part = (&'static str, [&'static str; 2]);

macro_rules! parts {
    ($($name:literal)*) => {
        /// Every file.
        const PARTS: &[Part] = &[$((
            $name,
            [include_str!(concat!("en/", $name, ".ftl")), include_str!(concat!("zh/", $name, ".ftl"))],
        ),)*];
    };
}

parts! {
    "search" "query" "talk" "letter" "list" "show" "parse" "value" "index" "file" "reason" "advice" "fault" "end" "amount" "line"
    "metadata" "note" "status" "version" "verify" "damage" "cache" "error" "hint" "system" "usage" "field" "help"
}

thread_local! {
    /// What was read so far, in each language.
    static READ: [RefCell<Entries>; 2] = ["en", "zh"].map(|tag| {
        let mut entries = Entries::new(vec![tag.parse().expect("both tags are well formed")]);
        // Marks of direction around values would be copied along with paths and commands.
        entries.set_use_isolating(false);
        RefCell::new(entries)
    });
}

/// The sentence of `message` in `language`.
pub(super) fn sentence(language: Language, message: &Message) -> String {
    let mut values = FluentArgs::with_capacity(message.values.len());
    for (name, value) in &message.values {
        values.set(name.clone(), shown(language, value));
    }
    READ.with(|read| {
        let mut entries = read[language as usize].borrow_mut();
        if !entries.has_message(&message.code)
            && let Some(text) = entry(language, &message.code)
        {
            // The test of the catalogue refuses an entry with mistakes.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            entries.add_resource_overriding(resource);
        }
        let Some(pattern) = entries.get_message(&message.code).and_then(|entry| entry.value()) else {
            return message.to_string();
        };
        let mut errors = Vec::new();
        let sentence = entries.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        debug_assert!(errors.is_empty(), "{message}: {errors:?}");
        sentence
    })
}

/// The lines of the entry `code`: from its name to the next line that begins one.
fn entry(language: Language, code: &str) -> Option<&'static str> {
    let name = code.split('_').next().unwrap_or(code);
    let (_, texts) = PARTS.iter().find(|part| part.0 == name)?;
    let text = texts[language as usize];
    let mut starts = memchr::memmem::find_iter(text.as_bytes(), code.as_bytes());
    let begins = |&at: &usize| {
        (at == 0 || text.as_bytes()[at - 1] == b'\n') && text[at + code.len()..].starts_with(" =")
    };
    let from = &text[starts.find(begins)?..];
    let mut ends = memchr::memchr_iter(b'\n', from.as_bytes());
    let goes_on = |at: usize| from[at + 1..].starts_with([' ', '\n', '}']);
    let end = ends.find(|&at| !goes_on(at)).map_or(from.len(), |at| at + 1);
    Some(&from[..end])
}

/// Several values, one after the other.
pub(super) fn list(language: Language, values: &[Value]) -> String {
    let between = match language {
        Language::English => ", ",
        Language::Chinese => "、",
    };
    let shown: Vec<String> = values.iter().map(|value| in_words(language, value)).collect();
    shown.join(between)
}

fn in_words(language: Language, value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Told(message) => sentence(language, message),
        Value::List(values) => list(language, values),
    }
}

/// A value as an entry takes it: a number as such, for plurals, all else as words.
fn shown(language: Language, value: &Value) -> FluentValue<'_> {
    match value {
        Value::Number(number) => FluentValue::from(*number),
        Value::Text(text) => FluentValue::from(text.as_str()),
        told => FluentValue::from(in_words(language, told)),
    }
}
