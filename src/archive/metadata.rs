//! What people know about letters and the letters do not say.
//!
//! In: a CSV file with a `key` column (a path, a file name or a blake3 hash) and any of the known columns.
//! Out: values by key. Values fill gaps; they never overrule what a letter itself says.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::archive::error::ArchiveError;
use dafu_search::record::Column;
use dafu_words::message;
use dafu_words::message::Message;

/// Metadata column as people write it → name in the code.
const COLUMNS: [(&str, &str); 18] = [
    ("键", "key"),
    ("路径", "key"),
    ("文件", "key"),
    ("日期", "date"),
    ("单位", "unit"),
    ("主办", "lead"),
    ("协办", "co"),
    ("地区", "region"),
    ("层级", "level"),
    ("网址", "url"),
    ("标题", "title"),
    ("案号", "case"),
    ("文号", "doc"),
    ("类别", "category"),
    ("案由", "subject"),
    ("提案人", "proposer"),
    ("年", "year"),
    ("年份", "year"),
];

/// Known columns that are no [`Column`].
const OTHERS: [&str; 2] = ["date", "url"];

/// Values supplied for one letter: column name → value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(BTreeMap<String, String>);

impl Metadata {
    /// The value of a column, if one was supplied.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Keeps a value; an empty one is no value.
    pub fn set(&mut self, name: &str, value: &str) {
        if !value.trim().is_empty() {
            self.0.insert(name.to_owned(), value.trim().to_owned());
        }
    }

    /// Takes over every value of `other` that is not there yet.
    pub fn fill(&mut self, other: &Metadata) {
        for (name, value) in &other.0 {
            self.0.entry(name.clone()).or_insert_with(|| value.clone());
        }
    }

    /// The values without the days that tell one text of a letter from another.
    pub(crate) fn without_days(&self) -> Metadata {
        let days = ["date", "published"];
        let others = self.0.iter().filter(|(name, _)| !days.contains(&name.as_str()));
        Metadata(others.map(|(name, value)| (name.clone(), value.clone())).collect())
    }

    /// True when nothing was supplied.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All values by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// As the store keeps it.
    pub(crate) fn to_json(&self) -> String {
        serde_json::json!(self.0).to_string()
    }

    /// From what the store keeps; what is damaged counts as nothing.
    pub(crate) fn from_json(json: &str) -> Metadata {
        Metadata(serde_json::from_str(json).unwrap_or_default())
    }
}

/// A metadata file, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataFile {
    /// Values by key, as written.
    pub rows: BTreeMap<String, Metadata>,
    /// Heads of columns that are not known and were left out.
    pub unknown_columns: Vec<String>,
}

/// True for words that a spreadsheet takes for a formula, or would without the `'` before them.
///
/// `render` writes such words into a CSV with one more `'` before them; [`unguarded`] takes it off again.
pub(crate) fn begins_a_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The words of a cell without the `'` that kept a spreadsheet from taking them for a formula.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(words) if begins_a_formula(words) => words,
        _ => cell,
    }
}

/// Reads a metadata file (UTF-8, with or without a byte order mark).
pub fn read(path: &Path) -> Result<MetadataFile, ArchiveError> {
    let bytes = fs_err::read(path)?;
    let failed = |what: Message| ArchiveError::Metadata { path: path.to_owned(), what };
    let text = decoded(&bytes).ok_or_else(|| failed(message!("metadata_encoding")))?;
    parse(text.as_bytes()).map_err(failed)
}

/// The text of a table: UTF-8, else GB18030, in which office software writes tables.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

fn parse(bytes: &[u8]) -> Result<MetadataFile, Message> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let mut file = MetadataFile::default();
    let mut names = Vec::new();
    for head in reader.headers().map_err(quoted)? {
        let name = canonical(head);
        if name.is_none() {
            file.unknown_columns.push(head.to_owned());
        }
        names.push(name);
    }
    let Some(key_at) = names.iter().position(|name| name.as_deref() == Some("key")) else {
        return Err(message!("metadata_no_key"));
    };
    for record in reader.records() {
        let record = record.map_err(quoted)?;
        let Some(key) = record.get(key_at).map(unguarded).filter(|key| !key.is_empty()) else { continue };
        let row = file.rows.entry(key.to_owned()).or_default();
        for (name, value) in names.iter().zip(&record) {
            if let Some(name) = name.as_deref().filter(|&name| name != "key") {
                row.set(name, unguarded(value));
            }
        }
    }
    Ok(file)
}

