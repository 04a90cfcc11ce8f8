//! The unit's own voice: 我局, 我们, 本厅.
//!
//! In: canonical text. Out: where the unit speaks of itself, not of its place (我县) or its country (我国).

/// Characters after 我 that make a place of it (我县), not the unit itself.
const PLACES: &[char] = &['县', '市', '区', '省', '国', '州', '旗', '盟', '党', '军', '村'];

/// The words by which the unit speaks of itself at `at`, where 我 or 本 stands.
pub(crate) fn own_at(s: &str, at: usize) -> Option<&str> {
    let rest = &s[at..];
    let mut characters = rest.chars();
    let (c, next) = (characters.next()?, characters.next()?);
    let unit = match c {
        '我' => !PLACES.contains(&next) && !s[..at].ends_with('自'),
        _ => matches!(next, '局' | '厅' | '委' | '办') && !s[..at].ends_with(['基', '根', '成']),
    };
    unit.then_some(&rest[..c.len_utf8() + next.len_utf8()])
}

/// True when the unit itself is the one who acts in a heading.
pub(crate) fn names_itself(s: &str) -> bool {
    s.match_indices(['我', '本']).any(|(at, _)| own_at(s, at).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_names_itself_and_a_place_does_not() {
        assert!(names_itself("我局加强巡逻"));
        assert!(names_itself("关于本厅的职责"));
        for text in ["我县加强巡逻", "基本情况", "自我管理"] {
            assert!(!names_itself(text), "{text}");
        }
    }
}
