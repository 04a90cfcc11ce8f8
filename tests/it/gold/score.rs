//! Counts of agreement between a read letter and its outline.

use std::collections::BTreeMap;

use dafu_letters::reply::model::{BlockKind, CaseBody, Origin, Part, Reply};
use dafu_letters::text::Text;
use dafu_train::roles::Roles;
use dafu_words::punctuation;

use super::outline::{Outline, Stretch};

/// Least overlap (intersection over union) at which two stretches are the same.
const SAME: f64 = 0.8;

/// How often two sides agree.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub gold: usize,
    pub read: usize,
    pub right: usize,
}

impl Count {
    pub fn add(&mut self, other: Count) {
        self.gold += other.gold;
        self.read += other.read;
        self.right += other.right;
    }
    /// For fields: those present on either side that differ.
    pub fn wrong(self) -> usize {
        self.gold.max(self.read).max(self.right) - self.right
    }
    /// Share that is right; none where nothing was compared, as for the three below.
    pub fn accuracy(self) -> Option<f64> {
        ratio(self.right, self.right + self.wrong())
    }
    pub fn precision(self) -> Option<f64> {
        ratio(self.right, self.read)
    }
    pub fn recall(self) -> Option<f64> {
        ratio(self.right, self.gold)
    }
    pub fn f1(self) -> Option<f64> {
        ratio(2 * self.right, self.gold + self.read)
    }
}

/// `a` of `b`; none of nothing is no share, least of all a full one.
fn ratio(a: usize, b: usize) -> Option<f64> {
    (b > 0).then(|| a as f64 / b as f64)
}

/// All counts of a set.
#[derive(Debug, Default)]
pub struct Scores {
    pub letters: usize,
    pub fields: BTreeMap<String, Count>,
    pub structure: BTreeMap<&'static str, Count>,
    pub per_letter: Vec<(String, f64)>,
    pub differences: Vec<String>,
    /// Rows of outlines that are not in their letters.
    pub lost: Vec<String>,
    /// What the body does, by characters.
    pub roles: Roles,
}

const STRUCTURE: [&str; 9] = [
    "blocks fine",
    "  explicit",
    "  inferred",
    "blocks coarse",
    "  explicit coarse",
    "  inferred coarse",
    "items",
    "frame pieces",
    "paragraphs",
];

impl Scores {
    pub fn fields_together(&self) -> Count {
        let mut all = Count::default();
        for count in self.fields.values() {
            let total = count.right + count.wrong();
            all.add(Count { gold: total, read: total, right: count.right });
        }
        all
    }

    /// Blocks by tier.
    pub fn blocks_coarse(&self) -> Count {
        self.structure.get("blocks coarse").copied().unwrap_or_default()
    }

