//! What stands before the first element of markup.
//!
//! In: the first bytes of a file. Out: the same in ASCII's width, and what follows declarations and comments. What
//! the markup is, is for those to say who ask.

/// ASCII out of UTF-16, and bytes without a byte order mark.
pub(super) fn narrow(bytes: &[u8]) -> Vec<u8> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] => rest.iter().step_by(2).copied().collect(),
        [0xFE, 0xFF, rest @ ..] => rest.iter().skip(1).step_by(2).copied().collect(),
        [b'<', 0, ..] => bytes.iter().step_by(2).copied().collect(),
        [0, b'<', ..] => bytes.iter().skip(1).step_by(2).copied().collect(),
        _ => bytes.to_vec(),
    }
}

/// What follows white space, processing instructions, comments and declarations; a document type is kept.
pub(super) fn after_declarations(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    loop {
        rest = rest.trim_ascii_start();
        rest = match rest {
            [b'<', b'!', b'-', b'-', inner @ ..] => after(inner, b"-->"),
            [b'<', b'?', inner @ ..] => after(inner, b">"),
            [b'<', b'!', inner @ ..] if !has_doctype(inner) => after(inner, b">"),
            _ => return rest,
        };
    }
}

fn has_doctype(bytes: &[u8]) -> bool {
    bytes.get(..7).is_some_and(|name| name.eq_ignore_ascii_case(b"doctype"))
}

fn after<'a>(bytes: &'a [u8], mark: &[u8]) -> &'a [u8] {
    let end = memchr::memmem::find(bytes, mark).map(|at| at + mark.len());
    end.and_then(|end| bytes.get(end..)).unwrap_or(&[])
}
