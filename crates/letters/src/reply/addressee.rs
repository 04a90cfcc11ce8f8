//! The line that a letter is addressed to: names up to a colon, or a greeting in its place.
//!
//! In: the start of a paragraph. Out: how much of it is the addressee. Who is meant is read by `people`.

use crate::forms::docnos;
use crate::forms::look::{find, starts};
use crate::forms::openings;
use crate::forms::units;
use dafu_words::punctuation;

/// Greetings in place of the addressee's colon.
const GREETINGS: &[&str] =
    &["，您好", "，你好", "，您们好", "，你们好", "代表您好", "代表你好", "委员您好", "委员你好"];
/// Greetings that stand alone.
const ALONE: &[&str] = &["您好", "你好", "您们好", "你们好", "大家好", "扎西德勒"];
/// Words before an addressee.
const LEADS: &[&str] = &["致：", "主送："];
/// Ends of an addressee that stands alone without a colon.
const PERSONS: &[&str] = &["委员", "代表"];

/// True for a line that is an addressee, or begins with one and goes on as letters do.
pub(super) fn is_line(s: &str) -> bool {
    let rest = docnos::read(s).map_or(s, |number| &s[number.length..]);
    length(rest).is_some_and(|length| length == rest.len() || openings::may_follow_addressee(&rest[length..]))
}

/// Length of the addressee at the start of `s`, colon included.
pub(super) fn length(s: &str) -> Option<usize> {
    if let Some(lead) = LEADS.iter().find(|word| s.starts_with(**word)) {
        return length(&s[lead.len()..]).map(|length| lead.len() + length);
    }
    let end = find(openings::addressee_window(s), "：");
    if let Some(end) = end
        && openings::is_addressee(&s[..end])
        && units::role(&s[..end]).is_none()
    {
        return Some(end + punctuation::COLON.len_utf8());
    }
    if let Some(length) = greeted(s) {
        return Some(length);
    }
    // 王五委员, or torn off behind its comma: 王五委员，
    let bare = s.strip_suffix('，').unwrap_or(s);
    let whole = end.is_none() && s.len() <= 4 * 30 && s.chars().count() <= 30 && !bare.contains('，');
    (whole && PERSONS.iter().any(|word| bare.ends_with(word)) && openings::is_addressee(bare))
        .then_some(s.len())
}

/// `张三、李小二代表，您们好！`: a greeting in place of the colon.
fn greeted(s: &str) -> Option<usize> {
    let window = openings::addressee_window(s);
    find(window, "好")?;
    let at = GREETINGS
        .iter()
        .filter_map(|word| Some(find(window, word)? + if word.starts_with('，') { 0 } else { "代表".len() }))
        .min()?;
    let end = s[at..].find(['！', '。', '：']).map(|stop| at + stop + '！'.len_utf8())?;
    openings::is_addressee(&s[..at]).then_some(if s[at..].chars().count() <= 6 {
        end
    } else if s[at..].starts_with('，') {
        at + '，'.len_utf8()
    } else {
        at
    })
}

/// True for a paragraph that only greets.
pub(super) fn is_greeting(s: &str) -> bool {
    s.chars().count() <= 8 && starts(s, ALONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Option<&str> {
        length(s).map(|length| &s[..length])
    }

    #[test]
    fn addressees_end_with_a_colon_a_greeting_or_their_line() {
        assert_eq!(read("张三代表：您提出的建议收悉"), Some("张三代表："));
        assert_eq!(read("张三、李小二代表，您们好！"), Some("张三、李小二代表，您们好！"));
        assert_eq!(read("周八代表你好："), Some("周八代表你好："));
        assert_eq!(read("赵六代表，"), Some("赵六代表，"));
        assert_eq!(read("魏三代表"), Some("魏三代表"));
        assert_eq!(read("致：王五委员"), Some("致：王五委员"));
        assert_eq!(read("近年来，我局走访了人大代表"), None);
        assert_eq!(read("协办单位：县水利局"), None);
    }
}
