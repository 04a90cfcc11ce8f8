//! XML as pieces: tags with local names, and text.
//!
//! In: the bytes of one part of a package. Out: its pieces, one at a time. Prefixes of names are left out, as makers
//! choose them freely. A document type is refused, so no entity is ever defined: the five of XML itself and character
//! references are resolved and any other stays as it is written. Nesting is capped, and nothing here recurses.

use crate::extract::format::{Caps, ExtractError};
use dafu_words::message;
use dafu_words::message::Message;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// One piece of a document.
#[derive(Debug)]
pub(super) enum XmlPiece<'a> {
    /// A tag that opens an element; its [`XmlPiece::Close`] always follows.
    Open(XmlTag<'a>),
    /// The end of the element that was opened last.
    Close,
    /// A run of characters; the text between two tags can come in several.
    Text(Cow<'a, str>),
}

/// The tag that opens an element.
#[derive(Debug)]
pub(super) struct XmlTag<'a>(BytesStart<'a>);

impl XmlTag<'_> {
    /// Name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Value of the attribute called `name` under any prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }
}

/// A document that is being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    source: &'a str,
    /// Where the piece begins that was read last.
    start: u64,
    format: &'static str,
    most: usize,
    depth: usize,
}

impl<'a> Xml<'a> {
    /// Begins to read `source`, which [`decode`] gave; errors speak of `format`.
    pub(super) fn new(source: &'a str, format: &'static str, caps: &Caps) -> Xml<'a> {
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { reader, source, start: 0, format, most: caps.depth, depth: 0 }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next piece; nothing after the last.
    pub(super) fn next(&mut self) -> Result<Option<XmlPiece<'a>>, ExtractError> {
        loop {
            self.start = self.reader.buffer_position();
            let event = self
                .reader
                .read_event()
                .map_err(|error| self.damaged(message!("fault_quoted", words = error.to_string())))?;
            return Ok(Some(match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > self.most {
                        return Err(ExtractError::Capped { what: "nested_elements", most: self.most as u64 });
                    }
                    XmlPiece::Open(XmlTag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlPiece::Close
                }
                Event::Text(text) => XmlPiece::Text(text.into_inner()),
                Event::CData(text) => XmlPiece::Text(text.into_inner()),
                Event::GeneralRef(name) => XmlPiece::Text(Cow::Owned(resolved(&name))),
                Event::DocType(_) => return Err(self.damaged(message!("fault_doctype"))),
                Event::Eof if self.depth > 0 => return Err(self.damaged(message!("fault_cut_off"))),
                Event::Eof => return Ok(None),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            }));
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), ExtractError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// The source of the element that was opened last, from its tag on; the reader stands behind it.
    pub(super) fn element(&mut self) -> Result<&'a str, ExtractError> {
        let start = self.start;
        self.skip()?;
        let place = usize::try_from(start).ok().zip(usize::try_from(self.reader.buffer_position()).ok());
        Ok(place.and_then(|(start, end)| self.source.get(start..end)).unwrap_or_default())
    }

    fn damaged(&self, what: Message) -> ExtractError {
        ExtractError::Damaged { format: self.format, what: message!("fault_xml", what = what) }
    }
}

/// The character that an entity or a character reference stands for; the reference itself where there is none.
fn resolved(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    match (number.and_then(char::from_u32), resolve_predefined_entity(name)) {
        (Some(c), _) => c.to_string(),
        (None, Some(text)) => text.to_owned(),
        (None, None) => format!("&{name};"),
    }
}

/// The characters of a part: UTF-8, or what its byte order mark or its declaration says.
pub(super) fn decode(bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return encoding_rs::UTF_16LE.decode(&bytes).0.into_owned();
    }
    if let Some(encoding) = declared(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    let text =
        String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
    text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)
}

/// The encoding named in the XML declaration, unless it is UTF-8.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = head.strip_prefix(b"<?xml")?.split(|&b| b == b'>').next()?;
    let at = memchr::memmem::find(head, b"encoding")? + b"encoding".len();
    let quoted = |b: &u8| matches!(b, b'"' | b'\'');
    let name = head.get(at..)?.split(quoted).nth(1)?;
    // UTF-16 without a mark could not have been read as far as here.
    encoding_rs::Encoding::for_label(name)
        .filter(|e| *e != encoding_rs::UTF_8 && *e != encoding_rs::UTF_16LE && *e != encoding_rs::UTF_16BE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Result<String, ExtractError> {
        let mut xml = Xml::new(source, "docx", &Caps { depth: 3, ..Caps::default() });
        let mut found = String::new();
        while let Some(piece) = xml.next()? {
            match piece {
                XmlPiece::Open(tag) => found += &format!("<{} {:?}>", tag.name(), tag.attribute("val")),
                XmlPiece::Close => found += "</>",
                XmlPiece::Text(text) => found += &text,
            }
        }
        Ok(found)
    }

    #[test]
    fn names_lose_their_prefix_and_references_are_resolved() {
        let found = pieces("<w:p w:val='a&amp;b'>R&amp;D&#x3000;&nbsp;<![CDATA[<x>]]><w:br/></w:p>").unwrap();
        assert_eq!(found, "<p Some(\"a&b\")>R&D\u{3000}&nbsp;<x><br None></></>");
    }

    #[test]
    fn an_element_can_be_read_on_its_own() {
        let mut xml = Xml::new("<a>x<b c='>'>y<b/></b>z<d/></a>", "docx", &Caps::default());
        let mut found = Vec::new();
        while let Some(piece) = xml.next().unwrap() {
            match piece {
                XmlPiece::Open(tag) if tag.name() != "a" => found.push(xml.element().unwrap()),
                XmlPiece::Text(text) => found.push(if text == "x" { "x" } else { "z" }),
                _ => {}
            }
        }
        assert_eq!(found, ["x", "<b c='>'>y<b/></b>", "z", "<d/>"]);
    }

    #[test]
    fn document_types_deep_nests_and_cut_documents_are_refused() {
        let damaged = |source| matches!(pieces(source), Err(ExtractError::Damaged { .. }));
        assert!(damaged("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"));
        assert!(damaged("<a><b>text"));
        assert!(damaged("<a><b></a></b>"));
        assert!(matches!(pieces("<a><a><a><a></a></a></a></a>"), Err(ExtractError::Capped { .. })));
    }

    #[test]
    fn parts_in_other_encodings_are_decoded() {
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>".to_vec()), "<a/>");
        assert_eq!(decode(b"\xFF\xFE<\0a\0/\0>\0".to_vec()), "<a/>");
        let gbk = [b"<?xml version='1.0' encoding=\"GBK\"?><a>".as_slice(), b"\xB4\xF0\xB8\xB4</a>"].concat();
        assert!(decode(gbk).ends_with("<a>答复</a>"));
    }
}