    /// What floors are set for: field accuracy and coarse block F1; none where nothing was compared.
    pub fn reached(&self) -> [(&'static str, Option<f64>); 2] {
        [
            ("field accuracy", self.fields_together().accuracy()),
            ("coarse block F1", self.blocks_coarse().f1()),
        ]
    }

    /// What is amiss in a set whatever it reached: rows of outlines that are not in their letters, and nothing compared.
    pub fn faults(&self, set: &str) -> Vec<String> {
        let lost =
            self.lost.iter().map(|row| format!("{set}: a row of the outline is not in the letter: {row}"));
        let empty = self.reached().into_iter().filter(|(_, reached)| reached.is_none());
        lost.chain(empty.map(|(what, _)| format!("{set}: {what}: nothing was compared"))).collect()
    }

    pub fn structure(&self) -> Vec<(&'static str, Count)> {
        STRUCTURE.iter().map(|name| (*name, self.structure.get(name).copied().unwrap_or_default())).collect()
    }

    /// Adds one letter.
    pub fn letter(&mut self, name: &str, text: &Text, reply: &Reply, outline: &Outline) {
        self.letters += 1;
        for row in &outline.lost {
            self.lost.push(format!("{name}: {row}"));
        }
        self.fields(name, reply, outline);
        let read = stretches(text, reply);
        let gold = &outline.stretches;
        let letter: Vec<char> = text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let mut fine = Count::default();
        for (row, tiers, origin) in [
            ("blocks fine", false, None),
            ("  explicit", false, Some(true)),
            ("  inferred", false, Some(false)),
            ("blocks coarse", true, None),
            ("  explicit coarse", true, Some(true)),
            ("  inferred coarse", true, Some(false)),
        ] {
            let keep = |mut list: Vec<Stretch>| {
                list.retain(|block| origin.is_none_or(|explicit| block.explicit == explicit));
                list
            };
            let (g, r) = (keep(blocks(gold, tiers)), keep(blocks(&read, tiers)));
            let (count, missed, extra) = compare(&g, &r);
            self.structure.entry(row).or_default().add(count);
            if row == "blocks fine" {
                fine = count;
                self.differ(name, "block", &letter, &missed, &extra);
            }
        }
        self.per_letter.extend(fine.f1().map(|f1| (name.to_owned(), f1)));
        for (row, gold, read) in
            [("items", items(gold), items(&read)), ("frame pieces", frame(gold), frame(&read))]
        {
            let (count, missed, extra) = compare(&gold, &read);
            self.structure.entry(row).or_default().add(count);
            self.differ(name, row, &letter, &missed, &extra);
        }
        let starts: Vec<usize> = text.paragraphs().iter().map(|p| places(text, p.start)).collect();
        let right = outline.paragraphs.iter().filter(|at| starts.contains(at)).count();
        for at in outline.paragraphs.iter().filter(|at| !starts.contains(at)) {
            self.differences.push(format!("{name}: paragraph missed at {}", excerpt(&letter, *at, *at + 12)));
        }
        for at in starts.iter().filter(|at| !outline.paragraphs.contains(at)) {
            self.differences.push(format!("{name}: paragraph extra at {}", excerpt(&letter, *at, *at + 12)));
        }
        let count = Count { gold: outline.paragraphs.len(), read: starts.len(), right };
        self.structure.entry("paragraphs").or_default().add(count);
    }

    fn differ(&mut self, name: &str, what: &str, letter: &[char], missed: &[Stretch], extra: &[Stretch]) {
        for (sign, list) in [("-", missed), ("+", extra)] {
            for s in list {
                let mark = if s.explicit { "!" } else { "" };
                let item = s.item.map_or(String::new(), |n| format!("#{n}"));
                self.differences.push(format!(
                    "{name}: {what} {sign} {}{mark}{item} [{}..{}] {} … {}",
                    s.role,
                    s.start,
                    s.end,
                    excerpt(letter, s.start, (s.start + 16).min(s.end)),
                    excerpt(letter, s.end.saturating_sub(8).max(s.start), s.end),
                ));
            }
        }
    }

    fn fields(&mut self, name: &str, reply: &Reply, outline: &Outline) {
        let read = fields(reply);
        let keys: std::collections::BTreeSet<&String> = outline.fields.keys().chain(read.keys()).collect();
        for key in keys {
            let gold = outline.fields.get(key);
            let found = read.get(key);
            let same = match (gold, found) {
                (Some(a), Some(b)) => fold(key, a) == fold(key, b),
                _ => false,
            };
            self.fields.entry(key.clone()).or_default().add(Count {
                gold: 1,
                read: 1,
                right: usize::from(same),
            });
            if !same {
                let show = |value: Option<&String>| value.map_or("-".to_owned(), Clone::clone);
                self.differences.push(format!(
                    "{name}: field {key}: gold {} | read {}",
                    show(gold),
                    show(found)
                ));
            }
        }
    }
}

fn excerpt(letter: &[char], start: usize, end: usize) -> String {
    letter.iter().skip(start).take(end.saturating_sub(start)).collect()
}

/// Comparable form of a field's value.
fn fold(key: &str, value: &str) -> String {
    let folded = |value: &str| -> String {
        value.chars().filter(|c| !c.is_whitespace()).map(punctuation::canonical).collect()
    };
    match key {
        "docno" => folded(value).replace('第', "").replace(['（', '）'], "").replace(['〔', '〕'], ""),
        "handlers" | "proposers" | "cases" | "author" => {
            let mut parts: Vec<String> = value.split('|').map(folded).collect();
            if key == "handlers" {
                parts.sort();
            }
            parts.join("|")
        }
        _ => folded(value),
    }
}

fn fields(reply: &Reply) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.insert(key.to_owned(), value);
        }
    };
    put("kind", Some(reply.kind.value.zh().to_owned()));
    put("title", reply.title.as_ref().map(|field| field.value.clone()));
    let case = reply.cases.first();
    put(
        "body",
        case.and_then(|case| case.body).map(|body| match body {
            CaseBody::Cppcc => "cppcc".to_owned(),
            CaseBody::PeopleCongress => "people_congress".to_owned(),
        }),
    );
    put(
        "sitting",
        case.and_then(|case| case.sitting.as_ref()).map(|field| {
            let part = |n: u16| if n == 0 { "?".to_owned() } else { n.to_string() };
            format!("{}-{}", part(field.value.term), part(field.value.plenary))
        }),
    );
    let numbers: Vec<String> =
        reply.cases.iter().filter_map(|case| Some(case.number.as_ref()?.raw.clone())).collect();
    put("cases", Some(numbers.join(" | ")));
    put("closed_session", reply.cases.iter().any(|case| case.closed_session).then(|| "yes".to_owned()));
    put("docno", reply.doc_number.as_ref().map(|field| field.raw.clone()));
    put("category", reply.category.as_ref().map(|field| field.raw.clone()));
    put("subject", reply.subject.as_ref().map(|field| field.value.clone()));
    put("author", Some(reply.authors.iter().map(|field| field.raw.clone()).collect::<Vec<_>>().join(" | ")));
    put("lead", reply.lead.as_ref().map(|field| field.raw.clone()));
    let handlers: Vec<String> = reply.handlers.iter().map(|h| format!("{}:{}", h.role, h.unit)).collect();
    put("handlers", Some(handlers.join(" | ")));
    put("addressee", reply.addressee.as_ref().map(|field| field.raw.clone()));
    put("proposers", Some(reply.proposers.iter().map(|p| p.name.clone()).collect::<Vec<_>>().join(" | ")));
    put("proposer_count", reply.proposer_count.as_ref().map(|field| field.value.to_string()));
    put(
        "date",
        reply.date.as_ref().map(|field| match (&field.value.value, &field.value.guess) {
            (Some(value), _) => value.clone(),
            (None, Some(guess)) => format!("{guess}?"),
            (None, None) => "?".to_owned(),
        }),
    );
    let disclosure = &reply.disclosure;
    let shown = [&disclosure.attribute, &disclosure.consent, &disclosure.extent].into_iter().flatten().next();
    put("disclosure", shown.map(|field| field.value.clone()));
    put("contact", (!reply.contact.is_empty()).then(|| "yes".to_owned()));
    out
}

