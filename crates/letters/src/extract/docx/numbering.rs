//! The lists of a document.
//!
//! In: the numbering part and the styles. Out: [`Numbering`], which gives each paragraph of a list its label.

use super::properties::{self, Numbered, is_on, number};
use super::styles::DocxStyles;
use crate::extract::counting::Counting;
use crate::extract::format::ExtractError;
use crate::extract::lists::{self, LEVELS, Label, Level, Lists, Override, Use};
use crate::extract::xml::{Xml, XmlPiece, XmlTag};
use std::collections::HashMap;

/// The lists, and which style stands for which level of them.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: Lists,
    styled: HashMap<(u32, String), usize>,
}

impl Numbering {
    /// Counts a paragraph of `style` that says `own` about its numbers, and gives its label.
    pub(super) fn label(&mut self, own: Numbered, style: Option<&str>, styles: &DocxStyles) -> Option<Label> {
        let (inherited, by) = styles.numbered(style);
        let list = own.list.or(inherited.list).filter(|&list| list != 0)?;
        let of_style = || {
            let uses = self.lists.uses.get(&list)?;
            self.styled.get(&(uses.list, by?.to_owned())).copied()
        };
        let level = own.level.or(inherited.level).or_else(of_style).unwrap_or(0);
        self.lists.label(list, level)
    }
}

/// Which list, use of a list and change of a level the reader is in; the next one that opens takes its place.
#[derive(Default)]
struct At {
    list: Option<u32>,
    usage: Option<u32>,
    change: Option<usize>,
}

/// Reads the numbering part.
pub(super) fn read(xml: &mut Xml<'_>, styles: &DocxStyles) -> Result<Numbering, ExtractError> {
    let mut numbering = Numbering::default();
    let mut links: Vec<(u32, String)> = Vec::new();
    let mut place = At::default();
    while let Some(piece) = xml.next()? {
        let XmlPiece::Open(tag) = piece else { continue };
        match tag.name() {
            "lvl" => {
                let at = attribute(&tag, "ilvl").map_or(LEVELS, |level| level as usize);
                let (level, style) = read_level(xml)?;
                numbering.put(&place, at, level, style);
            }
            "numStyleLink" | "listStyleLink" => links.extend(place.list.zip(tag.attribute("val"))),
            _ => numbering.open(&tag, &mut place),
        }
        if numbering.lists.lists.len() > lists::MOST {
            return Err(ExtractError::Capped { what: "lists", most: lists::MOST as u64 });
        }
    }
    numbering.link(&links, styles);
    Ok(numbering)
}

impl Numbering {
    fn open(&mut self, tag: &XmlTag<'_>, place: &mut At) {
        match tag.name() {
            // The second names are those of Word 2003.
            name @ ("abstractNum" | "listDef") => {
                let number = if name == "listDef" { "listDefId" } else { "abstractNumId" };
                *place = At { list: attribute(tag, number), ..At::default() };
                if let Some(list) = place.list {
                    self.lists.lists.insert(list, vec![Level::default(); LEVELS]);
                }
            }
            name @ ("num" | "list") => {
                let number = if name == "list" { "ilfo" } else { "numId" };
                *place = At { usage: attribute(tag, number), ..At::default() };
                if let Some(usage) = place.usage {
                    self.lists.uses.insert(usage, Use::default());
                }
            }
            "abstractNumId" | "ilst" => {
                let usage = place.usage.and_then(|usage| self.lists.uses.get_mut(&usage));
                if let (Some(usage), Some(list)) = (usage, number(tag)) {
                    usage.list = list;
                }
            }
            "lvlOverride" => place.change = attribute(tag, "ilvl").map(|level| level as usize),
            "startOverride" => {
                if let Some(change) = self.change(place) {
                    change.start = number(tag);
                }
            }
            _ => {}
        }
    }

    /// Puts a level where it belongs: into a list, or into what a use of one changes.
    fn put(&mut self, place: &At, at: usize, level: Level, style: Option<String>) {
        if let Some(change) = self.change(place) {
            change.level = Some(level);
        } else if let Some(list) = place.list {
            if let Some(slot) = self.lists.lists.get_mut(&list).and_then(|levels| levels.get_mut(at)) {
                *slot = level;
            }
            if let Some(style) = style {
                self.styled.insert((list, style), at);
            }
        }
    }

    fn change(&mut self, place: &At) -> Option<&mut Override> {
        let usage = self.lists.uses.get_mut(&place.usage?)?;
        Some(usage.overrides.entry(place.change?).or_default())
    }

    /// Gives lists that only name a style the levels of that style's list.
    fn link(&mut self, links: &[(u32, String)], styles: &DocxStyles) {
        for (list, style) in links {
            let usage = styles.numbered(Some(style)).0.list.and_then(|usage| self.lists.uses.get(&usage));
            let levels = usage.and_then(|usage| self.lists.lists.get(&usage.list)).cloned();
            if let Some(levels) = levels {
                self.lists.lists.insert(*list, levels);
            }
        }
    }
}

/// Reads a `lvl` that has just opened: the level, and the style that stands for it.
fn read_level(xml: &mut Xml<'_>) -> Result<(Level, Option<String>), ExtractError> {
    let (mut level, mut style, mut hidden) = (Level::default(), None, false);
    let outside = xml.depth().saturating_sub(1);
    while let Some(piece) = xml.next()? {
        match piece {
            XmlPiece::Open(tag) => match tag.name() {
                "start" => level.start = number(&tag).unwrap_or(1),
                "numFmt" => level.counting = Counting::named(&tag.attribute("val").unwrap_or_default()),
                "nfc" => {
                    let code = number(&tag).and_then(|code| u16::try_from(code).ok());
                    level.counting = Counting::coded(code.unwrap_or_default());
                }
                "lvlText" => level.pattern = pattern(&tag.attribute("val").unwrap_or_default()),
                "lvlRestart" => level.restart = number(&tag).and_then(|n| u8::try_from(n).ok()),
                "isLgl" => level.legal = is_on(&tag),
                "suff" => {
                    level.spaced =
                        !tag.attribute("val").is_some_and(|value| value.eq_ignore_ascii_case("nothing"))
                }
                "pStyle" => style = tag.attribute("val"),
                "rPr" => {
                    let run = properties::run(xml)?;
                    level.font = run.font.unwrap_or_default();
                    hidden = run.hidden == Some(true);
                }
                "pPr" => xml.skip()?,
                _ => {}
            },
            XmlPiece::Close if xml.depth() == outside => break,
            XmlPiece::Close | XmlPiece::Text(_) => {}
        }
    }
    if hidden {
        level.pattern.clear();
    }
    Ok((level, style))
}

/// A label's pattern: `%1` to `%9` become the places of numbers.
fn pattern(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let place = chars.peek().and_then(|next| next.to_digit(10)).filter(|&digit| c == '%' && digit > 0);
        match place.and_then(|digit| char::from_u32(digit - 1)) {
            Some(place) => {
                out.push(place);
                chars.next();
            }
            None => out.extend(Some(c).filter(|c| !c.is_control())),
        }
    }
    out
}

fn attribute(tag: &XmlTag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name).and_then(|value| value.trim().parse().ok())
}