/// Where the reader of CSV stops.
fn quoted(error: csv::Error) -> Message {
    let line = error.position().map_or(1, csv::Position::line);
    message!("metadata_no_table", line = line)
}

fn canonical(head: &str) -> Option<String> {
    let head = head.trim().to_lowercase();
    let zh = COLUMNS.iter().find(|(zh, _)| *zh == head).map(|(_, name)| (*name).to_owned());
    zh.or_else(|| (head == "key" || is_known(&head)).then_some(head))
}

/// True for the name of a value that letters can have.
pub(crate) fn is_known(name: &str) -> bool {
    OTHERS.contains(&name) || column(name).is_some()
}

/// The column with this name, of those that a whole letter has.
pub fn column(name: &str) -> Option<Column> {
    let own =
        |column: &Column| !matches!(column, Column::Part | Column::Origin | Column::Tier | Column::Block);
    Column::ALL.into_iter().filter(own).find(|column| column.name() == name)
}

/// A date in any usual writing as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
pub(crate) fn plain_date(value: &str) -> Option<String> {
    let parts: Vec<&str> =
        value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [all] if all.len() == 8 => (&all[..4], Some(&all[4..6]), Some(&all[6..])),
        [year] => (*year, None, None),
        [year, month] => (*year, Some(*month), None),
        [year, month, day, ..] => (*year, Some(*month), Some(*day)),
        [] => return None,
    };
    let number = |part: Option<&str>, highest: u8| match part {
        None => Some(None),
        Some(part) => part.parse::<u8>().ok().filter(|n| (1..=highest).contains(n)).map(Some),
    };
    if year.len() != 4 {
        return None;
    }
    let mut date = year.to_owned();
    for part in [number(month, 12)?, number(day, 31)?].into_iter().flatten() {
        date += &format!("-{part:02}");
    }
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_in_chinese_is_read() {
        let file =
            parse("\u{feff}路径,单位,日期,备注\na.txt, 省科技厅 ,2024/5/9,x\n,省人社厅,,\n".as_bytes());
        let file = file.unwrap();
        assert_eq!(file.unknown_columns, ["备注"]);
        let row = &file.rows["a.txt"];
        assert_eq!(row.get("unit"), Some("省科技厅"));
        assert_eq!(row.get("date"), Some("2024/5/9"));
        assert_eq!(file.rows.len(), 1);
        assert_eq!(Metadata::from_json(&row.to_json()), *row);
    }

    #[test]
    fn the_mark_before_a_formula_is_taken_off() {
        let file = parse("key,unit,title,subject\n'-1.txt,'=甲厅,''+1,'引'\n".as_bytes()).unwrap();
        let row = &file.rows["-1.txt"];
        assert_eq!(row.get("unit"), Some("=甲厅"));
        assert_eq!(row.get("title"), Some("'+1"));
        assert_eq!(row.get("subject"), Some("'引'"));
    }

    #[test]
    fn a_file_without_keys_is_refused() {
        assert_eq!(parse(b"date\n2024-01-01\n"), Err(message!("metadata_no_key")));
    }

    #[test]
    fn dates_are_read_in_any_usual_writing() {
        for (written, plain) in [
            ("2024-05-09", Some("2024-05-09")),
            ("2024/5/9", Some("2024-05-09")),
            ("20240509", Some("2024-05-09")),
            ("2024年5月9日", Some("2024-05-09")),
            ("2024.5", Some("2024-05")),
            ("2024", Some("2024")),
            ("2024-13-01", None),
            ("五月", None),
        ] {
            assert_eq!(plain_date(written).as_deref(), plain, "{written}");
        }
    }
}
