//! Letters out of a seed: original text of adjustable amount, the same on every machine.

/// A small generator of numbers (SplitMix64): no dependency, no platform in the result.
pub struct Seed(pub u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// One of `from`; the first ones far more often than the last, as words are.
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        let r = self.below(1 << 20) as f64 / f64::from(1 << 20);
        from[((from.len() as f64).powf(r) - 1.0) as usize % from.len()]
    }
}

const UNITS: &[&str] = &[
    "科学技术厅",
    "教育厅",
    "人力资源和社会保障厅",
    "财政厅",
    "农业农村厅",
    "交通运输厅",
    "民政厅",
    "水利厅",
];
const PLACES: &[&str] = &["澜北省", "沙原省", "云汀省", "鹿岭省"];
const TOPICS: &[&str] = &[
    "青年科技人才培养",
    "博士后公寓建设",
    "科研仪器开放共享",
    "科技成果转化",
    "乡村道路养护",
    "城镇老旧小区改造",
    "学前教育普惠发展",
    "养老服务设施布局",
    "农村供水保障",
    "充电设施建设",
    "中医药传承创新",
    "流域水污染治理",
    "职业教育产教融合",
    "新型研发机构培育",
    "冷链物流体系",
    "古树名木保护",
    "基层医疗卫生服务",
    "公共停车管理",
];
const VERBS: &[&str] = &[
    "推进", "完善", "建立", "加强", "组织", "支持", "引导", "出台", "落实", "优化", "开展", "培育", "统筹",
    "规范", "扩大", "深化", "健全", "强化", "搭建", "探索",
];
const OBJECTS: &[&str] = &[
    "工作机制",
    "服务平台",
    "资金投入",
    "人才队伍",
    "项目储备",
    "示范基地",
    "政策体系",
    "信息系统",
    "评价办法",
    "监督检查",
    "宣传培训",
    "路演活动",
    "科创专员选派",
    "博士后工作站",
    "设施改造",
    "试点任务",
    "标准规范",
    "部门联动",
    "考核指标",
    "创新联合体",
    "技术合同登记",
    "概念验证中心",
];
const MANNERS: &[&str] = &["持续", "积极", "进一步", "全面", "有序", "重点", "加快", "分类", "逐步", "大力"];
const THINGS: &[&str] = &["项目", "企业", "单位", "活动", "人员", "村庄", "学校", "平台", "线路", "点位"];

/// Letter number `number` of the collection `seed`, about 3 to 4 KB of UTF-8.
pub fn letter(seed: u64, number: usize) -> String {
    let mut seed = Seed(seed ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let place = PLACES[seed.below(PLACES.len())];
    let unit = UNITS[seed.below(UNITS.len())];
    let year = 2019 + seed.below(7);
    let case = 1 + number % 900;
    let topic = seed.pick(TOPICS);
    let mut out = format!("对省政协第{}届二次会议第{case:04}号提案的答复\n", ["十二", "十三"][seed.below(2)]);
    out += &format!("{}函〔{year}〕{}号\n", &unit[..6], 1 + number % 300);
    out += &format!("{}委员：\n", ["沈言", "陆知", "顾远", "程朗"][seed.below(4)]);
    out += &format!("您提出的《关于加强{topic}的提案》收悉，现答复如下：\n");
    for section in ["一", "二", "三"].iter().take(1 + seed.below(3)) {
        out += &format!("{section}、关于{}的建议。\n", seed.pick(TOPICS));
        for label in ["主要举措：", "主要成效：", "下步打算："] {
            out += label;
            out += "\n";
            for ordinal in ["一是", "二是", "三是"].iter().take(1 + seed.below(3)) {
                out += ordinal;
                for _ in 0..1 + seed.below(3) {
                    sentence(&mut out, &mut seed, year, label == "主要成效：");
                }
            }
            out += "\n";
        }
    }
    out += "感谢您对我们工作的关心和支持。\n";
    out += &format!("{place}{unit}\n{year}年{}月{}日\n", 3 + seed.below(7), 1 + seed.below(28));
    out
}

fn sentence(out: &mut String, seed: &mut Seed, year: usize, figures: bool) {
    let (manner, verb, object) = (seed.pick(MANNERS), seed.pick(VERBS), seed.pick(OBJECTS));
    if figures {
        let (count, thing) = (1 + seed.below(900), seed.pick(THINGS));
        *out += &format!("{year}年共{verb}{object}{count}个{thing}，投入{}万元，", 10 + seed.below(9000));
    } else {
        *out += &format!("{manner}{verb}{object}，围绕{}", seed.pick(TOPICS));
    }
    *out += &format!("{}{}{}。", seed.pick(MANNERS), seed.pick(VERBS), seed.pick(OBJECTS));
}
