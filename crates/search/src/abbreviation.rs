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

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn short_and_long_names_lead_to_each_other() {
        assert!(variants("科技厅").contains(&"科学技术厅".to_owned()));
        assert!(variants("安澜省科学技术厅").contains(&"安澜省科技厅".to_owned()));
        assert!(variants("省发改委").contains(&"省发展和改革委员会".to_owned()));
        assert!(variants("市卫生健康委员会").contains(&"市卫健委".to_owned()));
        assert_eq!(variants("气象站"), ["气象站"]);
    }
}
