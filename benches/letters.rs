//! Letters out of a seed: original text of adjustable amount, the same on every machine.
//!
//! In: a seed and a letter's number. Out: its text, about 3.7 KB of UTF-8. Whole numbers only, so that no platform's
//! arithmetic shows. Nothing is taken from real letters: places, names, companies and terms are composed of parts.

#[path = "letters/domains.rs"]
pub mod domains;
#[path = "letters/frame.rs"]
mod frame;
#[path = "letters/general.rs"]
pub mod general;
#[path = "letters/patterns.rs"]
mod patterns;
#[path = "letters/slots.rs"]
mod slots;
#[path = "letters/words.rs"]
pub mod words;

use patterns as p;

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

    /// From `low` to `high`, both included, small ones far more often.
    fn skewed(&mut self, low: usize, high: usize) -> usize {
        low + self.rank(high - low + 1)
    }

    /// A rank below `n` as words have them (Zipf, the head flattened): an octave first, then a place in it.
    fn rank(&mut self, n: usize) -> usize {
        let octaves = ((n + 7).ilog2() as usize).saturating_sub(2);
        loop {
            let size = 8_usize << self.below(octaves.max(1));
            let rank = size - 8 + self.below(size);
            if rank < n {
                return rank;
            }
        }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.rank(from.len())]
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// How a letter is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// 一、… with 主要举措：主要成效：下步打算： in each.
    Labelled,
    /// 一、… and running text.
    Sections,
    /// Running text from beginning to end.
    Plain,
    /// Labels without numbered sections.
    Blocks,
}

/// Each as often as it stands here.
const SHAPES: [Shape; 10] = [
    Shape::Labelled,
    Shape::Labelled,
    Shape::Sections,
    Shape::Sections,
    Shape::Sections,
    Shape::Plain,
    Shape::Plain,
    Shape::Plain,
    Shape::Plain,
    Shape::Blocks,
];

/// Characters after which a letter comes to its end, and by how many at most this varies. Most letters are short.
const LENGTHS: [(usize, usize); 10] = [
    (100, 200),
    (100, 200),
    (100, 200),
    (200, 300),
    (200, 300),
    (300, 400),
    (300, 400),
    (400, 500),
    (500, 600),
    (1500, 2300),
];

/// A letter in the making.
struct Letter {
    seed: Seed,
    out: String,
    province: usize,
    level: &'static str,
    unit: String,
    own: &'static str,
    sign: String,
    year: usize,
    domain: usize,
}

const NUMERALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];

/// Letter number `number` of the collection `seed`.
pub fn letter(seed: u64, number: usize) -> String {
    let mut letter = frame::open(seed, number);
    let shape = SHAPES[letter.seed.below(SHAPES.len())];
    let (least, more) = LENGTHS[letter.seed.below(LENGTHS.len())];
    let target = 3 * (least + letter.seed.below(more));
    match shape {
        Shape::Labelled | Shape::Sections => {
            for numeral in NUMERALS {
                letter.heading(numeral);
                if shape == Shape::Labelled {
                    letter.labelled()
                } else {
                    letter.running()
                }
                if letter.out.len() >= target {
                    break;
                }
            }
        }
        Shape::Plain => {
            while {
                letter.running();
                letter.out.len() < target
            } {}
        }
        Shape::Blocks => {
            while {
                letter.labelled();
                letter.out.len() < target
            } {}
        }
    }
    frame::close(letter)
}

impl Letter {
    fn heading(&mut self, numeral: &str) {
        let topic = self.topic();
        let ending = *self.seed.pick(&["的建议", "", "方面", "问题"]);
        let stop = if self.seed.chance(60) { "。" } else { "" };
        self.line(&format!("{numeral}、关于{topic}{ending}{stop}"));
    }

    /// One paragraph.
    fn line(&mut self, text: &str) {
        self.out += "　　";
        self.out += text;
        self.out.push('\n');
    }

    /// 主要举措：… 主要成效：… 下步打算：…
    fn labelled(&mut self) {
        let problems = self.seed.chance(25);
        let parts: [(&[&str], &[&str], bool); 4] = [
            (&["主要举措：", "主要做法：", "工作开展情况："], p::MEASURES, true),
            (&["主要成效：", "取得的成效："], p::RESULTS, true),
            (&["存在问题：", "存在的困难："], p::PROBLEMS, problems),
            (&["下步打算：", "下一步工作打算：", "下一步工作："], p::PLANS, true),
        ];
        for (labels, patterns, wanted) in parts {
            if !wanted {
                continue;
            }
            let label = *self.seed.pick(labels);
            match self.seed.below(6) {
                0..=2 => {
                    let text = label.to_owned() + &self.sentences(patterns, 4);
                    self.line(&text);
                }
                3 => {
                    self.line(label);
                    self.items_on_lines(patterns);
                }
                4 => {
                    self.line(label);
                    let text = self.run_in_items(patterns);
                    self.line(&text);
                }
                _ => {
                    let text = label.to_owned() + &self.run_in_items(patterns);
                    self.line(&text);
                }
            }
        }
    }

    /// Paragraphs without labels: how things stand, what was done, what came of it, what is promised.
    fn running(&mut self) {
        let text = self.sentences(p::BACKGROUND, 4);
        self.line(&text);
        match self.seed.below(4) {
            0 => {
                let lead = self.fill(p::LEADS);
                self.line(&lead);
                self.items_on_lines(p::MEASURES);
            }
            1 => {
                let text = self.fill(p::LEADS) + &self.run_in_items(p::MEASURES);
                self.line(&text);
            }
            _ => {
                let text = self.sentences(p::MEASURES, 5);
                self.line(&text);
            }
        }
        let mut text = self.sentences(p::RESULTS, 4);
        if self.seed.chance(30) {
            text += "但是，";
            text += &self.sentences(p::PROBLEMS, 1);
        }
        self.line(&text);
        let turn = self.fill(p::TURNS);
        let text = turn + &self.sentences(p::PLANS, 4);
        self.line(&text);
    }

    fn items_on_lines(&mut self, patterns: &'static [&'static str]) {
        let is = self.seed.chance(60);
        for numeral in NUMERALS.iter().take(2 + self.seed.below(2)) {
            let text = self.item(patterns);
            self.line(&if is { format!("{numeral}是{text}") } else { format!("（{numeral}）{text}") });
        }
    }

    fn run_in_items(&mut self, patterns: &'static [&'static str]) -> String {
        let mut text = String::new();
        for numeral in NUMERALS.iter().take(2 + self.seed.below(2)) {
            text += &format!("{numeral}是{}", self.item(patterns));
        }
        text
    }

    fn item(&mut self, patterns: &'static [&'static str]) -> String {
        let head = if self.seed.chance(50) { self.fill(p::ITEM_HEADS) } else { String::new() };
        head + &self.sentences(patterns, 4)
    }

    /// Up to `most` sentences.
    fn sentences(&mut self, patterns: &'static [&'static str], most: usize) -> String {
        let mut text = String::new();
        for _ in 0..1 + self.seed.below(most).max(self.seed.below(most)) {
            text += &self.fill(patterns);
            if self.seed.chance(45) {
                text += if self.seed.chance(70) { "，" } else { "；" };
                text += &self.fill(patterns);
            }
            if self.seed.chance(75) {
                text.push('，');
                text += &self.fill(general::TAILS);
            }
            text.push('。');
        }
        text
    }
}
