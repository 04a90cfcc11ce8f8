//! Markup cut into tags and text.
//!
//! In: the characters of a page. Out: [`HtmlToken`]s in order. Comments, processing instructions, declarations and
//! elements whose content is no text are left out. Whatever is broken counts as text or as nothing; no byte is looked
//! at more than a fixed number of times.

use super::attribute::{self, Unclosed};
use super::steps;
use super::tag::{SKIPPED, Tag};

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HtmlToken<'a> {
    /// Text, entities as written.
    Text(&'a str),
    /// A start tag with its raw attributes.
    Open(Tag, &'a str),
    /// An end tag.
    Close(Tag),
}

/// The tokens of a page.
pub(super) struct HtmlTokens<'a> {
    page: &'a str,
    at: usize,
    unclosed: Unclosed,
    /// No `-->` follows any more.
    no_comment_end: bool,
    /// No `]]>` follows any more.
    no_section_end: bool,
    /// No `>` follows any more.
    no_bracket: bool,
    /// Elements of [`SKIPPED`] that nothing closes any more; a bit each.
    no_end_tag: u32,
}

impl<'a> HtmlTokens<'a> {
    /// The tokens of `page`.
    pub(super) fn new(page: &'a str) -> HtmlTokens<'a> {
        HtmlTokens {
            page,
            at: 0,
            unclosed: Unclosed::default(),
            no_comment_end: false,
            no_section_end: false,
            no_bracket: false,
            no_end_tag: 0,
        }
    }

    fn rest(&self, from: usize) -> &'a str {
        self.page.get(from..).unwrap_or("")
    }

    /// Where markup begins at or after `from`.
    fn next_markup(&self, mut from: usize) -> usize {
        let bytes = self.page.as_bytes();
        while let Some(found) =
            bytes.get(from..).and_then(|rest| steps::search(rest, |rest| memchr::memchr(b'<', rest)))
        {
            let at = from + found;
            let after = |nth: usize| bytes.get(at + nth).copied().unwrap_or(b' ');
            let is_markup = match after(1) {
                b'/' => after(2).is_ascii_alphabetic() || after(2) == b'>',
                b'!' | b'?' => !self.no_bracket,
                first => first.is_ascii_alphabetic(),
            };
            if is_markup {
                return at;
            }
            from = at + 1;
        }
        bytes.len()
    }

