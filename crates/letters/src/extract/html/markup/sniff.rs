//! Whether bytes are a page.
//!
//! In: the first bytes of a file. Out: yes or no. A page begins with a declaration or an element, with any tag or an
//! entity that elements of pages follow, or with the head of a longer page that something was put before; a letter that only has a `<` in it is no page.

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
        // Systems put elements of their own around a letter, and cut pieces where an element ends.
        let is_xml = head.starts_with(b"<?xml");
        return begins_with_element(tag) || !is_xml && begins_with_name(tag) && has_elements(tag);
    }
    if begins_with_entity(rest) {
        return has_elements(rest);
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

/// True for the rest of a tag of any name, an end tag's too.
fn begins_with_name(tag: &[u8]) -> bool {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    let length =
        name.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')).count();
    let ends = name.get(length).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'));
    name.first().is_some_and(u8::is_ascii_alphabetic) && ends
}

/// True for `&nbsp;` and the like.
fn begins_with_entity(bytes: &[u8]) -> bool {
    let Some(name) = bytes.strip_prefix(b"&") else { return false };
    let name = name.strip_prefix(b"#").unwrap_or(name);
    let length = name.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    (1..=10).contains(&length) && name.get(length) == Some(&b';')
}

/// True when tags of pages follow.
fn has_elements(bytes: &[u8]) -> bool {
    let tags = memchr::memchr_iter(b'<', bytes).filter_map(|at| bytes.get(at + 1..));
    let known = |tag: &[u8]| begins_with_element(tag.strip_prefix(b"/").unwrap_or(tag));
    tags.filter(|tag| known(tag)).nth(1).is_some()
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
            "<ucaptitle>一</ucaptitle><ucapbody><p>二</p></ucapbody>",
            "<x-letter id=1>\n一<br/>二<br/>",
            "</div><p>一</p>",
            "&nbsp;&nbsp;一<br>二<br>",
            "&#12288;&#12288;<span>一</span>",
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
            "<letter>一</letter><to>二</to>",
            "<?xml version='1.0'?><letter><p>一</p><p>二</p></letter>",
            "&nbsp;一",
            "&一；<br><br>",
            "R&D; 一<br><br>",
        ] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }
}
