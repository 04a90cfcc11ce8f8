//! Character references: `&nbsp;` `&#8220;` `&#x3000;`.
//!
//! In: text or an attribute's value. Out: the characters meant. What names no character stays as it is written; the
//! numbers from 128 to 159 are read as Windows writes them, as browsers do.

use super::steps;
use std::borrow::Cow;

/// Longest name in the table, in bytes.
const LONGEST: usize = 10;

/// `text` with its references replaced.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    steps::add(text.len());
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let (before, mut rest) = text.split_at(first);
    out.push_str(before);
    while let Some(inner) = rest.strip_prefix('&') {
        let (length, c) = reference(inner).unwrap_or((0, '&'));
        out.push(c);
        rest = inner.get(length..).unwrap_or("");
        let next = memchr::memchr(b'&', rest.as_bytes()).unwrap_or(rest.len());
        let (plain, after) = rest.split_at(next);
        out.push_str(plain);
        rest = after;
    }
    Cow::Owned(out)
}

/// The reference at the start of `s`, which follows an ampersand: its length and its character.
fn reference(s: &str) -> Option<(usize, char)> {
    match s.strip_prefix('#') {
        Some(number) => numeric(number).map(|(length, c)| (length + 1, c)),
        None => named(s),
    }
}

fn numeric(s: &str) -> Option<(usize, char)> {
    let (digits, radix) = match s.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (s, 10),
    };
    let length = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
    let code = digits
        .get(..length)?
        .chars()
        .filter_map(|c| c.to_digit(radix))
        .fold(0u32, |code, digit| code.saturating_mul(radix).saturating_add(digit));
    let semicolon = usize::from(digits.get(length..)?.starts_with(';'));
    (length > 0).then(|| (s.len() - digits.len() + length + semicolon, character(code)))
}

fn character(code: u32) -> char {
    let windows = code.checked_sub(0x80).and_then(|at| WINDOWS.get(at as usize)).copied();
    windows.or_else(|| char::from_u32(code).filter(|&c| c != '\0')).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The characters of Windows-1252 from 0x80 to 0x9F; holes stand for themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn named(s: &str) -> Option<(usize, char)> {
    let length = s.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphanumeric).count();
    let name = s.get(..length)?;
    if s.get(length..)?.starts_with(';') {
        return Some((length + 1, look_up(name)?));
    }
    // Old pages leave the semicolon of the old names out.
    let mut ends = (2..=length).rev().filter_map(|end| name.get(..end));
    let name = ends.find(|name| SEMICOLON_OPTIONAL.contains(name) || LATIN.contains(name))?;
    Some((name.len(), look_up(name)?))
}

fn look_up(name: &str) -> Option<char> {
    if let Some(at) = LATIN.iter().position(|latin| *latin == name) {
        return char::from_u32(0xA0 + u32::try_from(at).ok()?);
    }
    NAMES.iter().find(|row| row.0.contains(&name)).map(|row| row.1)
}

/// Names of the characters from U+00A0 to U+00FF, in order.
#[rustfmt::skip]
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo",
    "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil",
    "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde",
    "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc",
    "Iuml", "ETH", "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave",
    "Uacute", "Ucirc", "Uuml", "Yacute", "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml",
    "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml",
    "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute",
    "ucirc", "uuml", "yacute", "thorn", "yuml",
];

/// Names that are understood without their semicolon, besides those of [`LATIN`].
const SEMICOLON_OPTIONAL: &[&str] = &["amp", "AMP", "lt", "LT", "gt", "GT", "quot", "QUOT"];

