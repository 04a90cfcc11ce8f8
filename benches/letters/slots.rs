//! What fills the slots of a pattern.

use super::domains::DOMAINS;
use super::general;
use super::words as w;
use super::{Letter, Seed};

/// Towns of a province.
const TOWNS: usize = 90;

/// A person's name.
pub fn person(seed: &mut Seed) -> String {
    let mut name = character(seed, w::SURNAMES).to_string();
    name.push(character(seed, w::GIVEN));
    if seed.chance(75) {
        let at = seed.below(w::GIVEN.chars().count());
        name.extend(w::GIVEN.chars().nth(at));
    }
    name
}

/// Town `index` of a province, without 市 or 县.
pub fn town(province: usize, index: usize) -> String {
    let nth = |from: &str, at: usize| from.chars().nth(at % from.chars().count());
    let first = nth(w::TOWN_FIRST, province * 5 + index);
    let second = nth(w::TOWN_SECOND, province * 7 + index * 3 + index / 24);
    first.into_iter().chain(second).collect()
}

fn character(seed: &mut Seed, from: &str) -> char {
    let at = seed.rank(from.chars().count());
    from.chars().nth(at).unwrap_or('言')
}

impl Letter {
    /// A sentence after one of `patterns`, without its full stop.
    pub fn fill(&mut self, patterns: &[&str]) -> String {
        let pattern = patterns[self.seed.below(patterns.len())];
        let mut text = String::with_capacity(2 * pattern.len());
        let mut characters = pattern.chars();
        while let Some(c) = characters.next() {
            if c != '{' {
                text.push(c);
                continue;
            }
            if let Some(slot) = characters.next() {
                text += &self.slot(slot);
            }
            characters.next();
        }
        text
    }

    /// A field of work and what is to happen to it: 养老服务能力提升.
    pub fn topic(&mut self) -> String {
        let domain = if self.seed.chance(75) { self.domain } else { self.seed.rank(DOMAINS.len()) };
        format!("{}{}", DOMAINS[domain].name, self.seed.pick(w::ASPECTS))
    }

    fn slot(&mut self, slot: char) -> String {
        let seed = &mut self.seed;
        match slot {
            'v' => (*seed.pick(w::VERBS)).to_owned(),
            'x' => (*seed.pick(&general::NOUNS)).to_owned(),
            'z' => (*seed.pick(&general::VERBS)).to_owned(),
            'm' => (*seed.pick(w::MANNERS)).to_owned(),
            'o' => format!("{}{}", seed.pick(w::OBJECT_FIRST), seed.pick(w::OBJECT_SECOND)),
            't' => self.thing(),
            'T' => self.topic(),
            'd' => DOMAINS[self.domain].name.to_owned(),
            'u' => self.other_unit(),
            'I' => self.own.to_owned(),
            'L' => self.level.to_owned(),
            'p' => {
                let index = seed.rank(TOWNS);
                town(self.province, index) + if index < 6 { "市" } else { "县" }
            }
            'g' => (*seed.pick(w::GROUPS)).to_owned(),
            'r' => (*seed.pick(w::RESULTS)).to_owned(),
            'b' => (*seed.pick(w::PROBLEMS)).to_owned(),
            's' => (*seed.pick(w::MEASURES)).to_owned(),
            'a' => (*seed.pick(w::LATIN)).to_owned(),
            'e' => (2 + seed.below(8)).to_string(),
            'n' => seed.skewed(2, 120).to_string(),
            'N' => seed.skewed(100, 9000).to_string(),
            'c' => format!("{}.{}%", 10 + seed.below(90), seed.below(10)),
            'w' if seed.chance(30) => format!("{}.{}亿元", 1 + seed.below(9), 1 + seed.below(9)),
            'w' => format!("{}万元", seed.skewed(3, 900) * 10),
            'y' => (self.year - seed.below(2)).to_string(),
            'f' => (self.year + seed.below(3)).to_string(),
            'D' => format!("{}月{}日", 1 + seed.below(12), 1 + seed.below(28)),
            'h' => person(seed),
            'k' => self.company(),
            'l' => self.law(),
            'q' => self.cited(),
            _ => String::new(),
        }
    }

    /// Mostly a thing of the letter's field.
    fn thing(&mut self) -> String {
        let domain = if self.seed.chance(85) { self.domain } else { self.seed.rank(DOMAINS.len()) };
        let things = DOMAINS[domain].things;
        let at = self.seed.rank(things.split(' ').count());
        things.split(' ').nth(at).unwrap_or("项目").to_owned()
    }

    fn other_unit(&mut self) -> String {
        let (name, _) = *self.seed.pick(w::DEPARTMENTS);
        let body = match name {
            "卫生健康" | "发展和改革" => "委",
            _ if self.level == "省" => "厅",
            _ => "局",
        };
        let unit = format!("{}{name}{body}", self.level);
        if unit == self.unit { format!("{}政府办公室", self.level) } else { unit }
    }

    fn company(&mut self) -> String {
        let index = self.seed.rank(TOWNS);
        let (first, second) =
            (character(&mut self.seed, w::TRADE_FIRST), character(&mut self.seed, w::TRADE_SECOND));
        let trade = *self.seed.pick(w::TRADES);
        let form = *self.seed.pick(&["公司", "集团", "有限公司"]);
        format!("{}{first}{second}{trade}{form}", town(self.province, index))
    }

    fn law(&mut self) -> String {
        let place = w::PROVINCES[self.province].0;
        let of = if self.seed.chance(50) { DOMAINS[self.domain].name.to_owned() } else { self.thing() };
        format!("《{place}{of}{}》", self.seed.pick(w::LAWS))
    }

    fn cited(&mut self) -> String {
        let head = w::PROVINCES[self.province].1;
        let form = *self.seed.pick(&["政发", "政办发", "财建", "发改规", "办函"]);
        format!("{head}{form}〔{}〕{}号", self.year - self.seed.below(4), self.seed.skewed(1, 180))
    }
}
