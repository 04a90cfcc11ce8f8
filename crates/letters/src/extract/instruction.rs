//! What a field shows that has no stored result: EQ and SYMBOL.
//!
//! In: the instruction of a field, e.g. `EQ \o\ac(○,1)`. Out: the characters that a page shows, if it shows any.
//! Encircled characters and pinyin over a character are written in this way by Chinese word processors.

use crate::extract::counting::Counting;
use crate::extract::glyphs;

/// Instructions within each other that are followed.
const DEEPEST: usize = 6;
/// Bytes of an instruction that is looked at.
const LONGEST: usize = 2000;

/// What the field with this instruction shows.
pub(super) fn shown(instruction: &str) -> Option<String> {
    let instruction = instruction.trim();
    if instruction.len() > LONGEST {
        return None;
    }
    let (name, rest) = instruction.split_once(char::is_whitespace)?;
    match name.to_ascii_uppercase().as_str() {
        "EQ" => Some(equation(rest, DEEPEST)).filter(|text| !text.is_empty()),
        "SYMBOL" => symbol(rest).map(String::from),
        _ => None,
    }
}

/// `SYMBOL 254 \f "Wingdings"`.
fn symbol(rest: &str) -> Option<char> {
    let code = rest.split_whitespace().next()?;
    let code = match code.strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let font = rest.split('"').nth(1).unwrap_or_default();
    char::from_u32(code).map(|c| glyphs::shown(font, c)).filter(|c| !c.is_control())
}

/// The characters of an equation, without what only places them.
fn equation(source: &str, depth: usize) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if c != '\\' {
            out.push(c);
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
            continue;
        }
        let switch = rest.chars().nth(1).map(|c| c.to_ascii_lowercase());
        // A switch of the whole, such as `\* jc2`, has no arguments of its own.
        if switch == Some('*') {
            let next = rest.char_indices().skip(1).find(|(_, c)| *c == '\\').map_or(rest.len(), |(at, _)| at);
            rest = rest.get(next..).unwrap_or_default();
            continue;
        }
        let Some((arguments, after)) = arguments(rest).filter(|_| depth > 0) else { break };
        let shown: Vec<String> = arguments.iter().map(|a| equation(a.trim(), depth - 1)).collect();
        match (switch, shown.as_slice()) {
            (Some('o'), [frame, number]) => out += &framed(frame, number),
            (Some('o'), _) => out += shown.last().map_or("", String::as_str),
            (Some('f'), [above, below]) => out += &format!("{above}/{below}"),
            _ => out += &shown.concat(),
        }
        rest = after;
    }
    out.trim().to_owned()
}

/// The arguments in the next brackets of `rest`, and what follows them.
fn arguments(rest: &str) -> Option<(Vec<&str>, &str)> {
    let open = rest.find('(')?;
    let (mut nested, mut start, mut found) = (0usize, open + 1, Vec::new());
    for (at, c) in rest.char_indices().skip_while(|(at, _)| *at < open) {
        match c {
            '(' => nested += 1,
            ')' if nested == 1 => {
                found.push(rest.get(start..at)?);
                return Some((found, rest.get(at + 1..)?));
            }
            ')' => nested -= 1,
            ',' | ';' if nested == 1 => {
                found.push(rest.get(start..at)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    None
}

/// A number in a circle; anything else in a frame stands for itself.
fn framed(frame: &str, text: &str) -> String {
    let is_round = matches!(frame, "○" | "〇" | "◯" | "O");
    match text.parse::<u32>() {
        Ok(n) if is_round && (1..=50).contains(&n) => Counting::named("decimalEnclosedCircle").show(n),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn fields_without_a_result_show_what_their_instruction_says() {
        let cases = [
            (r"EQ \o\ac(○,1)", Some("①")),
            (r"eq \o\ac(○,密)", Some("密")),
            (r#" EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(nóng),农)"#, Some("农")),
            (r"EQ \f(1,3)", Some("1/3")),
            (r#"SYMBOL 254 \f "Wingdings" \s 12"#, Some("☑")),
            (r"PAGE \* MERGEFORMAT", None),
            (r"EQ \o\ac(○,1", None),
            ("EQ", None),
        ];
        for (instruction, text) in cases {
            assert_eq!(shown(instruction).as_deref(), text, "{instruction}");
        }
        let deep = format!("EQ {}", r"\o(".repeat(500));
        assert_eq!(shown(&deep), None);
    }
}
