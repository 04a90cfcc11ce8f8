//! The objects of a PDF, fonts mended, reading metered.
//!
//! In: a document. Out: its objects as they are, but for fonts without a map to Unicode whose codes say more than
//! Adobe's character collections do: half-width Latin letters, and codes that are Unicode. These get a map. What
//! streams come to is counted, and no more is unpacked than the caps allow.

use crate::extract::format::Caps;
use pdfboss_core::{Dict, Document, Error, Name, ObjRef, Object, ObjectSource, Result, Stream};
use std::cell::Cell;

/// Bytes that the streams of one page come to at most.
const PAGE: u64 = 48 << 20;
/// Bytes that a stream costs beyond its own: a form that shows itself costs one at each step.
const STREAM: u64 = 1 << 10;
/// Bytes that the streams of any file may come to, however small it is.
const SMALL: u64 = 4 << 20;
/// Strings that a page shows at most: each becomes a record of its own, far larger than the string.
const STRINGS: usize = 300_000;
/// Where half-width Latin letters stand in a character collection: its name, the place of the space and that of the
/// exclamation mark, which the others follow.
const HALF_WIDTH: [(&str, u32, u32); 2] = [("GB1", 7716, 814), ("CNS1", 13_648, 13_649)];

/// A document whose fonts are mended when they are read.
pub(super) struct Mended<'a> {
    document: &'a Document,
    /// Bytes that its streams may come to.
    pub(super) most: u64,
    left: Cell<u64>,
    page: Cell<u64>,
    strings: Cell<usize>,
    exhausted: Cell<bool>,
}

impl<'a> Mended<'a> {
    /// Reads `document` within `caps`.
    pub(super) fn new(document: &'a Document, caps: &Caps) -> Mended<'a> {
        let whole = SMALL.max(caps.ratio.saturating_mul(document.bytes().len() as u64));
        let most = caps.expanded.min(whole);
        let (left, page) = (Cell::new(most), Cell::new(PAGE));
        Mended { document, most, left, page, strings: Cell::new(0), exhausted: Cell::new(false) }
    }

    /// Begins to count the streams of another page.
    pub(super) fn begin_page(&self) {
        self.page.set(PAGE);
        self.strings.set(0);
    }

    /// True when more would have been unpacked than is allowed.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted.get()
    }

    /// The font in `object` with the map it lacks.
    fn mended(&self, object: Object) -> Object {
        let Object::Dict(mut font) = object else { return object };
        if let Some(map) = self.missing_map(&font) {
            let stream = Stream { dict: Dict::new(), data: map.into_bytes() };
            font.insert(Name("ToUnicode".to_owned()), Object::Stream(stream));
        }
        Object::Dict(font)
    }

    /// A map of half-width letters for a font that has no map at all.
    fn missing_map(&self, font: &Dict) -> Option<String> {
        if font.get_name("Subtype")?.0 != "Type0" || font.get("ToUnicode").is_some_and(|map| !map.is_null()) {
            return None;
        }
        let encoding = self.document.resolve(font.get("Encoding")?).ok()?;
        let encoding = &encoding.as_name()?.0;
        if encoding.starts_with("Identity") {
            let collection = self.collection(font)?;
            let (_, space, first) = HALF_WIDTH.iter().find(|(name, ..)| *name == collection)?;
            return Some(latin_map(*space, *first, 4));
        }
        if encoding.starts_with("Uni") {
            // The codes are Unicode: what the collection has no character for is still told.
            return Some("1 beginbfrange\n<0020> <FFFF> <0020>\nendbfrange".to_owned());
        }
        // The encodings that letters were written in before Unicode have ASCII at its place.
        let legacy = ["GB", "B5", "ETen", "HKscs", "CNS"].iter().any(|start| encoding.starts_with(start));
        legacy.then(|| latin_map(0x20, 0x21, 2))
    }

    /// The character collection of a font's descendant.
    fn collection(&self, font: &Dict) -> Option<String> {
        let resolve = |object: &Object| self.document.resolve(object).ok();
        let descendants = resolve(font.get("DescendantFonts")?)?;
        let descendant = resolve(descendants.as_array()?.first()?)?;
        let system = resolve(descendant.as_dict()?.get("CIDSystemInfo")?)?;
        let ordering = resolve(system.as_dict()?.get("Ordering")?)?;
        Some(String::from_utf8_lossy(ordering.as_str_bytes()?).into_owned())
    }
}

/// A map to ASCII from the codes of the space and of what follows it, codes written with so many `digits`.
fn latin_map(space: u32, first: u32, digits: usize) -> String {
    let last = first + 0x5D;
    format!(
        "2 beginbfrange\n<{space:0digits$X}> <{space:0digits$X}> <0020>\n\
         <{first:0digits$X}> <{last:0digits$X}> <0021>\nendbfrange\n"
    )
}

/// How many strings the content of a page or form can show at most; none where there is no text.
fn strings(data: &[u8]) -> usize {
    match memchr::memmem::find(data, b"BT") {
        Some(_) => memchr::memchr2_iter(b'(', b'<', data).count(),
        None => 0,
    }
}

impl ObjectSource for Mended<'_> {
    fn get(&self, reference: ObjRef) -> Result<Object> {
        self.document.get(reference).map(|object| self.mended(object))
    }

    fn stream_data(&self, stream: &Stream) -> Result<Vec<u8>> {
        let too_much = || Error::Decode("more than is read of one file".to_owned());
        if self.is_exhausted() || self.page.get() == 0 {
            return Err(too_much());
        }
        let data = self.document.stream_data(stream)?;
        let length = data.len() as u64 + STREAM;
        self.left.set(self.left.get().saturating_sub(length));
        self.page.set(self.page.get().saturating_sub(length));
        self.strings.set(self.strings.get().saturating_add(strings(&data)));
        self.exhausted.set(self.left.get() == 0);
        let fits = self.left.get() > 0 && self.page.get() > 0 && self.strings.get() <= STRINGS;
        if fits { Ok(data) } else { Err(too_much()) }
    }

    fn resolve(&self, object: &Object) -> Result<Object> {
        match object {
            Object::Dict(_) => Ok(self.mended(object.clone())),
            _ => pdfboss_core::resolve_sync_with(self, object),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_width_letters_stand_where_the_character_maps_have_them() {
        for (name, (collection, space, first)) in ["GBK-EUC-H", "ETen-B5-H"].iter().zip(HALF_WIDTH) {
            let map = pdfboss_core::cmap::predefined(name).unwrap();
            let places = [0x20, 0x21, 0x7E].map(|code| map.cid(code, 1));
            assert_eq!(places, [Some(space), Some(first), Some(first + 0x5D)], "{collection}");
        }
    }

    #[test]
    fn the_map_of_half_width_letters_covers_ascii() {
        let map = latin_map(0x20, 0x21, 2);
        assert_eq!(map, "2 beginbfrange\n<20> <20> <0020>\n<21> <7E> <0021>\nendbfrange\n");
    }
}
