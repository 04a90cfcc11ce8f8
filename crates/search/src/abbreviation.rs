//! Short and long names of public bodies, at every level: 省科技厅 is 省科学技术厅.
//!
//! In: a unit's name as a filter has it. Out: every form in which letters may have it. The parser's table
//! (`forms::units` of the letters) goes one way only, from a short name to its one full name; this one goes both ways
//! and knows several long names of one body (人力资源社会保障, 人力资源和社会保障). What stands in one
//! table alone would change what the other finds, so they stay two.

/// Short stem, long stem; a suffix (厅 局 委 部 办 …) follows either.
const STEMS: &[(&str, &str)] = &[
    ("科技", "科学技术"),
    ("人社", "人力资源和社会保障"),
    ("人社", "人力资源社会保障"),
    ("发改", "发展和改革"),
    ("发改", "发展改革"),
    ("工信", "工业和信息化"),
    ("经信", "经济和信息化"),
    ("卫健", "卫生健康"),
    ("住建", "住房和城乡建设"),
    ("住建", "住房城乡建设"),
    ("文旅", "文化和旅游"),
    ("教体", "教育体育"),
    ("自规", "自然资源和规划"),
    ("市监", "市场监督管理"),
    ("市场监管", "市场监督管理"),
    ("城管", "城市管理"),
    ("城管", "城市管理行政执法"),
    ("交警", "公安局交通警察"),
    ("交通", "交通运输"),
    ("农牧", "农牧业"),
    ("退役", "退役军人事务"),
    ("医保", "医疗保障"),
    ("国资", "国有资产监督管理"),
    ("林草", "林业和草原"),
    ("环保", "生态环境"),
    ("应急", "应急管理"),
    ("粮食", "粮食和物资储备"),
    ("地方金融", "地方金融监督管理"),
    ("政府办", "人民政府办公室"),
    ("民宗", "民族宗教事务"),
    ("国动", "国防动员"),
    ("体育", "体育"),
];

/// Bodies that are several in one: their stems, and the stems of those that went into them. 教育局 is asked for where the
/// county has a 教体局 (教育体育局).
const MERGED: &[(&[&str], &[&str])] = &[
    (&["教体", "教育体育", "教育和体育", "教育科技体育", "教科体"], &["教育", "体育"]),
    (&["教科", "教育科技", "教育和科技"], &["教育", "科技", "科学技术"]),
    (&["文旅", "文化旅游", "文化和旅游"], &["文化", "旅游"]),
    (
        &["文旅体", "文化旅游体育", "文化旅游和体育", "文体旅", "文化体育和旅游", "文化体育旅游"],
        &["文化", "旅游", "体育"],
    ),
    (&["文广旅", "文旅广电", "文化广电旅游", "文化广电和旅游", "文化旅游广电"], &["文化", "广电", "旅游"]),
    (
        &["文广旅体", "文旅广体", "文化广电旅游体育", "文化旅游广电体育", "文化和旅游广电体育"],
        &["文化", "广电", "旅游", "体育"],
    ),
    (
        &["农水", "农业水利", "农业和水利", "农业农村和水利", "农业农村水利"],
        &["农业", "农业农村", "水利", "水务"],
    ),
    (&["农牧", "农牧业", "农业畜牧"], &["农业", "畜牧"]),
    (&["林水", "林业水利", "林业和水利"], &["林业", "水利", "水务"]),
    (&["住建", "住房和城乡建设", "住房城乡建设", "住房建设"], &["建设", "城乡建设", "房管"]),
    (&["住建交通", "住房建设和交通运输", "建设交通"], &["住建", "交通", "交通运输", "建设"]),
    (&["卫健", "卫生健康", "卫计", "卫生和计划生育"], &["卫生"]),
    (&["人社", "人力资源和社会保障", "人力资源社会保障"], &["人事", "劳动", "劳动保障", "社会保障"]),
    (
        &["工信", "工业和信息化", "经信", "经济和信息化", "科工信", "科技工业和信息化", "科技和工业信息化"],
        &["工业", "信息化"],
    ),
    (
        &[
            "科工信",
            "科技工业和信息化",
            "科技和工业信息化",
            "科学技术和工业信息化",
            "工信科技",
            "工业信息化和科技",
        ],
        &["科技", "科学技术", "工信", "工业和信息化"],
    ),
    (&["商务粮食", "发改商务", "发展改革和商务"], &["商务", "发改"]),
    (&["自然资源和规划", "自规", "自然资源"], &["国土", "国土资源", "规划"]),
    (&["林草", "林业和草原", "自然资源和林业", "自然资源林业"], &["林业"]),
    (&["生态环境"], &["环境保护", "环保"]),
    (&["市监", "市场监管", "市场监督管理"], &["工商", "质监", "食药监", "工商行政管理"]),
    (&["民宗", "民族宗教", "民族宗教事务"], &["民族", "宗教", "民委"]),
];

