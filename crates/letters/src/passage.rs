//! Reply → Passages: the units that are found, shown and cited.
//!
//! In: a text, its reply and the reply's id. Out: passages that tile the text exactly as the reply's pieces do
//! (longer pieces cut), each with an id that survives re-reading and an outline position for its citation.
//! Nothing is stored or searched here.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use crate::reply::model::{BlockKind, Origin, Part, Piece, Reply};
use crate::text::Text;
use dafu_words::fold::{fold_str, is_sentence_punctuation};
use dafu_words::numerals;
use dafu_words::span::Span;

/// Longest passage, in characters; a longer piece is cut at the last sentence end before it.
pub(crate) const LONGEST: usize = 4000;

/// Crockford's base 32: no i, l, o, u.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Identity of a reply: 60 bits, written as 12 characters of base 32.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReplyId(u64);

impl ReplyId {
    /// The id made from the first 60 bits of a hash.
    pub fn from_hash(hash: &blake3::Hash) -> ReplyId {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&hash.as_bytes()[..8]);
        ReplyId(u64::from_le_bytes(bytes) & ((1 << 60) - 1))
    }

    /// The id with this number (as [`ReplyId::number`] gave it); upper bits are dropped.
    pub fn from_number(number: u64) -> ReplyId {
        ReplyId(number & ((1 << 60) - 1))
    }

    /// The id as a number below 2^60.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for ReplyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32(self.0, 12))
    }
}

impl FromStr for ReplyId {
    type Err = ();

    fn from_str(text: &str) -> Result<ReplyId, ()> {
        if text.len() != 12 {
            return Err(());
        }
        let digit = |c: u8| ALPHABET.iter().position(|&a| a == c.to_ascii_lowercase()).map(|d| d as u64);
        text.bytes().try_fold(0, |number, c| Some(number << 5 | digit(c)?)).map(ReplyId).ok_or(())
    }
}

/// Identity of a passage: its reply, and which of the reply's passages it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageId {
    /// The reply.
    pub reply: ReplyId,
    /// Which of its passages.
    pub key: PassageKey,
}

/// Which passage of a reply: 25 bits of its folded text's hash and, in the 16 bits below, which of several equal ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageKey(u64);

impl PassageKey {
    /// The key of the `occurrence`th passage of its reply (from 1) with this hash; upper bits of the hash are dropped.
    pub fn new(hash: u32, occurrence: u16) -> PassageKey {
        PassageKey::from_number(u64::from(hash) << 16 | u64::from(occurrence))
    }

    /// 25 bits of the folded text's hash.
    pub fn hash(self) -> u32 {
        (self.0 >> 16) as u32
    }

    /// 1 for the first passage of the reply with this hash.
    pub fn occurrence(self) -> u16 {
        self.0 as u16
    }

    /// The key as a number below 2^41: 25 bits of the hash, 16 of the occurrence. The store's digests hold it. The one
    /// other form is that of the index's file, four bytes long: crates/search/src/embedded/chars/keys.rs.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The key with this number (as [`PassageKey::number`] gave it); upper bits are dropped.
    pub fn from_number(number: u64) -> PassageKey {
        PassageKey(number & ((1 << 41) - 1))
    }
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.reply, base32(u64::from(self.key.hash()), 5))?;
        let occurrence = self.key.occurrence();
        if occurrence > 1 {
            write!(f, "-{occurrence}")?;
        }
        Ok(())
    }
}

fn base32(number: u64, digits: u32) -> String {
    (0..digits).rev().map(|place| ALPHABET[(number >> (5 * place) & 31) as usize] as char).collect()
}

/// One passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Identity.
    pub id: PassageId,
    /// Its place, in bytes of the text.
    pub span: Span,
    /// Its text, folded.
    pub folded: String,
    /// Index of its paragraph in the text.
    pub paragraph: usize,
    /// Role.
    pub kind: BlockKind,
    /// Whether a label says so, or a cue.
    pub origin: Origin,
    /// What it is within its block.
    pub part: Part,
    /// Index of its section in the reply.
    pub section: Option<usize>,
    /// Running number of its block in the reply.
    pub block: Option<usize>,
    /// Ordinal of its item.
    pub item: Option<u32>,
    /// Outline position for citations: `四/下步打算/二`, `第3段/目前进展`, `标题`.
    pub outline: String,
}

/// Cuts a reply into passages, in reading order.
pub fn passages(reply_id: ReplyId, text: &Text, reply: &Reply) -> Vec<Passage> {
    let mut seen: HashMap<u32, u16> = HashMap::new();
    let mut passages = Vec::with_capacity(reply.pieces.len());
    for piece in &reply.pieces {
        let outline = outline(reply, piece);
        for span in cut(text.as_str(), piece.span) {
            let folded = fold_str(text.slice(span));
            let hash = short_hash(&folded);
            let occurrence = seen.entry(hash).or_default();
            *occurrence = occurrence.saturating_add(1);
            passages.push(Passage {
                id: PassageId { reply: reply_id, key: PassageKey::new(hash, *occurrence) },
                span,
                folded,
                paragraph: piece.paragraph,
                kind: piece.kind,
                origin: piece.origin,
                part: piece.part,
                section: piece.section,
                block: piece.block,
                item: piece.item,
                outline: outline.clone(),
            });
        }
    }
    passages
}