/// Place of a byte offset, counting characters that are no white space.
fn places(text: &Text, offset: usize) -> usize {
    text.as_str()[..offset].chars().filter(|c| !c.is_whitespace()).count()
}

fn stretches(text: &Text, reply: &Reply) -> Vec<Stretch> {
    let mut section = 0;
    reply
        .pieces
        .iter()
        .map(|piece| {
            if piece.kind == BlockKind::Heading {
                section += 1;
            }
            Stretch {
                start: places(text, piece.span.start),
                end: places(text, piece.span.end),
                role: piece.kind.name().to_owned(),
                explicit: piece.origin == Origin::Explicit && !piece.kind.is_frame(),
                item: if piece.part == Part::Item { piece.item } else { None },
                section,
            }
        })
        .collect()
}

fn kind(role: &str) -> Option<BlockKind> {
    BlockKind::from_name(role)
}

/// Maximal runs of one kind (or tier) in one section and origin.
fn blocks(list: &[Stretch], tiers: bool) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut open = false;
    for s in list {
        let Some(kind) = kind(&s.role).filter(|kind| !kind.is_frame()) else {
            open = false;
            continue;
        };
        let role = if tiers { kind.tier().name() } else { kind.name() };
        match out.last_mut() {
            Some(last)
                if open && last.role == role && last.explicit == s.explicit && last.section == s.section =>
            {
                last.end = s.end;
            }
            _ => out.push(Stretch { role: role.to_owned(), item: None, ..s.clone() }),
        }
        open = true;
    }
    out
}

fn items(list: &[Stretch]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    for s in list.iter().filter(|s| s.item.is_some()) {
        match out.last_mut() {
            Some(last) if last.item == s.item && last.end == s.start => last.end = s.end,
            _ => out.push(Stretch { role: "item".to_owned(), explicit: false, section: 0, ..s.clone() }),
        }
    }
    out
}

fn frame(list: &[Stretch]) -> Vec<Stretch> {
    list.iter().filter(|s| kind(&s.role).is_some_and(BlockKind::is_frame)).cloned().collect()
}

fn overlap(a: &Stretch, b: &Stretch) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    ratio(shared, (a.end - a.start) + (b.end - b.start) - shared).unwrap_or(0.0)
}

fn compare(gold: &[Stretch], read: &[Stretch]) -> (Count, Vec<Stretch>, Vec<Stretch>) {
    let mut used = vec![false; read.len()];
    let mut missed = Vec::new();
    for g in gold {
        let hit = (0..read.len()).find(|&at| {
            !used[at] && read[at].role == g.role && read[at].item == g.item && overlap(g, &read[at]) >= SAME
        });
        match hit {
            Some(at) => used[at] = true,
            None => missed.push(g.clone()),
        }
    }
    let extra: Vec<Stretch> =
        read.iter().zip(&used).filter(|pair| !pair.1).map(|pair| pair.0.clone()).collect();
    let count = Count { gold: gold.len(), read: read.len(), right: gold.len() - missed.len() };
    (count, missed, extra)
}

#[test]
fn of_nothing_no_share_is_right() {
    let nothing = Count::default();
    assert_eq!([nothing.accuracy(), nothing.precision(), nothing.recall(), nothing.f1()], [None; 4]);
    let nothing_found = Count { gold: 4, read: 0, right: 0 };
    assert_eq!(nothing_found.f1(), Some(0.0));
    assert_eq!(nothing_found.accuracy(), Some(0.0));
    assert_eq!(nothing_found.precision(), None);
    let half = Count { gold: 4, read: 4, right: 2 };
    assert_eq!([half.accuracy(), half.precision(), half.recall(), half.f1()], [Some(0.5); 4]);
}
