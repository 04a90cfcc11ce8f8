//! Replies made by hand for tests: paragraphs of pieces.

use dafu::passage::{PassageId, ReplyId, short_hash};
use dafu::reply::model::{BlockKind, Origin, Part};
use dafu::search::record::{Attributes, Column, PassageRecord, ReplyRecord};

/// A piece: role, item ordinal, text.
pub type Piece<'a> = (BlockKind, Option<u32>, &'a str);

/// A reply with one section from the second paragraph on.
pub fn reply(number: u64, author: &str, date: u32, paragraphs: &[Vec<Piece<'_>>]) -> ReplyRecord {
    let id = ReplyId::from_number(number);
    let mut attributes = Attributes::default();
    attributes.date = date;
    attributes.add(Column::Author, author);
    attributes.add(Column::Unit, author);
    attributes.add(Column::Year, &(date / 10_000).to_string());
    let mut passages = Vec::new();
    let mut seen = std::collections::HashMap::new();
    let (mut block, mut last) = (0, None);
    for (paragraph, pieces) in (0u32..).zip(paragraphs) {
        for &(kind, item, text) in pieces {
            let hash = short_hash(text);
            let occurrence = seen.entry(hash).or_insert(0u16);
            *occurrence += 1;
            if last != Some(kind) {
                block += 1;
                last = Some(kind);
            }
            passages.push(PassageRecord {
                id: PassageId { reply: id, hash, occurrence: *occurrence },
                text: text.to_owned(),
                kind,
                origin: Origin::Inferred,
                part: if item.is_some() { Part::Item } else { Part::Text },
                heading: String::new(),
                outline: format!("第{}段/{}", paragraph + 1, kind.zh()),
                paragraph,
                section: (paragraph > 0).then_some(0),
                block: (!kind.is_frame()).then_some(block),
                item,
                start: 0,
                lines: (paragraph + 1, paragraph + 1),
                page: 0,
            });
        }
    }
    ReplyRecord { id, citation: format!("测函〔2024〕{number}号"), attributes, passages }
}

/// Every letter of corpus/replies, read from its gold outline.
pub fn corpus() -> Vec<(std::path::PathBuf, ReplyRecord)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<_> =
        std::fs::read_dir(root.join("replies")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut letters = Vec::new();
    for (number, path) in (1u64..).zip(paths) {
        let text = dafu::extract::extract(&std::fs::read(&path).unwrap()).unwrap().text;
        let gold = std::fs::read_to_string(root.join("gold").join(path.file_name().unwrap())).unwrap();
        let (header, outline) = gold.split_once("\n---\n").unwrap();
        let id = ReplyId::from_number(number);
        let mut attributes = Attributes::default();
        for line in header.lines() {
            let (key, value) = line.split_once(": ").unwrap();
            let columns: &[Column] = match key {
                "kind" => &[Column::Kind],
                "title" => &[Column::Title],
                "author" => &[Column::Author, Column::Unit],
                "lead" => &[Column::Lead, Column::Unit],
                "handlers" => &[Column::Co],
                "cases" => &[Column::Case],
                "docno" => &[Column::DocNumber],
                "subject" => &[Column::Subject],
                "category" => &[Column::Category],
                _ => &[],
            };
            for value in value.split(" | ") {
                columns.iter().for_each(|&column| attributes.add(column, value));
            }
            if key == "date" {
                attributes.date = value.replace(['-', '?'], "").parse().unwrap_or(0);
                attributes.add(Column::Year, &value[..value.len().min(4)]);
            }
        }
        let whole = text.as_str();
        let mut starts: Vec<(usize, &str)> = Vec::new();
        let mut from = 0;
        for line in outline.lines().filter(|line| line.contains('\t')) {
            let (role, head) = line[if line.starts_with('¶') { '¶'.len_utf8() } else { 0 }..]
                .trim_start()
                .split_once('\t')
                .unwrap();
            let Some(at) = find_squeezed(whole, from, head) else { continue };
            starts.push((at, role));
            from = at + 1;
            while !whole.is_char_boundary(from) {
                from += 1;
            }
        }
        let mut passages = Vec::new();
        let mut seen = std::collections::HashMap::new();
        let (mut section, mut block, mut last) = (None, 0u32, None);
        for (index, &(start, role)) in starts.iter().enumerate() {
            let end = starts.get(index + 1).map_or(whole.len(), |next| next.0);
            let (role, item) =
                role.split_once('#').map_or((role, None), |(role, item)| (role, item.parse().ok()));
            let heading = role.starts_with("heading");
            let kind = if heading {
                BlockKind::Heading
            } else {
                BlockKind::from_name(role.trim_end_matches('!')).unwrap_or(BlockKind::Body)
            };
            if heading {
                section = Some(section.map_or(0, |section: u32| section + 1));
            }
            if last != Some((kind, section)) {
                block += 1;
                last = Some((kind, section));
            }
            for (offset, piece) in whole[start..end].split_inclusive('\n').scan(start, |at, piece| {
                let here = *at;
                *at += piece.len();
                Some((here, piece))
            }) {
                let piece = piece.trim_end_matches('\n');
                if piece.is_empty() {
                    continue;
                }
                let hash = short_hash(piece);
                let occurrence = seen.entry(hash).or_insert(0u16);
                *occurrence += 1;
                passages.push(PassageRecord {
                    id: PassageId { reply: id, hash, occurrence: *occurrence },
                    text: piece.to_owned(),
                    kind,
                    origin: if role.ends_with('!') { Origin::Explicit } else { Origin::Inferred },
                    part: if heading {
                        Part::Heading
                    } else if item.is_some() {
                        Part::Item
                    } else if role.ends_with('!') && piece.chars().count() < 12 {
                        Part::Label
                    } else {
                        Part::Text
                    },
                    heading: String::new(),
                    outline: kind.zh().to_owned(),
                    paragraph: text.paragraph_at(offset).unwrap_or(0) as u32,
                    section,
                    block: (!kind.is_frame()).then_some(block),
                    item,
                    start: 0,
                    lines: (0, 0),
                    page: 0,
                });
            }
        }
        letters.push((path, ReplyRecord { id, citation: String::new(), attributes, passages }));
    }
    letters
}

fn find_squeezed(text: &str, from: usize, head: &str) -> Option<usize> {
    let head: Vec<char> = head.chars().filter(|c| !c.is_whitespace()).collect();
    let chars: Vec<(usize, char)> = text[from..].char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let at =
        chars.windows(head.len().max(1)).position(|window| window.iter().map(|(_, c)| c).eq(head.iter()))?;
    Some(from + chars[at].0)
}
