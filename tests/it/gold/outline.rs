//! The compact outline of a letter as people write it.
//!
//! In: a gold file and the letter's text. Out: fields, and pieces placed by counting characters without white space.

use std::collections::BTreeMap;

use dafu_letters::reply::model::BlockKind;
use dafu_letters::text::Text;

/// A stretch of a letter with one role; places count the characters that are no white space.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    pub start: usize,
    pub end: usize,
    pub role: String,
    pub explicit: bool,
    pub item: Option<u32>,
    pub section: usize,
}

/// A gold file.
#[derive(Debug, Default)]
pub struct Outline {
    pub fields: BTreeMap<String, String>,
    pub stretches: Vec<Stretch>,
    pub paragraphs: Vec<usize>,
    pub lost: Vec<String>,
}

impl Outline {
    /// Reads a gold file and finds its pieces in the letter; an error says what is no outline.
    pub fn read(gold: &str, text: &Text) -> Result<Outline, String> {
        let gold = gold.trim_start_matches('\u{feff}');
        let (head, body) = gold.split_once("\n---\n").ok_or("no line `---` between its parts")?;
        let mut outline = Outline::default();
        for row in head.lines() {
            let (key, value) = row.split_once(':').ok_or_else(|| format!("no `key: value`: {row}"))?;
            outline.fields.insert(key.trim().to_owned(), value.trim().to_owned());
        }
        let letter: Vec<char> = text.as_str().chars().filter(|c| !c.is_whitespace()).collect();
        let mut from = 0;
        let mut section = 0;
        for row in body.lines() {
            let (role, words) = row.split_once('\t').ok_or_else(|| format!("no tab: {row}"))?;
            let words: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
            let Some(at) = find(&letter, &words, from) else {
                outline.lost.push(row.to_owned());
                continue;
            };
            from = at + 1;
            if let Some(last) = outline.stretches.last_mut() {
                last.end = at;
            }
            if row.starts_with('¶') {
                outline.paragraphs.push(at);
            }
            let role = role.trim_start_matches(['¶', ' ']).trim();
            let (role, item) = match role.split_once('#') {
                None => (role, None),
                Some((role, item)) => {
                    (role, Some(item.trim().parse().map_err(|_| format!("no ordinal: {row}"))?))
                }
            };
            let explicit = role.ends_with('!');
            let role = role.trim_end_matches('!').split('=').next().unwrap_or(role).to_owned();
            if BlockKind::from_name(&role).is_none() {
                return Err(format!("no such role: {row}"));
            }
            if role == "heading" {
                section += 1;
            }
            outline.stretches.push(Stretch { start: at, end: letter.len(), role, explicit, item, section });
        }
        if outline.fields.is_empty() || outline.stretches.is_empty() {
            return Err("an empty outline".to_owned());
        }
        Ok(outline)
    }
}

fn find(letter: &[char], words: &[char], from: usize) -> Option<usize> {
    if words.is_empty() {
        return None;
    }
    (from..letter.len().saturating_sub(words.len() - 1)).find(|&at| letter[at..at + words.len()] == *words)
}
