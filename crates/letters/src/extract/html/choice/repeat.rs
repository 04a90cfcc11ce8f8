//! A letter that its page holds twice: for readers on telephones, for printing.
//!
//! In: the lines chosen. Out: the same without a second copy. Paragraphs that a letter itself repeats are short or few.

use crate::extract::html::lines::line::PageLine;
use crate::extract::html::markup::steps;
use std::collections::HashMap;

/// Characters of a line by which a copy is found.
const LONG: u32 = 20;
/// Characters that a copy has at least, in two lines or more: a letter can say one thing twice.
const LEAST: u32 = 40;

/// The lines without the second copy of any run of them.
pub(crate) fn once(lines: Vec<PageLine>) -> Vec<PageLine> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut out = vec![false; lines.len()];
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let earlier = if line.chars >= LONG { first.get(line.text.trim()).copied() } else { None };
        let Some(earlier) = earlier else {
            first.entry(line.text.trim()).or_insert(at);
            at += 1;
            continue;
        };
        // A run ends where the first copy ends, for that is where the second one begins.
        let same = |nth: &usize| {
            steps::add(1);
            let (one, two) = (lines.get(earlier + nth), lines.get(at + nth));
            earlier + nth < at && one.zip(two).is_some_and(|(one, two)| one.text.trim() == two.text.trim())
        };
        let length = (0..).take_while(same).count();
        let chars: u32 = lines.iter().skip(at).take(length).map(|line| line.chars).sum();
        // A copy follows what it copies: nothing much stands between the two.
        let follows = length * 10 >= (at - earlier) * 6;
        if length >= 2 && chars >= LEAST && follows {
            // Short lines before it, a title say, are the copy's too.
            let before = (1..=earlier.min(6)).take_while(|back| {
                let (one, two) = (lines.get(earlier - back), lines.get(at.wrapping_sub(*back)));
                one.zip(two).is_some_and(|(one, two)| one.text.trim() == two.text.trim())
            });
            let start = at - before.count().min(at - earlier);
            out.iter_mut().take(at + length).skip(start).for_each(|out| *out = true);
        }
        at += length.max(1);
    }
    lines.into_iter().zip(out).filter(|(_, out)| !out).map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(lines: &[&str]) -> String {
        let line = |text: &&str| PageLine { chars: text.chars().count() as u32, ..PageLine::plain(text) };
        once(lines.iter().map(line).collect()).into_iter().map(|line| line.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_second_copy_goes_with_its_title_and_what_a_letter_repeats_stays() {
        let one = "您提出的关于加强社区养老服务的建议收悉，现答复如下。";
        let two = "我局将会同有关部门，进一步完善社区养老服务的各项设施。";
        assert_eq!(kept(&["答复", one, two, "答复", one, two, "某局"]), ["答复", one, two, "某局"].join("|"));
        // One line that stands twice is no copy; neither is what much else stands before.
        assert_eq!(kept(&[one, "一", one]), [one, "一", one].join("|"));
        let far = [one, two, "一", "二", "三", "四", one, two];
        assert_eq!(kept(&far), far.join("|"));
    }
}