    /// Skips what begins with `<!` or `<?`; hands out what stands in a CDATA section.
    fn declaration(&mut self) -> Option<HtmlToken<'a>> {
        let rest = self.rest(self.at);
        if let Some(inner) = rest.strip_prefix("<!--") {
            let start = self.at + "<!--".len();
            if let Some(early) = [">", "->"].iter().find(|early| inner.starts_with(**early)) {
                self.at = start + early.len();
                return None;
            }
            let end = if self.no_comment_end {
                None
            } else {
                steps::search(inner.as_bytes(), |inner| memchr::memmem::find(inner, b"-->"))
            };
            self.no_comment_end |= end.is_none();
            if let Some(end) = end {
                self.at = start + end + "-->".len();
                return None;
            }
        }
        if let Some(inner) = rest.strip_prefix("<![CDATA[") {
            let start = self.at + "<![CDATA[".len();
            let end = if self.no_section_end {
                None
            } else {
                steps::search(inner.as_bytes(), |inner| memchr::memmem::find(inner, b"]]>"))
            };
            self.no_section_end |= end.is_none();
            if let Some(end) = end {
                self.at = start + end + "]]>".len();
                return inner.get(..end).map(HtmlToken::Text);
            }
        }
        match steps::search(rest.as_bytes(), |rest| memchr::memchr(b'>', rest)) {
            Some(end) => self.at += end + 1,
            None => self.no_bracket = true,
        }
        None
    }

    /// The end of the content of the element that was just opened, and what follows its end tag.
    fn raw_end(&mut self, name: &str, bit: usize) -> Option<(usize, usize)> {
        if self.no_end_tag & (1 << bit) != 0 {
            return None;
        }
        let bytes = self.page.as_bytes();
        let mut from = self.at;
        while let Some(found) =
            bytes.get(from..).and_then(|rest| steps::search(rest, |rest| memchr::memmem::find(rest, b"</")))
        {
            let at = from + found;
            let end = at + 2 + name.len();
            let named = bytes.get(at + 2..end).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
            if named && bytes.get(end).is_none_or(|b| !b.is_ascii_alphanumeric()) {
                return Some((at, attribute::end(self.page, end, &mut self.unclosed).1));
            }
            from = at + 2;
        }
        self.no_end_tag |= 1 << bit;
        None
    }

    fn tag(&mut self) -> Option<HtmlToken<'a>> {
        let closes = self.rest(self.at + 1).starts_with('/');
        let start = self.at + 1 + usize::from(closes);
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<');
        // No name is long: a tag without end need not be read to the end of the page.
        let name = self.rest(start);
        let length = name.char_indices().take(64).find(|&(_, c)| is_end(c)).map_or(0, |found| found.0);
        let name = name.get(..length).unwrap_or("");
        let (attributes_end, after) = attribute::end(self.page, start + length, &mut self.unclosed);
        self.at = after;
        if closes {
            return Some(HtmlToken::Close(Tag::of(name)));
        }
        let attributes = self.page.get(start + length..attributes_end).unwrap_or("");
        if let Some(bit) = SKIPPED.iter().position(|skipped| name.eq_ignore_ascii_case(skipped)) {
            if !attributes.ends_with('/')
                && let Some((_, after)) = self.raw_end(name, bit)
            {
                self.at = after;
            }
            return None;
        }
        Some(HtmlToken::Open(Tag::of(name), attributes))
    }
}

impl<'a> Iterator for HtmlTokens<'a> {
    type Item = HtmlToken<'a>;

    fn next(&mut self) -> Option<HtmlToken<'a>> {
        loop {
            let markup = self.next_markup(self.at);
            if markup > self.at {
                let text = self.page.get(self.at..markup)?;
                self.at = markup;
                return Some(HtmlToken::Text(text));
            }
            if self.at >= self.page.len() {
                return None;
            }
            let token = match self.page.as_bytes().get(self.at + 1) {
                Some(b'!' | b'?') => self.declaration(),
                Some(b'/') if self.rest(self.at).starts_with("</>") => {
                    self.at += "</>".len();
                    None
                }
                _ => self.tag(),
            };
            if token.is_some() {
                return token;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<&str> {
        HtmlTokens::new(page)
            .filter_map(|t| if let HtmlToken::Text(text) = t { Some(text) } else { None })
            .collect()
    }

    #[test]
    fn comments_declarations_and_code_are_left_out() {
        let page = "<!DOCTYPE html><!-- <p>无 --><?xml:namespace prefix=o/>一<script>if(a<b)'</p>'</script>二\
                    <STYLE>p{}</style >三<!--[if gte mso 9]><xml>无</xml><![endif]--><![if !x]>四<![endif]>";
        assert_eq!(texts(page), ["一", "二", "三", "四"]);
        assert_eq!(texts("<!-->一<!--->二<![CDATA[三<b>]]>"), ["一", "二", "三<b>"]);
    }

    #[test]
    fn what_is_broken_is_text_or_nothing() {
        assert_eq!(texts("p<0.05，<关于>，</ 一"), ["p<0.05，<关于>，</ 一"]);
        assert_eq!(texts("一<!-- 二<p>三"), ["一", "三"]);
        assert_eq!(texts("一<script>二"), ["一", "二"]);
        assert_eq!(texts("一<p 二"), ["一"]);
        assert_eq!(texts("一<!二"), ["一", "<!二"]);
        assert_eq!(texts("一<p<b>二"), ["一", "二"]);
        assert_eq!(texts("<<<<"), ["<<<<"]);
    }
}
