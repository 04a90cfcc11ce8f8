//! A text packed by gzip.
//!
//! In: gzip's bytes. Out: the text within, as if it had come unpacked. Only plain text is taken: what else is packed
//! this way is no letter.

use std::io::{ErrorKind, Read};

use flate2::read::MultiGzDecoder;

use super::plain;
use crate::extract::cut;
use crate::extract::format::{Caps, ExtractError, Extracted, Format, LARGEST};
use dafu_words::message;

/// The entry of the format table.
pub(super) const FORMAT: Format = Format { name: "gzip", sniff, read, binary: true, version: 2 };

fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B\x08")
}

fn read(bytes: &[u8], caps: &Caps) -> Result<Extracted, ExtractError> {
    let allowed = caps.expanded.min(LARGEST).min(caps.allowed(bytes.len() as u64));
    let mut unpacked = Vec::new();
    let cut_off = match MultiGzDecoder::new(bytes).take(allowed + 1).read_to_end(&mut unpacked) {
        Ok(_) => false,
        // What came before the end is text all the same.
        Err(error) if error.kind() == ErrorKind::UnexpectedEof && !unpacked.is_empty() => true,
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(ExtractError::Cut(FORMAT.name)),
        Err(error) => {
            let what = message!("fault_quoted", words = error.to_string());
            return Err(ExtractError::Damaged { format: FORMAT.name, what });
        }
    };
    if unpacked.len() as u64 > allowed {
        return Err(ExtractError::Capped { what: "unpacked_bytes", most: allowed });
    }
    if unpacked.is_empty() {
        return Err(ExtractError::Empty);
    }
    if !(plain::FORMAT.sniff)(&unpacked) {
        return Err(ExtractError::Binary("gzip_other"));
    }
    if cut_off && let Err(error) = std::str::from_utf8(&unpacked) {
        // The last character was cut off as well.
        unpacked.truncate(error.error_len().map_or(error.valid_up_to(), |_| unpacked.len()));
    }
    let read = (plain::FORMAT.read)(&unpacked, caps);
    let mut read = if cut_off { read.map_err(|_| ExtractError::Cut(FORMAT.name))? } else { read? };
    if cut_off {
        read.notes.push(cut::note(message!("end_trailer")));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(content).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn the_text_within_is_read() {
        let read = read(&packed("某代表：\n您好。".as_bytes()), &Caps::default()).unwrap();
        assert_eq!((read.text.as_str(), read.format), ("某代表：\n您好。", "text"));
    }

    #[test]
    fn bombs_damage_and_other_content_are_refused() {
        let caps = Caps { expanded: 1000, ..Caps::default() };
        assert!(matches!(read(&packed(&[b'a'; 2000]), &caps), Err(ExtractError::Capped { .. })));
        assert!(matches!(read(&packed(&[0; 5 << 20]), &Caps::default()), Err(ExtractError::Capped { .. })));
        let whole = packed("某代表".as_bytes());
        let cut = read(&whole[..12], &Caps::default());
        assert!(matches!(cut, Err(ExtractError::Cut("gzip"))), "{cut:?}");
        let long = (0..900).map(|n| format!("第{n}号提案：某局将继续推进。\n")).collect::<String>();
        let whole = packed(long.as_bytes());
        for end in [whole.len() / 2, whole.len() - 4] {
            let read = read(&whole[..end], &Caps::default()).unwrap();
            assert_eq!(read.notes.last().map(|note| note.code), Some(cut::CUT_OFF), "{end}");
            assert!(read.text.as_str().starts_with("第0号提案"));
        }
        assert!(matches!(read(&packed(b"PK\x03\x04"), &Caps::default()), Err(ExtractError::Binary(_))));
        assert!(matches!(read(&packed(b""), &Caps::default()), Err(ExtractError::Empty)));
    }
}