/// Suffixes: short, long.
const SUFFIXES: &[(&str, &str)] = &[
    ("委", "委员会"),
    ("厅", "厅"),
    ("局", "局"),
    ("部", "部"),
    ("办", "办公室"),
    ("支队", "支队"),
    ("大队", "大队"),
];

/// `name` and every other form in which it is known, `name` first.
///
/// Only the part that is a known stem with a suffix is replaced; what stands before it (省, 望澜市) stays.
pub(crate) fn variants(name: &str) -> Vec<String> {
    let mut forms = vec![name.to_owned()];
    for &(short, long) in STEMS {
        for &(short_end, long_end) in SUFFIXES {
            for (from, to) in [
                (format!("{long}{long_end}"), format!("{short}{short_end}")),
                (format!("{short}{long_end}"), format!("{long}{long_end}")),
                (format!("{short}{short_end}"), format!("{long}{long_end}")),
            ] {
                if from != to
                    && name.contains(&from)
                    && !(from.ends_with(short_end) && name.contains(&format!("{from}员会")))
                {
                    forms.push(name.replacen(&from, &to, 1));
                }
            }
        }
    }
    forms.extend(merged(name));
    if name.ends_with("政府办") {
        forms.push(name.replacen("政府办", "人民政府办公室", 1));
    }
    forms.sort();
    forms.dedup();
    if let Some(own) = forms.iter().position(|form| form == name) {
        forms.swap(0, own);
    }
    forms
}

/// Names of the bodies into which the one called `name` went.
fn merged(name: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for &(stems, members) in MERGED {
        for member in members {
            for &(short_end, long_end) in SUFFIXES {
                for end in [short_end, long_end] {
                    let Some(head) = name.strip_suffix(end).and_then(|name| name.strip_suffix(member)) else {
                        continue;
                    };
                    // 体育局 within 教育体育局 is the name of the whole already.
                    if stems
                        .iter()
                        .any(|stem| stem.ends_with(member) && name.contains(&format!("{stem}{end}")))
                    {
                        continue;
                    }
                    forms.extend(stems.iter().map(|stem| format!("{head}{stem}{end}")));
                }
            }
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn a_body_is_found_under_the_name_of_the_one_it_went_into() {
        for (asked, found) in [
            ("教育局", "教体局"),
            ("教育局", "教育体育局"),
            ("槐溪县教育局", "槐溪县教体局"),
            ("体育局", "教育和体育局"),
            ("旅游局", "文化广电和旅游局"),
            ("文化局", "文旅局"),
            ("水利局", "农水局"),
            ("建设局", "住建局"),
            ("卫生局", "卫健局"),
            ("科技局", "科工信局"),
        ] {
            assert!(variants(asked).contains(&found.to_owned()), "{asked}: {:?}", variants(asked));
        }
        assert!(!variants("教体局").contains(&"教育局".to_owned()), "the whole is no part");
    }

    #[test]
    fn short_and_long_names_lead_to_each_other() {
        assert!(variants("科技厅").contains(&"科学技术厅".to_owned()));
        assert!(variants("安澜省科学技术厅").contains(&"安澜省科技厅".to_owned()));
        assert!(variants("省发改委").contains(&"省发展和改革委员会".to_owned()));
        assert!(variants("市卫生健康委员会").contains(&"市卫健委".to_owned()));
        assert_eq!(variants("气象站"), ["气象站"]);
    }
}
