//! What child and parent say to each other.
//!
//! In: what was recovered, or why nothing was. Out: the same on the other side of a pipe: a line of JSON, then bytes of
//! the length that it tells. The parent believes nothing: lengths are checked, and a cut or garbled answer is a failure
//! of the reader.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::sandbox::failure::{Cause, Failure};
use crate::told;
use dafu_letters::extract;
use dafu_letters::extract::Extracted;
use dafu_letters::text::{LineStart, Note, Text};
use dafu_words::message;
use dafu_words::span::Span;

/// A file of a bundle: its name as the bundle has it, and its bytes or why there are none.
pub(crate) type Unpacked = (String, Result<Vec<u8>, Failure>);

#[derive(Serialize, Deserialize)]
enum Answer {
    /// A text, whose bytes follow.
    Text(Head),
    /// An entry of a bundle: its name's and its content's length; both follow.
    Entry(usize, usize),
    /// An entry of a bundle that could not be unpacked: its name's length; it follows.
    BadEntry(usize, Refusal),
    /// All entries were told.
    End,
    /// Nothing can be had.
    Refused(Refusal),
}

#[derive(Serialize, Deserialize)]
struct Refusal {
    cause: Cause,
    detail: serde_json::Value,
}

/// A note's code, its message, and its place.
type Remark = (String, serde_json::Value, Option<(usize, usize)>);

#[derive(Serialize, Deserialize)]
struct Head {
    length: usize,
    format: String,
    encoding: String,
    lines: Vec<(usize, u32, u32)>,
    notes: Vec<Remark>,
    fields: Vec<(String, String)>,
    unread_pages: Vec<u32>,
}

fn write(answer: &Answer, rest: &[&[u8]], out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")?;
    rest.iter().try_for_each(|bytes| out.write_all(bytes))?;
    out.flush()
}

impl From<Failure> for Refusal {
    fn from(Failure { cause, detail }: Failure) -> Refusal {
        Refusal { cause, detail: told::json(&detail) }
    }
}

impl From<Refusal> for Failure {
    fn from(Refusal { cause, detail }: Refusal) -> Failure {
        Failure { cause, detail: told::read(&detail).unwrap_or_else(|| message!("fault_garbled")) }
    }
}

/// Says what came of a file.
pub(super) fn write_read(read: &Result<Extracted, Failure>, out: &mut dyn Write) -> io::Result<()> {
    let read = match read {
        Ok(read) => read,
        Err(failure) => return write(&Answer::Refused(failure.clone().into()), &[], out),
    };
    let text = read.text.as_str();
    let head = Head {
        length: text.len(),
        format: read.format.to_owned(),
        encoding: read.encoding.to_owned(),
        lines: read.text.lines().iter().map(|line| (line.offset, line.number, line.page)).collect(),
        notes: read
            .notes
            .iter()
            .map(|note| {
                let place = note.span.map(|span| (span.start, span.end));
                (note.code.to_owned(), told::json(&note.message()), place)
            })
            .collect(),
        fields: read.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        unread_pages: read.unread_pages.clone(),
    };
    write(&Answer::Text(head), &[text.as_bytes()], out)
}

/// Says what an entry of a bundle holds.
pub(super) fn write_entry(
    name: &str,
    content: Result<Vec<u8>, Failure>,
    out: &mut dyn Write,
) -> io::Result<()> {
    match content {
        Ok(content) => write(&Answer::Entry(name.len(), content.len()), &[name.as_bytes(), &content], out),
        Err(failure) => write(&Answer::BadEntry(name.len(), failure.into()), &[name.as_bytes()], out),
    }
}

/// Says that all entries were told, or why no more can be.
pub(super) fn write_end(unpacked: Result<(), Failure>, out: &mut dyn Write) -> io::Result<()> {
    let answer = match unpacked {
        Ok(()) => Answer::End,
        Err(failure) => Answer::Refused(failure.into()),
    };
    write(&answer, &[], out)
}

fn garbled() -> Failure {
    Failure::new(Cause::ReaderFailed, message!("fault_garbled"))
}

