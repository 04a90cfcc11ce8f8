//! Files that were cut off: read as far as they go, and said so.
//!
//! In: bytes of a format, and what was read from them. Out: a note, where the end is missing. A sloppy file is not a cut
//! one: a page need not close its body, and what stands behind a PDF's end mark does no harm. Formats that know by their
//! own means (rich text by its groups, gzip by its trailer, packages by their directory) say it themselves.

use memchr::memmem::{find, find_iter, rfind};

use crate::text::Note;
use dafu_words::message;
use dafu_words::message::Message;

/// Code of the note.
pub const CUT_OFF: &str = "end_missing";

/// Bytes at a PDF's end in which its end mark is looked for first.
const LAST: usize = 1024;
/// Elements that people close, even where they do not close the page.
const CLOSED: [&str; 10] = ["div", "table", "td", "span", "font", "strong", "ul", "ol", "section", "article"];

/// The note of what was cut off.
pub(crate) fn note(what: Message) -> Note {
    Note::new(CUT_OFF).with("what", what)
}

/// The note for a file of the format called `format`, where its bytes show that its end is missing.
pub fn look(format: &str, bytes: &[u8]) -> Option<Note> {
    match format {
        "pdf" => pdf(bytes).map(note),
        "html" => html(bytes).map(note),
        _ => None,
    }
}

/// What is missing at the end of a PDF.
fn pdf(bytes: &[u8]) -> Option<Message> {
    let last = bytes.get(bytes.len().saturating_sub(LAST)..).unwrap_or_default();
    let ends = find(last, b"%%EOF").is_some() || find(last, b"startxref").is_some();
    // Objects behind the last end mark are the beginning of something that is not there; anything else is no part of it.
    let behind = rfind(bytes, b"%%EOF").and_then(|at| bytes.get(at..));
    if !ends && behind.is_none_or(|behind| find(behind, b" obj").is_some()) {
        return Some(message!("end_mark"));
    }
    let table = rfind(bytes, b"startxref").and_then(|at| number(bytes.get(at + b"startxref".len()..)?));
    if table.is_some_and(|table| table >= bytes.len() as u64) {
        return Some(message!("end_table"));
    }
    let linear = find(bytes.get(..LAST).unwrap_or(bytes), b"/Linearized");
    let length = linear.and_then(|at| {
        let head = bytes.get(at..at.saturating_add(LAST / 2)).unwrap_or_default();
        number(head.get(find(head, b"/L ")? + 3..)?)
    });
    length.is_some_and(|length| length > bytes.len() as u64).then(|| message!("end_length"))
}

/// The number at the beginning, behind white space.
fn number(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(bytes.get(..digits)?).ok()?.parse().ok()
}

/// What is missing at the end of a page.
fn html(bytes: &[u8]) -> Option<Message> {
    let page = bytes.to_ascii_lowercase();
    let open = rfind(&page, b"<").filter(|&at| find(&page[at..], b">").is_none());
    let tag = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!');
    if open.is_some_and(|at| page.get(at + 1).is_none_or(tag)) {
        return Some(message!("end_tag"));
    }
    let opened = count(&page, "<html") + count(&page, "<body");
    let closed = count(&page, "</html") + count(&page, "</body");
    if opened == 0 || closed > 0 {
        return None;
    }
    let left_open = |name: &&str| count(&page, &format!("<{name}")) > count(&page, &format!("</{name}"));
    // Many leave paragraphs open; who closed all but one was cut off in it.
    let (paragraphs, ends) = (count(&page, "<p"), count(&page, "</p"));
    let unfinished = CLOSED.iter().any(left_open)
        || ["script", "style"].iter().any(left_open)
        || (ends > 0 && paragraphs == ends + 1)
        || rfind(&page, b"<!--").is_some_and(|at| find(&page[at..], b"-->").is_none());
    unfinished.then(|| message!("end_body"))
}

/// How often a tag begins so, its name going no further.
fn count(page: &[u8], tag: &str) -> usize {
    let ends = |at: usize| page.get(at + tag.len()).is_none_or(|byte| !byte.is_ascii_alphanumeric());
    find_iter(page, tag.as_bytes()).filter(|&at| ends(at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_inside_of_a_tag_or_where_nothing_is_closed() {
        for page in [
            "<html><body><div><p>某局将继续推进</p><p>下一",
            "<html><body><div><p>某局将继续推进</p></div><p class=",
            "<p>某局</p><",
            "<html><head><script>var a = 1;",
            "<HTML><BODY><TABLE><TR><TD>某局",
            "<html><body><p>某局</p><p>将继续推进</p><p>下一",
        ] {
            assert!(look("html", page.as_bytes()).is_some(), "{page}");
        }
        for page in [
            "<html><body><div><p>某局</p></div></body></html>",
            "<html><body><p>某局将继续推进。",
            "<html><body><div>某局</div>",
            "<div><p>某局将继续推进",
            "<p>投入 < 3 万元",
            "<html><body><div>某局</body>",
        ] {
            assert_eq!(look("html", page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn a_pdf_without_its_end_is_cut_and_one_with_more_behind_it_is_not() {
        let body = format!("%PDF-1.4\n1 0 obj\n{}\nendobj\n", "x".repeat(3000));
        let whole = format!("{body}xref\ntrailer\nstartxref\n{}\n%%EOF\n", body.len());
        assert_eq!(look("pdf", whole.as_bytes()), None);
        assert_eq!(look("pdf", format!("{whole}{}", "<br>".repeat(999)).as_bytes()), None);
        for cut in [&body[..], &body[..2000], &format!("{whole}2 0 obj\n{}", "x".repeat(3000))] {
            assert!(look("pdf", cut.as_bytes()).is_some());
        }
        let beyond = format!("{body}startxref\n99999\n%%EOF");
        assert!(look("pdf", beyond.as_bytes()).is_some());
        let linear = whole.replace("1 0 obj", "1 0 obj <</Linearized 1/L 99999>>");
        assert!(look("pdf", linear.as_bytes()).is_some());
        assert_eq!(look("text", b"<p"), None);
    }
}
