//! Tables as CSV that office software opens and scripts read: UTF-8 with a byte order mark, a head, a line a row.
//!
//! In: heads and cells. Out: bytes on a writer. Which columns a table has is told where its rows are made; docs/JSON.md
//! describes the form.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use crate::archive::metadata::begins_a_formula;
use crate::render::mask::Mask;

/// A value in a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    /// Words: a spreadsheet must not take them for a formula.
    Text(Cow<'a, str>),
    /// The name of a thing, such as a file: nothing in it is masked.
    Exact(Cow<'a, str>),
    /// A number, written as it is.
    Number(String),
}

impl<'a> Cell<'a> {
    /// A cell with words.
    pub(crate) fn text(words: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Text(words.into())
    }

    /// A cell with the name of a thing.
    pub(crate) fn exact(name: impl Into<Cow<'a, str>>) -> Cell<'a> {
        Cell::Exact(name.into())
    }

    /// A cell with a number.
    pub(crate) fn number(number: impl Display) -> Cell<'a> {
        Cell::Number(number.to_string())
    }

    /// A cell with several values, `|` between them.
    pub(crate) fn list<S: AsRef<str>>(values: impl IntoIterator<Item = S>) -> Cell<'a> {
        let mut joined = String::new();
        for (n, value) in values.into_iter().enumerate() {
            if n > 0 {
                joined.push('|');
            }
            joined.push_str(value.as_ref());
        }
        Cell::Text(Cow::Owned(joined))
    }

    /// The cell as it stands in the file.
    fn written(&self, mask: Mask) -> Cow<'_, str> {
        match self {
            Cell::Text(words) => match mask.text(words, None) {
                Cow::Owned(masked) => Cow::Owned(guarded(&masked).into_owned()),
                Cow::Borrowed(words) => guarded(words),
            },
            Cell::Exact(name) => guarded(name),
            Cell::Number(number) => Cow::Borrowed(number),
        }
    }
}

/// A table that is being written.
pub(crate) struct Table<'o> {
    csv: csv::Writer<&'o mut dyn Write>,
    mask: Mask,
}

impl<'o> Table<'o> {
    /// Writes the byte order mark and the head.
    pub(crate) fn new<S: AsRef<str>>(
        out: &'o mut dyn Write,
        heads: &[S],
        mask: Mask,
    ) -> Result<Table<'o>, csv::Error> {
        out.write_all(b"\xef\xbb\xbf")?;
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(heads.iter().map(AsRef::as_ref))?;
        Ok(Table { csv, mask })
    }

    /// Writes a row; it has as many cells as the head.
    pub(crate) fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), csv::Error> {
        for cell in cells {
            self.csv.write_field(cell.written(self.mask).as_bytes())?;
        }
        self.csv.write_record(None::<&[u8]>)
    }

    /// Hands the last rows on.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// Words that no spreadsheet takes for a formula: a `'` stands before those that begin like one.
fn guarded(words: &str) -> Cow<'_, str> {
    if begins_a_formula(words) { Cow::Owned(format!("'{words}")) } else { Cow::Borrowed(words) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::metadata::unguarded;

    #[test]
    fn cells_are_guarded_quoted_and_joined() {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, &["rank", "source.path", "authors", "text"], Mask::On).unwrap();
        for (rank, path, authors, text) in [
            (-1, "=甲,乙.txt", &["省科技厅", "省教育厅"][..], "他说“好”，\"很好\""),
            (2, "a.txt", &["-1"], "第一行\n第二行"),
            (3, "b.txt", &[], "+1"),
            (4, "@c", &["a", "b"], "'=1"),
        ] {
            table.row([Cell::number(rank), Cell::text(path), Cell::list(authors), Cell::text(text)]).unwrap();
        }
        table.finish().unwrap();
        let expected = "\u{feff}rank,source.path,authors,text\n\
            -1,\"'=甲,乙.txt\",省科技厅|省教育厅,\"他说“好”，\"\"很好\"\"\"\n\
            2,a.txt,'-1,\"第一行\n第二行\"\n\
            3,b.txt,,'+1\n\
            4,'@c,a|b,''=1\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_was_guarded_is_read_back_as_it_was() {
        for words in ["=1+1", "+", "-甲", "@x", "\t=", "'=1", "''", "'", "", "甲", "1=1"] {
            assert_eq!(unguarded(&guarded(words)), words, "{words:?}");
        }
    }
}
