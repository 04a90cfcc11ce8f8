//! Element names and what each means for the flow of text.
//!
//! In: a name as it stands in a page. Out: a [`Tag`], and whether it breaks lines, has no content, or closes others.
//! Names that make no difference to the text are one tag, [`Tag::Other`].

/// An element, as far as its name matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the elements")]
pub(crate) enum Tag {
    /// No element: a stretch of text.
    Text,
    /// The page itself.
    Root,
    A,
    Article,
    Aside,
    /// Elements that break lines and mean no more.
    Block,
    Body,
    Br,
    Button,
    Dd,
    Div,
    Dl,
    Dt,
    Footer,
    /// `h1` to `h3`.
    Heading,
    Hr,
    Html,
    Input,
    Li,
    Link,
    Meta,
    Nav,
    Ol,
    Option,
    /// Elements of an inline kind and unknown ones.
    Other,
    P,
    Pre,
    /// Reading marks beside ruby characters, and the brackets around them.
    Reading,
    Select,
    Table,
    /// `thead`, `tbody`, `tfoot`.
    TablePart,
    Td,
    TextArea,
    Title,
    Tr,
    Ul,
    /// `img`, `wbr`, `input` and the like: nothing stands within them.
    Void,
}

/// Longest name that is looked up.
const LONGEST: usize = 12;

/// Elements whose content is no text of the page, or is no markup.
pub(super) const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "video", "audio", "canvas",
    "map", "xml", "noembed", "noframes", "applet",
];

impl Tag {
    /// The tag of a name, in any case.
    pub(crate) fn of(name: &str) -> Tag {
        let mut buffer = [0u8; LONGEST];
        let Some(lower) = buffer.get_mut(..name.len()) else { return Tag::Other };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"a" => Tag::A,
            b"article" | b"main" | b"section" => Tag::Article,
            b"aside" => Tag::Aside,
            b"address" | b"blockquote" | b"center" | b"details" | b"dir" | b"fieldset" | b"figcaption"
            | b"figure" | b"form" | b"frameset" | b"h4" | b"h5" | b"h6" | b"header" | b"hgroup"
            | b"legend" | b"menu" | b"summary" | b"caption" | b"dialog" | b"ucapcontent" => Tag::Block,
            b"body" => Tag::Body,
            b"br" => Tag::Br,
            b"button" => Tag::Button,
            b"dd" => Tag::Dd,
            b"div" => Tag::Div,
            b"dl" => Tag::Dl,
            b"dt" => Tag::Dt,
            b"footer" => Tag::Footer,
            b"h1" | b"h2" | b"h3" => Tag::Heading,
            b"hr" => Tag::Hr,
            b"html" => Tag::Html,
            b"input" => Tag::Input,
            b"li" => Tag::Li,
            b"link" => Tag::Link,
            b"meta" => Tag::Meta,
            b"nav" => Tag::Nav,
            b"ol" => Tag::Ol,
            b"option" | b"optgroup" => Tag::Option,
            b"p" => Tag::P,
            b"pre" | b"listing" | b"xmp" => Tag::Pre,
            b"rt" | b"rp" | b"rtc" => Tag::Reading,
            b"select" | b"datalist" => Tag::Select,
            b"table" => Tag::Table,
            b"thead" | b"tbody" | b"tfoot" | b"colgroup" => Tag::TablePart,
            b"td" | b"th" => Tag::Td,
            b"textarea" => Tag::TextArea,
            b"title" => Tag::Title,
            b"tr" => Tag::Tr,
            b"ul" => Tag::Ul,
            b"img" | b"wbr" | b"area" | b"base" | b"col" | b"embed" | b"source" | b"track" | b"param"
            | b"keygen" | b"frame" | b"basefont" | b"bgsound" => Tag::Void,
            _ => Tag::Other,
        }
    }

    /// True when lines end where the element begins and where it ends.
    pub(crate) fn breaks(self) -> bool {
        !matches!(
            self,
            Tag::Text
                | Tag::A
                | Tag::Button
                | Tag::Input
                | Tag::Link
                | Tag::Meta
                | Tag::Option
                | Tag::Other
                | Tag::Reading
                | Tag::Select
                | Tag::TextArea
                | Tag::Title
                | Tag::Void
                | Tag::Br
        )
    }

    /// True when nothing can stand within the element.
    pub(crate) fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr | Tag::Input | Tag::Link | Tag::Meta | Tag::Void)
    }

    /// True for a paragraph-like element, of which each makes a line of its own in a table's cell.
    pub(crate) fn is_paragraph(self) -> bool {
        matches!(self, Tag::P | Tag::Div | Tag::Li | Tag::Br | Tag::Heading | Tag::Block | Tag::Table)
    }

    /// True when the start of `self` ends an open `other`, whose end tag was left out.
    pub(crate) fn ends(self, other: Tag) -> bool {
        match other {
            Tag::P => self.breaks() && !matches!(self, Tag::Body | Tag::Html),
            Tag::Li => self == Tag::Li,
            Tag::Dt | Tag::Dd => matches!(self, Tag::Dt | Tag::Dd),
            Tag::Td => matches!(self, Tag::Td | Tag::Tr | Tag::TablePart),
            Tag::Tr => matches!(self, Tag::Tr | Tag::TablePart),
            Tag::TablePart => self == Tag::TablePart,
            Tag::Option => self == Tag::Option,
            Tag::Reading => self == Tag::Reading,
            Tag::Heading => self == Tag::Heading,
            Tag::A => self == Tag::A,
            Tag::Title => true,
            _ => false,
        }
    }

    /// True when the start of `self` ends nothing outside of an open `other`.
    pub(crate) fn stays_within(self, other: Tag) -> bool {
        match self {
            Tag::Li => matches!(other, Tag::Ul | Tag::Ol | Tag::Td | Tag::Table),
            Tag::Dt | Tag::Dd => matches!(other, Tag::Dl | Tag::Td | Tag::Table),
            Tag::Td | Tag::Tr | Tag::TablePart => other == Tag::Table,
            _ => matches!(other, Tag::Td | Tag::Table | Tag::Button | Tag::Root),
        }
    }
}
