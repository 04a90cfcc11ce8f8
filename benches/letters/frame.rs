//! Head and tail of a letter: title, numbers, addressee, opening; thanks, signature, date.

use super::domains::DOMAINS;
use super::words::{DEPARTMENTS, PARTIES, PROVINCES};
use super::{Letter, Seed, slots};

/// Bodies that answer, by turns: six provinces with ten each, three of them of the province itself.
const BODIES: usize = 60;
const YEARS: usize = 7;

/// Everything above the first paragraph of the body.
pub fn open(seed: u64, number: usize) -> Letter {
    let mut seed = Seed(seed ^ (number as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93));
    let body = number % BODIES;
    let (province, place) = (body % PROVINCES.len(), body / PROVINCES.len());
    let year = 2019 + number / BODIES % YEARS;
    let round = number / (BODIES * YEARS);
    let domain = seed.rank(DOMAINS.len());
    let (department, mark) = DEPARTMENTS[DOMAINS[domain].department];
    let (level, region, letterhead, own) = match place {
        0..=2 => {
            let (name, character) = PROVINCES[province];
            ("省", name.to_owned(), character.to_owned(), "厅")
        }
        _ => {
            let town = slots::town(province, place);
            let letterhead = town.chars().take(1).collect();
            let level = if place < 6 { "市" } else { "县" };
            (level, town + level, letterhead, "局")
        }
    };
    let own = if department == "卫生健康" || department == "发展和改革" { "委" } else { own };
    let sign = format!("{region}{department}{}", if own == "委" { "委员会" } else { own });
    // A case number is given once a body and year.
    let case = 1 + ((round * 3 + if place < 3 { place } else { 0 }) * 389 + year * 71 + body * 13) % 2003;
    let deputies = seed.chance(30);
    let (assembly, kind, member) =
        if deputies { ("人大", "建议", "代表") } else { ("政协", "提案", "委员") };
    let sitting = format!(
        "第{}届{}次会议",
        ["十二", "十三", "十四"][(year - 2018) / 3 % 3],
        ["一", "二", "三"][year % 3]
    );
    let mut letter = Letter {
        out: String::new(),
        unit: format!("{level}{department}{own}"),
        seed,
        province,
        level,
        own,
        sign,
        year,
        domain,
    };
    let serial = letter.seed.skewed(1, 600);
    let form = *letter.seed.pick(&["函", "发", "建复", "提复"]);
    let title = format!("对{level}{assembly}{sitting}第{case:04}号{kind}的答复\n");
    let doc = format!("{letterhead}{mark}{form}〔{year}〕{serial}号\n");
    letter.out += &title;
    letter.out += &doc;
    if letter.seed.chance(35) {
        letter.out += *letter.seed.pick(&["A类\n", "B类\n", "C类\n"]);
    }
    let addressee = match letter.seed.below(10) {
        0 => format!("{}{region}委会", letter.seed.pick(PARTIES)),
        1 => format!("{}、{}{member}", slots::person(&mut letter.seed), slots::person(&mut letter.seed)),
        _ => format!("{}{member}", slots::person(&mut letter.seed)),
    };
    let topic = letter.topic();
    let manner = *letter.seed.pick(&["加强", "推进", "加快", "完善", "支持"]);
    letter.out += &format!("{addressee}：\n");
    letter.line(&format!("您提出的《关于{manner}{topic}的{kind}》（第{case:04}号）收悉，现答复如下："));
    letter
}

/// Everything below the body.
pub fn close(mut letter: Letter) -> String {
    let thanks = *letter.seed.pick(&[
        "感谢您对我们工作的关心和支持。",
        "衷心感谢您的关心，欢迎继续提出宝贵意见。",
        "以上答复，如有不妥，敬请批评指正。",
    ]);
    letter.line(thanks);
    let (month, day) = (3 + letter.seed.below(9), 1 + letter.seed.below(28));
    letter.out += &format!("{}\n{}年{month}月{day}日\n", letter.sign, letter.year);
    letter.out
}
