//! The index's fields, set up in one place.

use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::search::record::Column;

/// Version of the schema; an index of another version is rebuilt.
pub const SCHEMA_VERSION: u32 = 1;

/// Name under which the character layer's tokenizer is registered.
pub const GRAMS: &str = "dafu_grams";
/// Name under which the seams' tokenizer is registered.
pub const SEAMS: &str = "dafu_seams";
/// Name under which the word layer's tokenizer is registered.
pub const WORDS: &str = "dafu_words";

/// Handles of all fields.
#[derive(Clone, Debug)]
pub struct Fields {
    /// Bigrams of the folded passage, with positions: decides what is found.
    pub grams: Field,
    /// Bigrams around the end of a passage that its paragraph continues.
    pub seams: Field,
    /// jieba's words, with character offsets as positions: decides the order.
    pub words: Field,
    /// The passage's text, stored.
    pub text: Field,
    /// Its places and outline, stored as JSON.
    pub place: Field,
    /// Reply id: indexed (deletes) and fast.
    pub reply: Field,
    /// Passage hash and occurrence: fast; orders the passages of equal rank.
    pub passage: Field,
    /// `yyyymmdd`, fast.
    pub date: Field,
    /// Length in folded characters, fast.
    pub length: Field,
    /// How many passages back each enclosing unit begins: item, paragraph, block, section, reply.
    pub back: [Field; 5],
    /// Text columns by [`Column`] as index.
    pub columns: Vec<Field>,
}

/// The schema and its handles.
pub fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let layer = |tokenizer: &str, record: IndexRecordOption| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(false),
        )
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let fast = NumericOptions::default().set_fast();
    let grams = builder.add_text_field("grams", layer(GRAMS, positions));
    let seams = builder.add_text_field("seams", layer(SEAMS, positions));
    let words = builder.add_text_field("words", layer(WORDS, positions));
    let text = builder.add_text_field("text", TextOptions::default().set_stored());
    let place = builder.add_text_field("place", TextOptions::default().set_stored());
    let reply = builder.add_u64_field("reply", fast.clone().set_indexed());
    let passage = builder.add_u64_field("passage", fast.clone());
    let date = builder.add_u64_field("date", fast.clone());
    let length = builder.add_u64_field("length", fast.clone());
    let back = ["item", "paragraph", "block_run", "section", "letter"]
        .map(|unit| builder.add_u64_field(&format!("back_{unit}"), fast.clone()));
    let columns = Column::ALL
        .iter()
        .map(|column| {
            let raw = TextOptions::default().set_fast(tantivy::tokenizer::RAW_TOKENIZER_NAME);
            builder.add_text_field(&format!("c_{}", column.name()), raw)
        })
        .collect();
    let schema = builder.build();
    (schema, Fields { grams, seams, words, text, place, reply, passage, date, length, back, columns })
}
