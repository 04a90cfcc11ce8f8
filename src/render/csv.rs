//! Hits as CSV: a header line, a line a passage, UTF-8 without byte order mark.

use crate::render::{Located, iso_date};
use dafu_search::record::Column;

/// The columns, in order.
pub const COLUMNS: [&str; 17] = [
    "rank",
    "score",
    "id",
    "citation",
    "block",
    "origin",
    "section",
    "item",
    "author",
    "date",
    "title",
    "case",
    "doc",
    "path",
    "line_start",
    "line_end",
    "text",
];

/// The hits as CSV.
pub fn hits(located: &[Located<'_>]) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for located in located {
        let hit = located.hit;
        let joined = |column: Column| {
            let values: Vec<&str> =
                hit.values.iter().filter(|(of, _)| *of == column).map(|(_, value)| value.as_str()).collect();
            values.join("|")
        };
        out.write_record([
            hit.rank.to_string(),
            format!("{:.4}", hit.score),
            hit.passage.id.to_string(),
            located.citation(),
            joined(Column::Block),
            joined(Column::Origin),
            joined(Column::Heading),
            hit.passage.item.map(|item| item.to_string()).unwrap_or_default(),
            joined(Column::Author),
            iso_date(hit.date).unwrap_or_default(),
            joined(Column::Title),
            joined(Column::Case),
            joined(Column::DocNumber),
            located.paths.first().cloned().unwrap_or_default(),
            hit.passage.lines.0.to_string(),
            hit.passage.lines.1.to_string(),
            located.text().into_owned(),
        ])?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}
