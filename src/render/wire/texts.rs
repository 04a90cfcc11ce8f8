//! `dafu.texts/1`: the texts of one letter, and where the others differ from the leading one.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::archive::compare::{Difference, Differs, Part};
use crate::render::compare::Compared;
use crate::render::mask::Mask;
use crate::render::wire::code_points;
use dafu_letters::passage::ReplyId;

/// The schema's name.
const SCHEMA: &str = "dafu.texts/1";

/// The texts of a letter as one document, the leading one first.
pub(crate) fn document(id: ReplyId, citation: &str, texts: &[Compared<'_>], mask: Mask) -> Value {
    json!({
        "schema": SCHEMA,
        "reply": id.to_string(),
        "citation": citation,
        "texts": texts.iter().map(|text| one(text, mask)).collect::<Vec<_>>(),
    })
}

fn one(compared: &Compared<'_>, mask: Mask) -> Value {
    let mut value = text(compared);
    value["differences"] = compared.differences.iter().map(|of| difference(of, mask)).collect();
    value
}

/// One of a letter's texts, without where it differs.
fn text(compared: &Compared<'_>) -> Value {
    let text = compared.text;
    let known = |day: &str| if day.is_empty() { Value::Null } else { json!(day) };
    let changed = i128::from(text.changed);
    json!({
        "text": text.version,
        "paths": compared.paths,
        "format": text.format,
        "published": known(&text.published),
        "date": known(&text.dated),
        "changed": Timestamp::from_nanosecond(changed).ok().map(|time| time.to_string()),
        "mark": text.mark.map(|mark| mark.code()),
        "decided": text.decided.map(|decided| decided.name()),
    })
}

/// One of a letter's texts with how often it differs from the leading one.
pub(crate) fn counted(compared: &Compared<'_>) -> Value {
    let mut value = text(compared);
    let count = |kind: Differs| (kind.name().to_owned(), json!(kind.count(compared.differences)));
    value["differences"] = Value::Object(Differs::ALL.into_iter().map(count).collect());
    value
}

fn difference(difference: &Difference, mask: Mask) -> Value {
    let part = |part: &Part| {
        let shown = mask.text(&part.text, None);
        json!({"text": shown, "spans": code_points(&part.text, &part.marks)})
    };
    json!({
        "differs": difference.differs.name(),
        "name": difference.differs.zh(),
        "outline": difference.outline,
        "leading": part(&difference.left),
        "other": part(&difference.right),
    })
}
