//! Text objects that share one box.
//!
//! In: the text objects of a page in the order of painting. Out: the same, those made one that lie in the very same
//! box. A converter gives each font's part of a line the box of the whole line and spreads its glyphs over it, so
//! that only the order of painting tells the order of the parts.

use super::glyphs::Object;
use dafu_words::script::is_han;

/// Joins objects that follow each other in the same box.
pub(super) fn joined(objects: Vec<Object>) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::with_capacity(objects.len());
    let mut spread = false;
    for object in objects {
        match found.last_mut() {
            Some(last) if shares(last, &object) => {
                for (code, more) in last.codes.iter_mut().zip(object.codes) {
                    code.text += without_gap(&code.text, &more.text);
                }
                spread = true;
            }
            last => {
                last.filter(|_| spread).into_iter().for_each(spread_out);
                spread = false;
                found.push(object);
            }
        }
    }
    found.last_mut().filter(|_| spread).into_iter().for_each(spread_out);
    found
}

/// True when both are parts of one line; bold is faked by painting the same text twice.
fn shares(last: &Object, object: &Object) -> bool {
    let [.., width, height] = object.area;
    let (Some(code), Some(more)) = (last.codes.first(), object.codes.first()) else { return false };
    let one = last.codes.len() == 1 && object.codes.len() == 1;
    one && width > 0.0
        && height > 0.0
        && height < object.size * 4.0
        && last.area == object.area
        && last.matrix == object.matrix
        && (code.x, code.y) == (more.x, more.y)
        && !code.text.ends_with(more.text.as_str())
}

/// `more` without the space that the converter took the gap between figures and Han characters for.
fn without_gap<'a>(text: &str, more: &'a str) -> &'a str {
    let bare = more.trim_start_matches(' ');
    let before = text.chars().next_back().is_some_and(is_han);
    let behind = bare.chars().next().is_some_and(is_han);
    if before != behind { bare } else { more }
}

/// Spreads the glyphs of a joined object evenly over its box.
fn spread_out(object: &mut Object) {
    let scale = object.matrix.first().copied().unwrap_or(1.0).abs().max(1e-3);
    let width = object.area.get(2).copied().unwrap_or(0.0) / scale;
    for code in &mut object.codes {
        let count = code.text.chars().count().max(1);
        code.right = format!("g {} {}", count - 1, width / count as f32);
    }
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::Code;
    use super::*;

    fn object(area: [f32; 4], text: &str) -> Object {
        let code = Code { y: 2.0, text: text.to_owned(), ..Code::default() };
        Object {
            area,
            size: 2.0,
            codes: vec![code],
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            ..Object::default()
        }
    }

    #[test]
    fn parts_of_a_line_in_one_box_are_joined_as_they_were_painted() {
        let line = [10.0, 14.0, 20.0, 2.4];
        let objects = ["望科〔", "2024", "〕", "17", "号"].map(|text| object(line, text)).to_vec();
        let found = joined([objects, vec![object([10.0, 20.0, 20.0, 2.4], "号")]].concat());
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].codes[0].text, "望科〔2024〕17号");
        assert_eq!(found[0].codes[0].right, "g 10 1.8181819");
    }

    #[test]
    fn a_text_painted_twice_is_not_joined_to_itself() {
        let line = [10.0, 14.0, 20.0, 2.4];
        assert_eq!(joined(vec![object(line, "答复"), object(line, "答复")]).len(), 2);
    }
}
