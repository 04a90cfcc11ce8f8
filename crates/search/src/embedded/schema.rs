//! The index's fields, set up in one place.

use tantivy::schema::{Field, NumericOptions, Schema, SchemaBuilder, TextOptions};
use tantivy::tokenizer::RAW_TOKENIZER_NAME;

use crate::embedded::chars;
use crate::record::Column;

/// Version of the schema; an index of another version is rebuilt.
pub const SCHEMA_VERSION: u32 = 3 + chars::VERSION;

/// Column that marks letters whose title or subject stands in none of their passages.
pub(crate) const APART: &str = "named_apart";

/// Handles of all fields.
#[derive(Clone, Debug)]
pub(crate) struct FieldHandles {
    /// A passage's code for the character layer; tantivy itself does nothing with it.
    pub chars: Field,
    /// The passage's text, stored.
    pub text: Field,
    /// Its places and outline, stored as JSON (see [`crate::embedded::shown`]).
    pub place: Field,
    /// What is shown of its letter, stored as JSON with the letter's first passage.
    pub letter: Field,
    /// Heading of its section, stored with the section's first passage.
    pub heading: Field,
    /// Reply id, indexed: by it letters are deleted.
    pub reply: Field,
    /// Text columns by [`Column`] as index: a letter's values stand with its first passage, a section's heading with
    /// the section's first. What a passage says of itself is the character layer's.
    pub columns: Vec<Option<Field>>,
    /// True at the first passage of a letter that is [named apart](crate::record::ReplyRecord::is_named_apart); has no
    /// value anywhere else.
    pub apart: Field,
}

/// The schema and its handles.
pub(crate) fn schema() -> (Schema, FieldHandles) {
    let mut builder = SchemaBuilder::new();
    let chars = builder.add_custom_field("chars", "dafu_chars", serde_json::Value::Null);
    let mut stored = |name: &str| builder.add_text_field(name, TextOptions::default().set_stored());
    let (text, place, letter, heading) =
        (stored("text"), stored("place"), stored("letter"), stored("heading"));
    let reply = builder.add_u64_field("reply", NumericOptions::default().set_indexed());
    let columns = Column::ALL
        .iter()
        .map(|&column| {
            let raw = TextOptions::default().set_fast(RAW_TOKENIZER_NAME);
            (!column.is_of_passage()).then(|| builder.add_text_field(&format!("c_{}", column.name()), raw))
        })
        .collect();
    let apart = builder.add_bool_field(APART, NumericOptions::default().set_fast());
    let schema = builder.build();
    (schema, FieldHandles { chars, text, place, letter, heading, reply, columns, apart })
}
