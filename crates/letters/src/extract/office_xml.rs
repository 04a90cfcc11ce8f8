//! XML of office programs: whole documents in one file of markup, often under the name .doc or .xls.
//!
//! In: the first bytes of a file. Out: what document of an office program they begin. Such a file is never plain text:
//! who reads none of its kind refuses it.

use super::prolog;

/// Bytes that are looked at: the first tag declares a dozen namespaces and more.
const HEAD: usize = 8192;

/// A document of an office program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfficeXml {
    /// WordprocessingML of Word 2003.
    Word,
    /// The parts of a package in one file.
    Package,
    /// What no reader takes: sheets, slides, OpenDocument, UOF, parts without their package.
    Other,
}

/// How the namespace of the first element begins.
const NAMESPACES: [&str; 6] = [
    "urn:schemas-microsoft-com:office:",
    "urn:oasis:names:tc:opendocument:",
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://schemas.uof.org/",
];

/// The kind of document that `bytes` begin, if they are XML of an office program.
pub(super) fn kind(bytes: &[u8]) -> Option<OfficeXml> {
    let begins = |b: &u8| !b.is_ascii_whitespace() && !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
    if bytes.iter().take(HEAD).find(|b| begins(b)) != Some(&b'<') {
        return None;
    }
    let head = prolog::narrow(bytes.get(..HEAD).unwrap_or(bytes));
    let tag = after_document_type(prolog::after_declarations(&head)).strip_prefix(b"<")?;
    let tag = String::from_utf8_lossy(tag.split(|&b| b == b'>').next()?);
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next()?;
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let declaration = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
    let is_office = |value: &str| NAMESPACES.iter().any(|start| value.starts_with(start));
    if local.eq_ignore_ascii_case("html") || !is_office(attribute(&tag, &declaration)?) {
        return None;
    }
    Some(match local {
        "wordDocument" => OfficeXml::Word,
        "package" => OfficeXml::Package,
        _ => OfficeXml::Other,
    })
}

/// What follows a document type, if there is one: no reader takes what declares one, but it is known.
fn after_document_type(bytes: &[u8]) -> &[u8] {
    let Some(inner) = bytes.strip_prefix(b"<!") else { return bytes };
    let end = inner.iter().position(|&b| b == b'>' || b == b'[').unwrap_or(inner.len());
    let rest = match inner.get(end) {
        Some(b'[') => memchr::memmem::find(inner, b"]").and_then(|at| inner.get(at + 1..)),
        _ => inner.get(end..),
    };
    prolog::after_declarations(
        rest.unwrap_or_default().trim_ascii_start().strip_prefix(b">").unwrap_or_default(),
    )
}

/// The value of the attribute called `name`, without spaces around it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let found = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let value = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        before.is_whitespace().then_some(value)
    })?;
    let quote = found.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    found.get(1..)?.split(quote).next().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_office_programs_are_told_by_their_first_element() {
        let word = "http://schemas.microsoft.com/office/word/2003/wordml";
        let package = "http://schemas.microsoft.com/office/2006/xmlPackage";
        let odf = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
        for (head, expected) in [
            (
                format!(
                    "<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?><w:wordDocument xmlns:v='x' xmlns:w='{word}'>"
                ),
                Some(OfficeXml::Word),
            ),
            (format!("<pkg:package xmlns:pkg = \"{package}\">"), Some(OfficeXml::Package)),
            (
                "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:o='y'>".to_owned(),
                Some(OfficeXml::Other),
            ),
            (format!("\u{FEFF}<!-- 表 --><office:document xmlns:office='{odf}'>"), Some(OfficeXml::Other)),
            ("<uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'>".to_owned(), Some(OfficeXml::Other)),
            ("<html xmlns=\"urn:schemas-microsoft-com:office:office\">".to_owned(), None),
            ("<o:p xmlns='urn:schemas-microsoft-com:office:office'>".to_owned(), None),
            ("<p xmlns:o='urn:schemas-microsoft-com:office:office'>".to_owned(), None),
            ("<letter>".to_owned(), None),
            ("<关于>的答复 xmlns='urn:schemas-microsoft-com:office:word'".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(kind(head.as_bytes()), expected, "{head}");
        }
        let wide = format!("\u{FEFF}<w:wordDocument xmlns:w='{word}'>");
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind(&wide), Some(OfficeXml::Word));
    }
}
