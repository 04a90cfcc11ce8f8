//! Whether bytes are a page.
//!
//! In: the first bytes of a file. Out: yes or no. A page begins with a declaration or an element, or with the head of a
//! longer page that something was put before; a letter that only has a `<` in it is no page.

use crate::extract::prolog;

/// Bytes that are looked at.
const HEAD: usize = 4096;

/// Names of elements that pages and pieces of pages begin with.
#[rustfmt::skip]
const ELEMENTS: &[&[u8]] = &[
    b"html", b"head", b"body", b"meta", b"title", b"link", b"base", b"script", b"style", b"div", b"p", b"table", b"tbody",
    b"tr", b"td", b"span", b"font", b"center", b"section", b"article", b"main", b"header", b"nav", b"form", b"h1", b"h2",
    b"h3", b"h4", b"ul", b"ol", b"dl", b"li", b"br", b"hr", b"a", b"b", b"strong", b"em", b"i", b"u", b"img", b"pre",
    b"blockquote", b"input", b"iframe", b"ucapcontent", b"o:p", b"em", b"noscript", b"fieldset",
];

/// True when `bytes` begin as a page does.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    let head = prolog::narrow(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let rest = prolog::after_declarations(&head);
    if let Some(name) = rest.strip_prefix(b"<!doctype") {
        return name.trim_ascii_start().starts_with(b"html");
    }
    if let Some(tag) = rest.strip_prefix(b"<") {
        return begins_with_element(tag);
    }
    // Something before the page: headers of a reply, a line of a script.
    let declares = |mark: &[u8]| memchr::memmem::find(&head, mark).is_some_and(|at| at < 1024);
    (declares(b"<html") || declares(b"<!doctype html")) && has_body_end(bytes)
}

fn begins_with_element(tag: &[u8]) -> bool {
    ELEMENTS.iter().any(|name| {
        let rest = tag.strip_prefix(*name);
        rest.is_some_and(|rest| {
            rest.first().is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        })
    })
}

fn has_body_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(HEAD)..).unwrap_or(bytes).to_ascii_lowercase();
    [b"</html".as_slice(), b"</body"].iter().any(|mark| memchr::memmem::find(&tail, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_pieces_of_pages_are_known() {
        for page in [
            "<!DOCTYPE html>",
            "\u{FEFF}\r\n <HTML>",
            "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"x\">",
            "<!-- 一 --><div id=zoom>",
            "<p>一",
            "<table border=1>",
            "<![if !x]><o:p>",
            "HTTP/1.1 200 OK\r\n\r\n<html><body>一</body></html>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        let little: Vec<u8> = "\u{FEFF}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_page(&little));
    }

    #[test]
    fn texts_and_other_markup_are_no_pages() {
        for text in [
            "",
            "<",
            "某局：关于<通知>的答复",
            "<关于>",
            "<pkg:package>",
            "<?xml?><w:doc>",
            "a <html> b",
            "<pb>",
        ] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }
}
