//! The catalogue: every sentence that people read, in both languages.
//!
//! In: a code with values. Out: a sentence. The entries stand in files of the Fluent format, a file for each first word of a
//! code (`search_total` in search.ftl). A file is read when one of its entries is first needed, so that a search does not
//! pay for the help.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::language::Language;
use dafu_words::message::{Message, Value};

/// The entries of one file in one language.
type Entries = FluentBundle<FluentResource>;

/// A file of the catalogue: the first word of its codes, its text in English and in Chinese.
struct Part {
    name: &'static str,
    texts: [&'static str; 2],
    read: [OnceLock<Entries>; 2],
}

macro_rules! parts {
    ($($name:literal)*) => {
        /// Every file.
        static PARTS: [Part; [$($name),*].len()] = [$(Part {
            name: $name,
            texts: [
                include_str!(concat!("en/", $name, ".ftl")),
                include_str!(concat!("zh/", $name, ".ftl")),
            ],
            read: [OnceLock::new(), OnceLock::new()],
        },)*];
    };
}

parts! {
    "search" "query" "talk" "letter" "list" "show" "parse" "value" "index" "file" "reason" "advice" "fault" "amount" "line"
    "metadata" "note" "status" "version" "verify" "damage" "cache" "error" "hint" "system" "usage" "field" "help"
}

/// The sentence of `message` in `language`.
pub(super) fn sentence(language: Language, message: &Message) -> String {
    let entries = entries(language, &message.code);
    let entry = entries.and_then(|entries| Some((entries, entries.get_message(&message.code)?.value()?)));
    let Some((entries, pattern)) = entry else { return message.to_string() };
    let mut values = FluentArgs::with_capacity(message.values.len());
    for (name, value) in &message.values {
        values.set(name.clone(), shown(language, value));
    }
    let mut errors = Vec::new();
    let sentence = entries.format_pattern(pattern, Some(&values), &mut errors).into_owned();
    debug_assert!(errors.is_empty(), "{message}: {errors:?}");
    sentence
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

/// The file in which `code` stands.
fn entries(language: Language, code: &str) -> Option<&'static Entries> {
    let name = code.split('_').next().unwrap_or(code);
    let part = PARTS.iter().find(|part| part.name == name)?;
    Some(part.read[language as usize].get_or_init(|| read(language, part)))
}

fn read(language: Language, part: &Part) -> Entries {
    let tag = ["en", "zh"][language as usize];
    let mut entries = Entries::new_concurrent(vec![tag.parse().expect("both tags are well formed")]);
    // Marks of direction around values would be copied along with paths and commands.
    entries.set_use_isolating(false);
    // The test of the catalogue refuses a file with mistakes; whatever is whole in one is used.
    let text = part.texts[language as usize].to_owned();
    let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
    entries.add_resource_overriding(resource);
    entries
}