/// 25 bits of the hash of a passage's folded text.
pub fn short_hash(folded: &str) -> u32 {
    let hash = blake3::hash(folded.as_bytes());
    let mut bytes = [0; 4];
    bytes.copy_from_slice(&hash.as_bytes()[..4]);
    u32::from_le_bytes(bytes) & ((1 << 25) - 1)
}

/// Cuts a span of more than [`LONGEST`] characters at sentence ends, else where it must.
fn cut(text: &str, span: Span) -> Vec<Span> {
    if span.len() <= LONGEST && !span.is_empty() {
        return vec![span];
    }
    let mut spans = Vec::new();
    let mut start = span.start;
    while start < span.end {
        let rest = Span::new(start, span.end).of(text);
        let mut sentence_end = None;
        let mut after_mark = false;
        let mut end = span.end;
        for (count, (offset, c)) in rest.char_indices().enumerate() {
            let follows = is_sentence_punctuation(c)
                || c.is_whitespace()
                || matches!(c, '”' | '’' | '」' | '』' | '）');
            if after_mark && !follows {
                sentence_end = Some(start + offset);
                after_mark = false;
            }
            if count >= LONGEST {
                end = sentence_end.unwrap_or(start + offset);
                break;
            }
            after_mark |= matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';');
        }
        spans.push(Span::new(start, end));
        start = end;
    }
    spans
}

/// Outline position of a piece: section, block and item; the paragraph's number where there is no section.
fn outline(reply: &Reply, piece: &Piece) -> String {
    let section = piece.section.and_then(|index| reply.sections.get(index));
    let place = match section {
        Some(section) => numerals::written(section.number),
        None if piece.kind.is_frame() => return piece.kind.zh().to_owned(),
        None => format!("第{}段", piece.paragraph + 1),
    };
    let mut outline = format!("{place}/{}", piece.kind.zh());
    if let Some(item) = piece.item {
        outline += "/";
        outline += &numerals::written(item);
    }
    outline
}

/// How people name the letter: its document number, else unit, sitting and case number and date, else its title, else unit or
/// addressee and subject.
pub fn citation_head(reply: &Reply) -> String {
    if let Some(number) = &reply.doc_number
        && number.value.year != 0
        && !number.value.serial.is_empty()
    {
        return number.value.normalised();
    }
    let unit = reply.authors.first().or(reply.lead.as_ref()).map(|unit| unit.value.as_str());
    let case = reply.cases.iter().find(|case| case.number.is_some());
    let number = case.and_then(|case| case.number.as_ref());
    let date = reply.date.as_ref().and_then(|date| date.value.value.as_deref());
    match (unit, number) {
        (Some(unit), Some(number)) => {
            let sitting = case.and_then(|case| case.sitting.as_ref()).map_or("", |sitting| &sitting.raw);
            let case = format!("{unit} · {sitting}第{}号", number.raw);
            date.map_or(case.clone(), |date| format!("{case} · {date}"))
        }
        _ => match (&reply.title, unit, date) {
            (Some(title), ..) => title.value.clone(),
            (None, Some(unit), Some(date)) => format!("{unit} · {date}"),
            (None, unit, _) => {
                let whose = unit.or(reply.addressee.as_ref().map(|addressee| addressee.value.as_str()));
                let about = reply.subject.as_ref().map(|subject| subject.value.as_str());
                whose.into_iter().chain(about).collect::<Vec<_>>().join(" · ")
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_back_from_their_writing() {
        let id = ReplyId::from_hash(&blake3::hash("博士后".as_bytes()));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        assert!("short".parse::<ReplyId>().is_err() && "iiiiiiiiiiii".parse::<ReplyId>().is_err());
    }

    #[test]
    fn long_pieces_are_cut_at_sentence_ends_and_tile() {
        let text = format!("{}。{}", "甲".repeat(3000), "乙".repeat(6000));
        let spans = cut(&text, Span::new(0, text.len()));
        assert_eq!(spans[0].end, 3001 * 3);
        assert!(spans.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(spans.last().unwrap().end, text.len());
        assert!(spans.iter().all(|span| span.of(&text).chars().count() <= LONGEST));
    }

    #[test]
    fn equal_writings_of_a_passage_share_their_hash() {
        let hash = |text: &str| short_hash(&fold_str(text));
        assert_eq!(hash("2023 年举办路演。"), hash("２０２３年举办路演."));
        assert_ne!(hash("2023年"), hash("2024年"));
    }

    #[test]
    fn a_letter_without_a_number_is_named_by_who_signs_it_not_by_who_leads() {
        let text = Text::from_lines(
            "关于县政协九届二次会议第31号提案的会办意见\n县教育局：\n渡船由我局更换。\n槐溪县交通运输局\n2024年6月3日",
        );
        let reply = crate::reply::parse(&text);
        assert_eq!(reply.lead.as_ref().map(|lead| lead.value.as_str()), Some("县教育局"));
        assert_eq!(citation_head(&reply), "槐溪县交通运输局 · 九届二次会议第31号 · 2024-06-03");
    }
}
