//! Telephone and identity numbers are not for everybody: they are masked wherever something is shown, unless it is asked for otherwise.
//!
//! In: texts with the role of their passage, whole letters, documents. Out: the same, as long as before, with `*` in place of such digits.
//! Which numbers these are is told by [`dafu_letters::private`].

use std::borrow::Cow;

use serde_json::Value;

use dafu_letters::private;
use dafu_letters::reply::model::{BlockKind, Reply};
use dafu_letters::text::Text;

/// Whether private numbers are masked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mask {
    /// They are.
    #[default]
    On,
    /// Asked for with `--unmask`.
    Off,
}

/// Fields of documents that name things: a file, an id. They are used, not read.
const NAMES: [&str; 9] =
    ["path", "paths", "id", "reply", "external_id", "archive", "schema", "query", "missing"];

impl Mask {
    /// A text as it is shown; in passages of some roles a bare number is a telephone's.
    pub fn text(self, text: &str, kind: Option<BlockKind>) -> Cow<'_, str> {
        match self {
            Mask::On => private::masked(text, kind.is_some_and(private::tells_contacts)),
            Mask::Off => Cow::Borrowed(text),
        }
    }

    /// The text of a letter as it is shown.
    pub(crate) fn letter(self, text: &Text, reply: &Reply) -> String {
        if self == Mask::Off {
            return text.as_str().to_owned();
        }
        let whole = private::masked(text.as_str(), false);
        let mut shown = String::with_capacity(whole.len());
        let mut at = 0;
        for piece in &reply.pieces {
            let span = piece.span;
            if span.start < at {
                continue;
            }
            shown.push_str(&whole[at..span.start]);
            let told = reply.contact.iter().any(|other| other.start < span.end && span.start < other.end);
            let contacts = told || private::tells_contacts(piece.kind);
            shown.push_str(&private::masked(&whole[span.start..span.end], contacts));
            at = span.end;
        }
        shown.push_str(&whole[at..]);
        shown
    }

    /// Masks every text of a document but names of things.
    pub(crate) fn document(self, document: &mut Value) {
        if self == Mask::On {
            mask(document);
        }
    }
}

fn mask(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(masked) = private::masked(text, false) {
                *text = masked;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::Object(fields) => {
            let read = fields.iter_mut().filter(|(name, _)| !NAMES.contains(&name.as_str()));
            read.for_each(|(_, value)| mask(value));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_read_is_masked_and_what_names_a_thing_is_not() {
        let mut document = json!({"title": "电话13812345678", "paths": ["13812345678.txt"], "rows": [{"detail": "13812345678", "n": 1}]});
        Mask::On.document(&mut document);
        assert_eq!(
            document,
            json!({"title": "电话***********", "paths": ["13812345678.txt"], "rows": [{"detail": "***********", "n": 1}]})
        );
    }
}