/// The other names, the characters in order.
#[rustfmt::skip]
const NAMES: &[(&[&str], char)] = &[
    (&["Tab"], '\t'), (&["NewLine"], '\n'), (&["excl"], '!'), (&["QUOT", "quot"], '"'), (&["num"], '#'),
    (&["dollar"], '$'), (&["percnt"], '%'), (&["AMP", "amp"], '&'), (&["apos"], '\''), (&["lpar"], '('),
    (&["rpar"], ')'), (&["ast"], '*'), (&["plus"], '+'), (&["comma"], ','), (&["period"], '.'),
    (&["sol"], '/'), (&["colon"], ':'), (&["semi"], ';'), (&["LT", "lt"], '<'), (&["equals"], '='),
    (&["GT", "gt"], '>'), (&["quest"], '?'), (&["commat"], '@'), (&["lbrack", "lsqb"], '['),
    (&["bsol"], '\\'), (&["rbrack", "rsqb"], ']'), (&["lowbar"], '_'), (&["grave"], '`'),
    (&["lbrace", "lcub"], '{'), (&["verbar", "vert"], '|'), (&["rbrace", "rcub"], '}'), (&["OElig"], 'Œ'),
    (&["oelig"], 'œ'), (&["Scaron"], 'Š'), (&["scaron"], 'š'), (&["Yuml"], 'Ÿ'), (&["fnof"], 'ƒ'),
    (&["circ"], 'ˆ'), (&["tilde"], '˜'), (&["Alpha"], 'Α'), (&["Beta"], 'Β'), (&["Gamma"], 'Γ'),
    (&["Delta"], 'Δ'), (&["Epsilon"], 'Ε'), (&["Zeta"], 'Ζ'), (&["Eta"], 'Η'), (&["Theta"], 'Θ'),
    (&["Iota"], 'Ι'), (&["Kappa"], 'Κ'), (&["Lambda"], 'Λ'), (&["Mu"], 'Μ'), (&["Nu"], 'Ν'), (&["Xi"], 'Ξ'),
    (&["Omicron"], 'Ο'), (&["Pi"], 'Π'), (&["Rho"], 'Ρ'), (&["Sigma"], 'Σ'), (&["Tau"], 'Τ'),
    (&["Upsilon"], 'Υ'), (&["Phi"], 'Φ'), (&["Chi"], 'Χ'), (&["Psi"], 'Ψ'), (&["Omega"], 'Ω'),
    (&["alpha"], 'α'), (&["beta"], 'β'), (&["gamma"], 'γ'), (&["delta"], 'δ'), (&["epsilon"], 'ε'),
    (&["zeta"], 'ζ'), (&["eta"], 'η'), (&["theta"], 'θ'), (&["iota"], 'ι'), (&["kappa"], 'κ'),
    (&["lambda"], 'λ'), (&["mu"], 'μ'), (&["nu"], 'ν'), (&["xi"], 'ξ'), (&["omicron"], 'ο'), (&["pi"], 'π'),
    (&["rho"], 'ρ'), (&["sigmaf"], 'ς'), (&["sigma"], 'σ'), (&["tau"], 'τ'), (&["upsilon"], 'υ'),
    (&["phi"], 'φ'), (&["chi"], 'χ'), (&["psi"], 'ψ'), (&["omega"], 'ω'), (&["thetasym"], 'ϑ'),
    (&["upsih"], 'ϒ'), (&["piv"], 'ϖ'), (&["ensp"], '\u{2002}'), (&["emsp"], '\u{2003}'),
    (&["emsp13"], '\u{2004}'), (&["emsp14"], '\u{2005}'), (&["numsp"], '\u{2007}'),
    (&["puncsp"], '\u{2008}'), (&["thinsp"], '\u{2009}'), (&["hairsp"], '\u{200A}'),
    (&["zwnj"], '\u{200C}'), (&["zwj"], '\u{200D}'), (&["lrm"], '\u{200E}'), (&["rlm"], '\u{200F}'),
    (&["dash", "hyphen"], '‐'), (&["ndash"], '–'), (&["mdash"], '—'), (&["horbar"], '―'), (&["lsquo"], '‘'),
    (&["rsquo"], '’'), (&["sbquo"], '‚'), (&["ldquo"], '“'), (&["rdquo"], '”'), (&["bdquo"], '„'),
    (&["dagger"], '†'), (&["Dagger"], '‡'), (&["bull"], '•'), (&["nldr"], '‥'), (&["hellip"], '…'),
    (&["permil"], '‰'), (&["prime"], '′'), (&["Prime"], '″'), (&["lsaquo"], '‹'), (&["rsaquo"], '›'),
    (&["oline"], '‾'), (&["frasl"], '⁄'), (&["euro"], '€'), (&["image"], 'ℑ'), (&["numero"], '№'),
    (&["weierp"], '℘'), (&["real"], 'ℜ'), (&["trade"], '™'), (&["alefsym"], 'ℵ'), (&["larr"], '←'),
    (&["uarr"], '↑'), (&["rarr"], '→'), (&["darr"], '↓'), (&["harr"], '↔'), (&["crarr"], '↵'),
    (&["lArr"], '⇐'), (&["uArr"], '⇑'), (&["rArr"], '⇒'), (&["dArr"], '⇓'), (&["hArr"], '⇔'),
    (&["forall"], '∀'), (&["part"], '∂'), (&["exist"], '∃'), (&["empty"], '∅'), (&["nabla"], '∇'),
    (&["isin"], '∈'), (&["notin"], '∉'), (&["ni"], '∋'), (&["prod"], '∏'), (&["sum"], '∑'),
    (&["minus"], '−'), (&["setminus"], '∖'), (&["lowast"], '∗'), (&["radic"], '√'), (&["prop"], '∝'),
    (&["infin"], '∞'), (&["ang"], '∠'), (&["and"], '∧'), (&["or"], '∨'), (&["cap"], '∩'), (&["cup"], '∪'),
    (&["int"], '∫'), (&["there4"], '∴'), (&["sim"], '∼'), (&["cong"], '≅'), (&["asymp"], '≈'),
    (&["ne"], '≠'), (&["equiv"], '≡'), (&["le"], '≤'), (&["ge"], '≥'), (&["sub"], '⊂'), (&["sup"], '⊃'),
    (&["nsub"], '⊄'), (&["sube"], '⊆'), (&["supe"], '⊇'), (&["oplus"], '⊕'), (&["otimes"], '⊗'),
    (&["perp"], '⊥'), (&["sdot"], '⋅'), (&["lceil"], '⌈'), (&["rceil"], '⌉'), (&["lfloor"], '⌊'),
    (&["rfloor"], '⌋'), (&["lang"], '〈'), (&["rang"], '〉'), (&["squ", "square"], '□'), (&["loz"], '◊'),
    (&["cir"], '○'), (&["starf"], '★'), (&["star"], '☆'), (&["spades"], '♠'), (&["clubs"], '♣'),
    (&["hearts"], '♥'), (&["diams"], '♦'), (&["check"], '✓'), (&["cross"], '✗'), (&["les"], '⩽'),
    (&["ges"], '⩾'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_become_characters() {
        for (source, expected) in [
            ("&ldquo;一&rdquo;&mdash;&middot;&hellip;", "“一”—·…"),
            ("&#8220;&#x201D;&#X3000;&#12288", "“”\u{3000}\u{3000}"),
            ("a&nbsp;b&nbspc", "a\u{A0}b\u{A0}c"),
            ("&#147;&#148;&#150;", "“”–"),
            ("&lt;p&gt; &amp;nbsp; R&D &AMP;", "<p> &nbsp; R&D &"),
            ("&#0;&#xD800;&#9999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&&&;&#;&#x;&nosuch;", "&&&;&#;&#x;&nosuch;"),
            ("&eacute;&times;&divide;&plusmn;&sup2;&deg;", "é×÷±²°"),
            ("?a=1&copy=2&notin", "?a=1©=2¬in"),
            ("&emsp;&ensp;&thinsp;&zwnj;", "\u{2003}\u{2002}\u{2009}\u{200C}"),
        ] {
            assert_eq!(decode(source), expected, "{source}");
        }
    }
}