/// The next answer, and what follows it.
fn next(bytes: &[u8]) -> Result<(Answer, &[u8]), Failure> {
    let end = memchr::memchr(b'\n', bytes).ok_or_else(garbled)?;
    let answer = serde_json::from_slice(&bytes[..end]).map_err(|_| garbled())?;
    Ok((answer, &bytes[end + 1..]))
}

/// What a child said of a file.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Failure> {
    let (head, rest) = match next(bytes)? {
        (Answer::Text(head), rest) => (head, rest),
        (Answer::Refused(refusal), _) => return Err(refusal.into()),
        _ => return Err(garbled()),
    };
    let text = rest.get(..head.length).and_then(|text| std::str::from_utf8(text).ok()).ok_or_else(garbled)?;
    let lines = head.lines.into_iter().map(|(offset, number, page)| LineStart { offset, number, page });
    let note = |(code, message, span): Remark| Note {
        code: extract::names::note(&code),
        values: told::read(&message).map(|message| message.values).unwrap_or_default(),
        span: span.map(|(start, end)| Span::new(start, end)),
    };
    Ok(Extracted {
        text: Text::from_parts(text.to_owned(), lines.collect()),
        format: extract::names::format(&head.format).ok_or_else(garbled)?,
        encoding: extract::names::encoding(&head.encoding),
        notes: head.notes.into_iter().map(note).collect(),
        fields: head
            .fields
            .into_iter()
            .filter_map(|(name, value)| Some((extract::names::field(&name)?, value)))
            .collect(),
        unread_pages: head.unread_pages,
    })
}

/// What a child said of a bundle. Entries that were told before it failed are kept; the failure is then one more.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<Unpacked>, Failure> {
    let named = |name: Vec<u8>| String::from_utf8(name).map_err(|_| garbled());
    let mut entries: Vec<Unpacked> = Vec::new();
    let mut rest = bytes;
    loop {
        let (answer, behind) = next(rest)?;
        rest = behind;
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).ok_or_else(garbled)?;
            rest = left;
            Ok::<_, Failure>(taken.to_vec())
        };
        match answer {
            Answer::Entry(name, content) => entries.push((named(take(name)?)?, Ok(take(content)?))),
            Answer::BadEntry(name, refusal) => entries.push((named(take(name)?)?, Err(refusal.into()))),
            Answer::End => return Ok(entries),
            Answer::Refused(refusal) => return Err(refusal.into()),
            Answer::Text(_) => return Err(garbled()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dafu_letters::extract::extract;

    #[test]
    fn a_text_comes_over_whole() {
        let read = extract("关于某事的答复\n\n某代表：\n　　您好。\n".as_bytes()).unwrap();
        let mut bytes = Vec::new();
        write_read(&Ok(read.clone()), &mut bytes).unwrap();
        let over = super::read(&bytes).unwrap();
        assert_eq!((over.text, over.format, over.encoding), (read.text, "text", "utf-8"));
    }

    #[test]
    fn entries_come_over_in_order_with_those_that_failed() {
        let mut bytes = Vec::new();
        let bad = Failure::new(Cause::Capped, message!("fault_too_large", bytes = 2, most = 1));
        write_entry("甲.txt", Ok(b"one\ntwo".to_vec()), &mut bytes).unwrap();
        write_entry("乙.txt", Err(bad.clone()), &mut bytes).unwrap();
        let cut = bytes.clone();
        write_end(Ok(()), &mut bytes).unwrap();
        let expected = vec![("甲.txt".to_owned(), Ok(b"one\ntwo".to_vec())), ("乙.txt".to_owned(), Err(bad))];
        assert_eq!(unpacked(&bytes), Ok(expected));
        assert_eq!(unpacked(&cut), Err(garbled()));
    }

    #[test]
    fn a_garbled_answer_is_a_failure() {
        for bytes in [
            &b""[..],
            b"{}\n",
            b"\"End\"\n",
            b"{\"Text\":{\"length\":9}}\nabc",
            b"{\"Entry\":[9,99999999999]}\nabc",
            b"{\"Refused\":{\"cause\":\"Tired\",\"detail\":{}}}\n",
        ] {
            assert!(super::read(bytes).is_err());
        }
        assert!(unpacked(b"{\"Entry\":[9,99999999999]}\nabc").is_err());
    }
}
