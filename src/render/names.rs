//! Labels of an outline: names of header fields, bodies, levels and origins, sittings, lines and ordinals.
//!
//! In: names of the JSON and numbers. Out: the words that people read. Names of blocks and kinds are the model's own.

use crate::archive::compare::Differs;
use crate::language::Language;
use dafu_words::message;
use dafu_words::message::Message;

/// The label of a field by its name in JSON.
pub(crate) fn field(name: &'static str, language: Language) -> String {
    language.say(&Message::new(format!("parse_field_{name}")))
}

/// A name of the model (`cppcc`, `province`) in words; empty for none.
pub(crate) fn value(name: &str, language: Language) -> String {
    if name.is_empty() { String::new() } else { language.say(&Message::new(format!("value_{name}"))) }
}

/// The mark of an origin by its name in JSON.
pub(crate) fn origin(name: &str, language: Language) -> String {
    language.say(&Message::new(format!("parse_{name}")))
}

/// `13届2次` from its numbers; unknown parts as `?`.
pub(crate) fn sitting(term: u16, plenary: u16, language: Language) -> String {
    let part = |n: u16| if n == 0 { "?".to_owned() } else { n.to_string() };
    language.say(&message!("parse_sitting", term = part(term), plenary = part(plenary)))
}

/// `第3–5行`.
pub(crate) fn lines(first: u32, last: u32, language: Language) -> String {
    language.say(&match first == last {
        true => message!("parse_line", line = first),
        false => message!("parse_lines", first = first, last = last),
    })
}

/// Ordinal of an item in an outline.
pub(crate) fn item(number: u32) -> String {
    format!("（{number}）")
}

/// How two texts differ, in words.
pub(crate) fn differs(differs: Differs) -> Message {
    match differs {
        Differs::Saying => message!("list_saying"),
        Differs::Wording => message!("list_wording"),
        Differs::Reading => message!("list_reading"),
    }
}
