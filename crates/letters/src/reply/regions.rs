//! Regions and levels, told by suffix: 省 市 县 区 镇.
//!
//! In: a unit's name or a title. Out: the region it names and the level of government. No gazetteer: invented
//! and renamed places must work.

use crate::forms::look::has;

/// Province-level names whose suffix does not tell (or tells another level).
const PROVINCIAL: &[&str] = &["北京市", "上海市", "天津市", "重庆市", "新疆生产建设兵团"];
/// Autonomous regions end like districts.
const AUTONOMOUS: &[&str] = &["自治区"];
/// Words that a level's suffix is part of by accident.
#[rustfmt::skip]
const FALSE_FRIENDS: &[&str] = &[
    "市场", "区块", "省级", "市政", "城市", "社区", "区域", "地区", "县级", "市级", "区级", "街区", "灾区",
    "园区", "校区", "景区", "县域", "市域", "省域", "库区", "林区", "矿区", "州际", "乡村", "农业农村",
    "城乡", "市民", "开发区", "高新区", "示范区",
];

/// Level of government with the name used in the model.
fn level_of(suffix: char) -> Option<&'static str> {
    Some(match suffix {
        '省' => "province",
        '市' | '州' | '盟' => "city",
        '县' | '区' | '旗' => "county",
        '镇' | '乡' => "township",
        _ => return None,
    })
}

/// The region at the start of a unit's name and its level: `白鹭县水利局` → (`白鹭县`, county).
///
/// Of nested names the innermost counts (`青禾市白鹭县`), given whole.
pub(super) fn of_unit(name: &str) -> Option<(&str, &'static str)> {
    for place in PROVINCIAL {
        if name.starts_with(place) && !name[place.len()..].contains(['区', '县']) {
            return Some((place, "province"));
        }
    }
    if let Some(end) = AUTONOMOUS.iter().find_map(|word| name.find(word).map(|at| at + word.len())) {
        let rest = &name[end..];
        return of_unit(rest)
            .map(|(inner, level)| (&name[..end + inner.len()], level))
            .or(Some((&name[..end], "province")));
    }
    let mut found = None;
    for (at, c) in name.char_indices() {
        let Some(level) = level_of(c) else { continue };
        let end = at + c.len_utf8();
        let accident = FALSE_FRIENDS.iter().any(|word| {
            word.char_indices().filter(|&(_, w)| w == c).any(|(inner, _)| {
                at.checked_sub(inner)
                    .is_some_and(|start| name.get(start..).is_some_and(|rest| rest.starts_with(word)))
            })
        });
        if !accident && at <= 36 && end < name.len() {
            found = Some((&name[..end], level));
        }
    }
    found
}

/// The level that a unit's own kind tells when its name has no region: 厅 is a province's.
pub(super) fn level_of_kind(name: &str) -> Option<&'static str> {
    if name.starts_with("国家")
        || name.starts_with("全国")
        || name.ends_with("部") && name.chars().count() <= 10
    {
        return Some("national");
    }
    (name.ends_with('厅') && !name.ends_with("办公厅")).then_some("province")
}

/// Words that stand behind the region of a sitting.
const BODIES: &[&str] = &["届", "政协", "人大", "人民代表大会"];

/// The level that a title tells: `对县一届人大…` county, `全国人大` national.
pub(super) fn level_of_title(title: &str) -> Option<&'static str> {
    if has(title, "全国委员会") || has(title, "全国人大") || has(title, "全国政协") {
        return Some("national");
    }
    let end = BODIES.iter().filter_map(|word| title.find(word).map(|at| at + word.len() + 24)).max()?;
    let mut end = end.min(title.len());
    while !title.is_char_boundary(end) {
        end -= 1;
    }
    let head = &title[..end];
    head.char_indices()
        .rfind(|&(at, c)| {
            level_of(c).is_some() && !FALSE_FRIENDS.iter().any(|word| head[at..].starts_with(word))
        })
        .and_then(|(_, c)| level_of(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_told_by_their_suffix() {
        assert_eq!(of_unit("白鹭县水利局"), Some(("白鹭县", "county")));
        assert_eq!(of_unit("吉林省科学技术厅"), Some(("吉林省", "province")));
        assert_eq!(of_unit("望澜市市场监督管理局"), Some(("望澜市", "city")));
        assert_eq!(of_unit("某区城市管理行政执法局"), Some(("某区", "county")));
        assert_eq!(of_unit("教育厅"), None);
        assert_eq!(of_unit("某B市水利局"), Some(("某B市", "city")), "one byte before the suffix");
        assert_eq!(level_of_title("关于对县一届人大一次会议第20号建议的答复函"), Some("county"));
    }
}
