//! File names as bytes, and where they are counted from.
//!
//! In: paths on disk. Out: the bytes the store keeps, and back. Names need not be valid UTF-8 (GBK names exist).
//! What lies below the directory that holds `.dafu` is kept relative to it, so that the whole can be moved.

use std::borrow::Cow;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Name of an archive's directory.
pub const DIRECTORY: &str = ".dafu";

/// Stands between a collection's path and the id of one of its lines; no path holds it.
pub const LINE_MARK: u8 = 0;

/// The directory that relative paths are counted from.
#[derive(Clone, Debug)]
pub struct Base(PathBuf);

impl Base {
    /// The base of the archive directory `dir` (canonical): its parent.
    pub fn of(dir: &Path) -> Base {
        Base(dir.parent().unwrap_or(dir).to_owned())
    }

    /// The bytes under which the absolute path `path` is stored.
    pub fn stored(&self, path: &Path) -> Vec<u8> {
        self.stored_ref(path).into_owned()
    }

    /// The same, borrowed from the path where it can be.
    pub fn stored_ref<'p>(&self, path: &'p Path) -> Cow<'p, [u8]> {
        let relative = path.strip_prefix(&self.0).ok().filter(|rest| !rest.as_os_str().is_empty());
        bytes_ref(relative.unwrap_or(path))
    }

    /// The absolute path that was stored as `stored`; for a line, its collection's.
    pub fn absolute(&self, stored: &[u8]) -> PathBuf {
        let path = stored.split(|&byte| byte == LINE_MARK).next().unwrap_or(stored);
        self.0.join(from_bytes(path))
    }

    /// The same, with the name of a bundle's file behind the bundle's path.
    pub fn shown(&self, stored: &[u8]) -> PathBuf {
        let path = self.absolute(stored);
        match memchr::memmem::find(stored, b"\0\0").and_then(|at| stored.get(at..)) {
            Some(part) => {
                let mut shown = path.into_os_string();
                shown.push(String::from_utf8_lossy(part).replace("\0\0", "!"));
                PathBuf::from(shown)
            }
            None => path,
        }
    }
}

/// How stored bytes are shown: invalid UTF-8 replaced, a line's id after `#`, the name of a bundle's file after `!`.
pub fn display(stored: &[u8]) -> String {
    String::from_utf8_lossy(stored).replace("\0\0", "!").replace(char::from(LINE_MARK), "#")
}

/// A path's bytes.
pub fn bytes(path: &Path) -> Vec<u8> {
    bytes_ref(path).into_owned()
}

#[cfg(unix)]
fn bytes_ref(path: &Path) -> Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    Cow::Borrowed(path.as_os_str().as_bytes())
}

/// Unpaired surrogates, which hardly exist, are replaced.
#[cfg(not(unix))]
fn bytes_ref(path: &Path) -> Cow<'_, [u8]> {
    Cow::Owned(path.to_string_lossy().into_owned().into_bytes())
}

#[cfg(unix)]
fn from_bytes(stored: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(stored.to_vec())
}

#[cfg(not(unix))]
fn from_bytes(stored: &[u8]) -> OsString {
    String::from_utf8_lossy(stored).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf8_come_back_as_they_were() {
        let base = Base::of(Path::new("/档案/.dafu"));
        let path = Path::new("/档案").join(from_bytes(b"\xb4\xf0\xb8\xb4.txt"));
        assert_eq!(base.stored(&path), b"\xb4\xf0\xb8\xb4.txt");
        assert_eq!(base.absolute(&base.stored(&path)), path);
        assert_eq!(base.stored(Path::new("/elsewhere/a")), b"/elsewhere/a");
        assert_eq!(base.absolute(b"/elsewhere/a"), Path::new("/elsewhere/a"));
    }
}
