//! Rust source without what the compiler does not run.
//!
//! In: the text of a source file. Out: the same code without comments, without the content of strings and characters,
//! and, where asked, without what stands under `#[cfg(test)]`. It knows tokens, no grammar.

/// The code alone: a comment becomes a space, a string `""`, a character `' '`.
pub fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let in_word = at > 0 && is_word(chars[at - 1]);
        if rest.starts_with(&['/', '/']) {
            at += rest.iter().take_while(|c| **c != '\n').count();
        } else if rest.starts_with(&['/', '*']) {
            at += block_comment(rest);
            out.push(' ');
        } else if let Some(length) = raw_string(rest).filter(|_| !in_word) {
            at += length;
            out.push_str("\"\"");
        } else if rest[0] == '"' {
            at += 1 + quoted(&rest[1..], '"');
            out.push_str("\"\"");
        } else if rest[0] == '\'' && is_character(rest) {
            at += 1 + quoted(&rest[1..], '\'');
            out.push_str("' '");
        } else {
            out.push(rest[0]);
            at += 1;
        }
    }
    out
}

/// `code` without the items that stand under `#[cfg(test)]`; their bodies and their `mod x;` are gone.
pub fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let item = &rest[at + MARK.len()..];
        rest = &item[item_end(item)..];
    }
    out.push_str(rest);
    out
}

/// Names of the modules that are test modules in files of their own: `#[cfg(test)] mod x;`.
pub fn test_modules(code: &str) -> Vec<String> {
    code.split("#[cfg(test)]").skip(1).filter_map(|item| declared(item.trim_start())).collect()
}

/// Names of all modules that `code` says are in files of their own: `mod x;`.
pub fn modules(code: &str) -> Vec<String> {
    let starts = code.match_indices("mod ").filter(|(at, _)| !code[..*at].ends_with(is_word));
    starts.filter_map(|(at, _)| declared(&code[at..])).collect()
}

/// True for characters of names.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The name in `mod x;`, `pub mod x;`, `pub(crate) mod x;` at the start of `item`.
fn declared(item: &str) -> Option<String> {
    let item = item.strip_prefix("pub").unwrap_or(item).trim_start();
    let item = item.strip_prefix('(').and_then(|item| item.split_once(')')).map_or(item, |pair| pair.1);
    let name = item.trim_start().strip_prefix("mod ")?.split_once(';')?.0.trim();
    name.chars().all(is_word).then(|| name.to_owned())
}

/// Where an item ends: after its `;`, or after its braces.
fn item_end(item: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in item.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    item.len()
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(&['/', '*']) {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(&['*', '/']) {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// Length of a raw string (`r"…"`, `br#"…"#`) at the start of `rest`.
fn raw_string(rest: &[char]) -> Option<usize> {
    let mut at = usize::from(matches!(rest[0], 'b' | 'c'));
    if rest.get(at) != Some(&'r') {
        return None;
    }
    at += 1;
    let hashes = rest[at..].iter().take_while(|c| **c == '#').count();
    at += hashes;
    if rest.get(at) != Some(&'"') {
        return None;
    }
    at += 1;
    let mut end = vec!['"'];
    end.resize(hashes + 1, '#');
    let inside = rest[at..].windows(end.len()).position(|window| window == end)?;
    Some(at + inside + end.len())
}

/// Length of what follows an opening quote, the closing one included.
fn quoted(rest: &[char], quote: char) -> usize {
    let mut at = 0;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            c if c == quote => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// A character and no lifetime: `'x'`, `'\n'`.
fn is_character(rest: &[char]) -> bool {
    rest.get(1) == Some(&'\\') || rest.get(2) == Some(&'\'')
}

mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_hold_no_code() {
        assert_eq!(code("a // crate::b\nc"), "a \nc");
        assert_eq!(code("a /* x /* crate::b */ y */ c"), "a   c");
        assert_eq!(code(r#"f("crate::b \" // no comment"); g"#), r#"f(""); g"#);
        assert_eq!(code("f(r#\"crate::\"b\"#, br\"\\\")"), "f(\"\", \"\")");
        assert_eq!(code(r"['{', '\'', '\u{5b57}', '字'] &'a str"), "[' ', ' ', ' ', ' '] &'a str");
        assert_eq!(code("for \"x\" in bar"), "for \"\" in bar");
    }

    #[test]
    fn what_stands_under_cfg_test_is_gone_and_what_follows_it_stays() {
        assert_eq!(without_tests("a #[cfg(test)] mod tests { fn f() { {} } } b").trim_end(), "a  b");
        assert_eq!(without_tests("a #[cfg(test)]\nmod oracle;\nb"), "a \nb");
        assert_eq!(without_tests("a #[cfg(test)] use crate::x; b"), "a  b");
        assert_eq!(without_tests("no test"), "no test");
    }

    #[test]
    fn modules_in_files_of_their_own_are_told_from_modules_with_a_body() {
        let text =
            "pub mod a;\nmod b { mod c; }\npub(crate) mod d;\n#[cfg(test)]\nmod e;\n#[cfg(test)] pub mod f;";
        assert_eq!(modules(text), ["a", "c", "d", "e", "f"]);
        assert_eq!(test_modules(text), ["e", "f"]);
    }
}
