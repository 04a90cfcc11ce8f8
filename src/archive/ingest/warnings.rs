//! What looks wrong about a text that was recovered without an error.
//!
//! In: a text and its facts. Out: reasons to look at the file. Nothing is left out or changed for them.

use crate::archive::facts::Facts;
use crate::archive::report::Reason;
use dafu_letters::text::Text;

/// Characters that stand in texts decoded with the wrong encoding and hardly in any other.
const MOJIBAKE: &str = "锟斤烫屯鎴鐨浠勫璇锛銆骞涓";

/// What looks wrong about a text.
pub(crate) fn warnings(text: &Text, facts: &Facts) -> Vec<Reason> {
    let mut warnings = Vec::new();
    let visible = |c: &char| !c.is_whitespace();
    if text.as_str().chars().filter(visible).nth(49).is_none() {
        warnings.push(Reason::Short);
    }
    if !facts.has_header() {
        warnings.push(Reason::NoHeader);
    }
    let (mut odd, mut all) = (0u64, 0u64);
    for c in text.as_str().chars().filter(visible) {
        all += 1;
        odd += u64::from(is_odd(c));
    }
    // One in fifty: rare characters come singly, broken encodings in masses.
    if odd * 50 > all {
        warnings.push(Reason::Mojibake);
    }
    warnings
}

fn is_odd(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{C0}'..='\u{FF}')
        || (c.is_control() && !c.is_whitespace())
        || MOJIBAKE.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::metadata::Metadata;
    use dafu_letters::reply::parse;

    fn warned(text: &str) -> Vec<Reason> {
        let text = Text::from_lines(text);
        let reply = parse(&text);
        let facts = Facts::of(&text, &reply, &Metadata::default(), &[]);
        warnings(&text, &facts)
    }

    #[test]
    fn successes_that_look_wrong_are_named() {
        assert!(warned("感谢您的关心。").contains(&Reason::Short));
        assert!(warned(&"感谢您的关心和支持。".repeat(9)).contains(&Reason::NoHeader));
        assert!(warned(&"锟斤拷锟斤拷".repeat(20)).contains(&Reason::Mojibake));
        assert!(!warned(&"感谢您的关心和支持。".repeat(9)).contains(&Reason::Mojibake));
    }
}
