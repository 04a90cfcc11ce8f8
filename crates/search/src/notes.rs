//! What is said about a query that could not be taken as it was typed.
//!
//! In: what was met. Out: a sentence for people; what is done about it is decided by the kind, never by the words.

use std::fmt;

use dafu_letters::reply::model::BlockKind;

/// Something about a query that its writer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryNote {
    /// Only so many characters were read.
    TooLong(usize),
    /// Only so many terms were read.
    TooManyTerms(usize),
    /// A quotation mark has no partner.
    Unclosed,
    /// An OR does not stand between two terms.
    LonelyOr,
    /// This stands where other programs have an operator, and is searched as it is.
    NoOperator(String),
    /// An OR stands before a filter on this field that is no alternative to another.
    OrAcrossFields(&'static str),
    /// A field is named without a value.
    NoValue(&'static str),
    /// This word holds nothing to search for.
    Nothing(String),
    /// All terms are single characters: passages with this joined form come first.
    JoinedFirst(String),
    /// No block is called so.
    NoBlock(String),
    /// This is no year.
    NoYear(String),
    /// This is no date.
    NoDate(String),
    /// This is the document number of so many letters, some of which do not hold it as it was typed.
    DocNumber(String, u64),
}

impl fmt::Display for QueryNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QueryNote::TooLong(most) => write!(f, "only the first {most} characters of the query were read"),
            QueryNote::TooManyTerms(most) => write!(f, "only the first {most} terms were read"),
            QueryNote::Unclosed => f.write_str("a quotation mark without its partner was ignored"),
            QueryNote::LonelyOr => f.write_str("OR stands between two terms; here it was searched as a word"),
            QueryNote::NoOperator(word) => write!(
                f,
                "`{word}` is searched as it is written: all terms must occur, -WORD leaves out, OR joins two terms; there are no brackets and no *"
            ),
            QueryNote::OrAcrossFields(field) => {
                write!(f, "OR joins terms, or values of one field; {field}: is required as well")
            }
            QueryNote::NoValue(field) => {
                write!(f, "{field}: has no value and was searched literally")
            }
            QueryNote::Nothing(word) => write!(f, "`{word}` holds nothing to search for and was left out"),
            QueryNote::JoinedFirst(joined) => {
                write!(f, "passages with the characters joined ({joined}) come first")
            }
            QueryNote::NoBlock(typed) => {
                write!(f, "no block is called `{typed}`; known:")?;
                let known = BlockKind::all().filter(|kind| !kind.is_frame());
                known.map(BlockKind::zh).try_for_each(|kind| write!(f, " {kind}"))
            }
            QueryNote::NoYear(typed) => {
                write!(f, "`{typed}` is no year; write 2023, 2021..2024 or unknown")
            }
            QueryNote::NoDate(typed) => {
                write!(f, "`{typed}` is no date; write 2023-05-29 or 2023-01..2023-06")
            }
            QueryNote::DocNumber(typed, letters) => {
                write!(
                    f,
                    "文号:{typed} finds {letters} letters; without 文号: it is searched as it is written"
                )
            }
        }
    }
}
