//! What is said about a query that could not be taken as it was typed.
//!
//! In: what was met. Out: what its writer is told; what is done about it is decided by the kind, never by the words.

use dafu_letters::reply::model::BlockKind;
use dafu_words::message;
use dafu_words::message::Message;

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

impl QueryNote {
    /// What its writer is told.
    pub fn message(&self) -> Message {
        match self {
            QueryNote::TooLong(most) => message!("query_too_long", most = *most),
            QueryNote::TooManyTerms(most) => message!("query_too_many_terms", most = *most),
            QueryNote::Unclosed => message!("query_unclosed"),
            QueryNote::LonelyOr => message!("query_lonely_or"),
            QueryNote::NoOperator(word) => message!("query_no_operator", word = word),
            QueryNote::OrAcrossFields(field) => message!("query_or_across_fields", field = *field),
            QueryNote::NoValue(field) => message!("query_no_value", field = *field),
            QueryNote::Nothing(word) => message!("query_nothing", word = word),
            QueryNote::JoinedFirst(joined) => message!("query_joined_first", joined = joined),
            QueryNote::NoBlock(typed) => {
                let known = BlockKind::all().filter(|kind| !kind.is_frame());
                let known: Vec<&str> = known.map(BlockKind::zh).collect();
                message!("query_no_block", typed = typed, known = known)
            }
            QueryNote::NoYear(typed) => message!("query_no_year", typed = typed),
            QueryNote::NoDate(typed) => message!("query_no_date", typed = typed),
            QueryNote::DocNumber(typed, letters) => {
                message!("query_doc_number", typed = typed, letters = *letters)
            }
        }
    }
}
