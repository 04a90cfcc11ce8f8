//! The fonts of a document: name and charset by number.
//!
//! In: the control words and the text of the font table. Out: [`Fonts`].

use super::charset::{self, Charset};
use std::collections::HashMap;

/// Bytes of a name that are kept.
const LONGEST_NAME: usize = 64;
/// Fonts that are kept.
const MOST: usize = 5_000;

/// One font.
#[derive(Clone, Debug)]
pub(super) struct Font {
    /// Its name, as far as it is in ASCII.
    pub name: String,
    /// How text in it is encoded.
    pub charset: Charset,
}

/// The fonts by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    open: i32,
    named: bool,
}

impl Fonts {
    /// The font of a number.
    pub(super) fn get(&self, number: i32) -> Option<&Font> {
        self.fonts.get(&number)
    }

    /// A control word of the table.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "f" {
            self.open = number.unwrap_or(0);
            self.named = false;
            if self.fonts.len() < MOST {
                let font = Font { name: String::new(), charset: Charset::LATIN };
                self.fonts.insert(self.open, font);
            }
        }
        let Some(font) = self.fonts.get_mut(&self.open) else { return };
        match (word, number) {
            ("fcharset", Some(number)) => font.charset = Charset::numbered(number),
            ("cpg", Some(number)) => {
                font.charset = charset::code_page(number).map_or(font.charset, Charset::Stated);
            }
            _ => {}
        }
    }

    /// Text of the table: the name of the open font, up to a semicolon.
    pub(super) fn text(&mut self, bytes: &[u8]) {
        let Some(font) = self.fonts.get_mut(&self.open).filter(|_| !self.named) else { return };
        for &byte in bytes {
            match byte {
                b';' => {
                    self.named = true;
                    break;
                }
                byte if font.name.len() < LONGEST_NAME && byte.is_ascii() => font.name.push(char::from(byte)),
                _ => {}
            }
        }
        font.name = font.name.trim_start().to_owned();
    }
}
