//! What a letter says: header fields, cases, sections, blocks, items.
//!
//! Plain data without behaviour beyond names; JSON shapes live in `render::wire`, not here.

use crate::text::Note;
use dafu_words::span::Span;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The letter says so in words made for it (a label, a number, a signature).
    Explicit,
    /// Concluded from a cue.
    Inferred,
    /// Supplied from outside (`--metadata`, a page's table).
    Metadata,
    /// Put right by a person.
    Corrected,
}

impl Origin {
    /// Name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Origin::Explicit => "explicit",
            Origin::Inferred => "inferred",
            Origin::Metadata => "metadata",
            Origin::Corrected => "corrected",
        }
    }
}

/// A value with the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// Normalised value.
    pub value: T,
    /// As written, white space and line breaks removed only where the reflow did.
    pub raw: String,
    /// How it is known.
    pub origin: Origin,
    /// Where it stands, in bytes of the text; none for metadata.
    pub span: Option<Span>,
}

/// Kind of letter (文种).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReplyKind {
    /// 提案答复
    ProposalReply,
    /// 建议答复
    SuggestionReply,
    /// 议案办理报告
    MotionReport,
    /// 会办意见, 协办意见: addressed to the lead unit
    CoOpinion,
    /// 补充答复
    Supplement,
    /// 答复摘要
    Summary,
    /// 转请、转办函
    Transfer,
    /// 退办函
    Return,
    /// 其他: no reply was recognised; indexed as paragraphs
    Other,
}

impl ReplyKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [ReplyKind; 9] = [
        ReplyKind::ProposalReply,
        ReplyKind::SuggestionReply,
        ReplyKind::MotionReport,
        ReplyKind::CoOpinion,
        ReplyKind::Supplement,
        ReplyKind::Summary,
        ReplyKind::Transfer,
        ReplyKind::Return,
        ReplyKind::Other,
    ];

    /// Canonical Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            ReplyKind::ProposalReply => "提案答复",
            ReplyKind::SuggestionReply => "建议答复",
            ReplyKind::MotionReport => "议案办理报告",
            ReplyKind::CoOpinion => "会办意见",
            ReplyKind::Supplement => "补充答复",
            ReplyKind::Summary => "答复摘要",
            ReplyKind::Transfer => "转办函",
            ReplyKind::Return => "退办函",
            ReplyKind::Other => "其他",
        }
    }

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            ReplyKind::ProposalReply => "proposal_reply",
            ReplyKind::SuggestionReply => "suggestion_reply",
            ReplyKind::MotionReport => "motion_report",
            ReplyKind::CoOpinion => "co_opinion",
            ReplyKind::Supplement => "supplement",
            ReplyKind::Summary => "summary",
            ReplyKind::Transfer => "transfer",
            ReplyKind::Return => "return",
            ReplyKind::Other => "other",
        }
    }
}

/// The body to which a proposal or suggestion was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CaseBody {
    /// 政协
    Cppcc,
    /// 人大
    PeopleCongress,
}

impl CaseBody {
    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            CaseBody::Cppcc => "cppcc",
            CaseBody::PeopleCongress => "people_congress",
        }
    }
}

/// 届次: which term and which plenary of the body; 0 where unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sitting {
    /// 届
    pub term: u16,
    /// 次
    pub plenary: u16,
}

/// 件: one proposal or suggestion that the letter answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The body it was made to, if the letter tells.
    pub body: Option<CaseBody>,
    /// 届次, if the letter tells.
    pub sitting: Option<Field<Sitting>>,
    /// 案号: `value` is the lookup form (upper case, no leading zeros: `2024D10`, `1025`), `raw` as written.
    pub number: Option<Field<String>>,
    /// True for 闭会期间.
    pub closed_session: bool,
    /// A second, system-internal number (`12050094`), if one stands beside the case number.
    pub system_number: Option<Field<String>>,
}

/// 文号 in parts: `吉科发人才〔2024〕80号`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocNumber {
    /// Issuing code before the bracket (`吉科发人才`); can be empty when damaged.
    pub code: String,
    /// Year in the brackets; 0 when damaged.
    pub year: u16,
    /// Serial number; empty when damaged.
    pub serial: String,
}

impl DocNumber {
    /// The normalised form `吉科发人才〔2024〕80号`; lost parts are left out.
    pub fn normalised(&self) -> String {
        let year = if self.year == 0 { String::new() } else { self.year.to_string() };
        format!("{}〔{}〕{}号", self.code, year, self.serial)
    }
}

/// A public body that had a part in handling the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handler {
    /// Name as written (`教育厅`).
    pub unit: String,
    /// Full standard name where one is known (`教育厅`, `人力资源和社会保障厅`), else as written.
    pub unit_normalised: String,
    /// Role as written: 独办 主办 分办 会办 协办 参阅 …
    pub role: String,
    /// How it is known.
    pub origin: Origin,
    /// Where the unit's name stands.
    pub span: Option<Span>,
}

/// One who made the proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposer {
    /// Person or body, inner spaces removed (`魏娜`).
    pub name: String,
    /// Role as written: 第一提案人, 领衔代表, 联名 …; empty when none is given.
    pub role: String,
    /// Type: 个人 联名 党派 人民团体 界别 委员小组 专委会 代表团; empty when unknown.
    pub kind: &'static str,
    /// Where the name stands.
    pub span: Option<Span>,
}

/// A calendar date, or what is left of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterDate {
    /// `YYYY-MM-DD`; none when damaged.
    pub value: Option<String>,
    /// The likeliest reading of a damaged date, `YYYY-MM-DD`.
    pub guess: Option<String>,
}

/// Disclosure (公开) marks, each as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// Consent of the proposer: 同意公开, 是.
    pub consent: Option<Field<String>>,
    /// Attribute of the letter: 主动公开, 依申请公开, 不予公开.
    pub attribute: Option<Field<String>>,
    /// Extent: 全文公开, 仅公开标题.
    pub extent: Option<Field<String>>,
}

/// The role of a piece of the letter: of the body, or of the frame around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each kind is documented by its Chinese name in `zh`")]
pub enum BlockKind {
    Ask,
    PolicyBasis,
    Background,
    Measures,
    Progress,
    Results,
    Adoption,
    Problems,
    Explanation,
    Consultation,
    Referral,
    NextSteps,
    CoOpinion,
    Body,
    Heading,
    Title,
    DocNumber,
    Class,
    Disclosure,
    Signer,
    Addressee,
    Opening,
    Appraisal,
    Closing,
    Signature,
    Date,
    Contact,
    Cc,
    Attachment,
    Feedback,
    Meta,
    Furniture,
    OriginalProposal,
}

/// Coarse tier of a block kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// 基本情况
    Situation,
    /// 工作与成效
    Work,
    /// 困难与说明
    Difficulty,
    /// 下步打算
    NextSteps,
    /// 会办
    CoHandling,
    /// 格式要素
    Frame,
}

impl Tier {
    /// Every tier, in the order of the enum.
    pub const ALL: [Tier; 6] =
        [Tier::Situation, Tier::Work, Tier::Difficulty, Tier::NextSteps, Tier::CoHandling, Tier::Frame];

    /// Canonical Chinese name.
    pub fn zh(self) -> &'static str {
        match self {
            Tier::Situation => "基本情况",
            Tier::Work => "工作与成效",
            Tier::Difficulty => "困难与说明",
            Tier::NextSteps => "下步打算",
            Tier::CoHandling => "会办",
            Tier::Frame => "格式要素",
        }
    }

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Situation => "situation",
            Tier::Work => "work",
            Tier::Difficulty => "difficulty",
            Tier::NextSteps => "next_steps",
            Tier::CoHandling => "co_handling",
            Tier::Frame => "frame",
        }
    }
}

/// Kind, JSON name, canonical Chinese name, tier: the one table of block kinds.
const BLOCK_KINDS: [(BlockKind, &str, &str, Tier); 33] = [
    (BlockKind::Ask, "ask", "建议内容", Tier::Situation),
    (BlockKind::PolicyBasis, "policy_basis", "政策依据", Tier::Situation),
    (BlockKind::Background, "background", "基本情况", Tier::Situation),
    (BlockKind::Measures, "measures", "主要举措", Tier::Work),
    (BlockKind::Progress, "progress", "目前进展", Tier::Work),
    (BlockKind::Results, "results", "主要成效", Tier::Work),
    (BlockKind::Adoption, "adoption", "采纳情况", Tier::Work),
    (BlockKind::Problems, "problems", "存在问题", Tier::Difficulty),
    (BlockKind::Explanation, "explanation", "说明解释", Tier::Difficulty),
    (BlockKind::Consultation, "consultation", "沟通协商", Tier::Work),
    (BlockKind::Referral, "referral", "转办说明", Tier::Difficulty),
    (BlockKind::NextSteps, "next_steps", "下步打算", Tier::NextSteps),
    (BlockKind::CoOpinion, "co_opinion", "会办意见", Tier::CoHandling),
    (BlockKind::Body, "body", "正文", Tier::Situation),
    (BlockKind::Heading, "heading", "标题行", Tier::Frame),
    (BlockKind::Title, "title", "标题", Tier::Frame),
    (BlockKind::DocNumber, "docno", "文号", Tier::Frame),
    (BlockKind::Class, "class", "答复类别", Tier::Frame),
    (BlockKind::Disclosure, "disclosure", "公开属性", Tier::Frame),
    (BlockKind::Signer, "signer", "签发人", Tier::Frame),
    (BlockKind::Addressee, "addressee", "主送", Tier::Frame),
    (BlockKind::Opening, "opening", "开头", Tier::Frame),
    (BlockKind::Appraisal, "appraisal", "评价", Tier::Frame),
    (BlockKind::Closing, "closing", "结尾", Tier::Frame),
    (BlockKind::Signature, "signature", "落款", Tier::Frame),
    (BlockKind::Date, "date", "成文日期", Tier::Frame),
    (BlockKind::Contact, "contact", "联系方式", Tier::Frame),
    (BlockKind::Cc, "cc", "抄送", Tier::Frame),
    (BlockKind::Attachment, "attachment", "附件", Tier::Frame),
    (BlockKind::Feedback, "feedback", "反馈意见", Tier::Frame),
    (BlockKind::Meta, "meta", "信息表", Tier::Frame),
    (BlockKind::Furniture, "furniture", "页面装饰", Tier::Frame),
    (BlockKind::OriginalProposal, "original_proposal", "提案原文", Tier::Frame),
];

impl BlockKind {
    /// Every kind, in the order of the enum.
    pub fn all() -> impl Iterator<Item = BlockKind> {
        BLOCK_KINDS.iter().map(|row| row.0)
    }

    /// The kind with this place in the order of the enum.
    pub fn from_code(code: u8) -> Option<BlockKind> {
        BLOCK_KINDS.get(usize::from(code)).map(|row| row.0)
    }

    /// Name in JSON and in filters.
    pub fn name(self) -> &'static str {
        BLOCK_KINDS[self as usize].1
    }

    /// Canonical Chinese name.
    pub fn zh(self) -> &'static str {
        BLOCK_KINDS[self as usize].2
    }

    /// Coarse tier.
    pub fn tier(self) -> Tier {
        BLOCK_KINDS[self as usize].3
    }

    /// True for parts of the letter's frame, headings included.
    pub fn is_frame(self) -> bool {
        self.tier() == Tier::Frame
    }

    /// The kind with this JSON name or canonical Chinese name.
    pub fn from_name(name: &str) -> Option<BlockKind> {
        BLOCK_KINDS.iter().find(|row| row.1 == name || row.2 == name).map(|row| row.0)
    }
}

/// What a piece is within its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A label (主要举措：) that opens a block.
    Label,
    /// A section heading (一、关于…).
    Heading,
    /// Text before the first item of a series.
    LeadIn,
    /// An enumerated item (一是…).
    Item,
    /// Running text, and every frame part.
    Text,
}

impl Part {
    /// Name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Part::Label => "label",
            Part::Heading => "heading",
            Part::LeadIn => "lead_in",
            Part::Item => "item",
            Part::Text => "text",
        }
    }
}

/// A stretch of one paragraph with one block kind and one item ordinal.
///
/// The pieces of a reply tile its text: in order, without overlap, every non-space character in exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes of the text; within one paragraph.
    pub span: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// Role.
    pub kind: BlockKind,
    /// Whether a label says so, or a cue.
    pub origin: Origin,
    /// The cue or label that decided, as written; empty when nothing did (the default kind).
    pub cue: String,
    /// What it is within its block.
    pub part: Part,
    /// Index into [`Reply::sections`], none before the first section and in the frame.
    pub section: Option<usize>,
    /// Running number of the block within the letter, from 0; none in the frame (headings included).
    pub block: Option<usize>,
    /// Ordinal as counted in the series, from 1.
    pub item: Option<u32>,
}

/// One answered point (一、关于…).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Ordinal, from 1.
    pub number: u32,
    /// The heading's text without its number (`关于…的建议。`).
    pub heading: String,
    /// The heading's place.
    pub span: Span,
    /// The block kind that a functional heading (一、基本情况) opens.
    pub opens: Option<BlockKind>,
}

/// One letter, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// 文种
    pub kind: Field<ReplyKind>,
    /// Title of the letter, white space removed.
    pub title: Option<Field<String>>,
    /// 文号
    pub doc_number: Option<Field<DocNumber>>,
    /// 落款: units that sign; normalised names.
    pub authors: Vec<Field<String>>,
    /// 主办: the author in a reply, the addressee in a 会办意见; normalised name.
    pub lead: Option<Field<String>>,
    /// Other units with their roles, as written.
    pub handlers: Vec<Handler>,
    /// 主送, without the colon.
    pub addressee: Option<Field<String>>,
    /// Who made the proposal.
    pub proposers: Vec<Proposer>,
    /// Stated number of proposers (等3位).
    pub proposer_count: Option<Field<u32>>,
    /// 案由
    pub subject: Option<Field<String>>,
    /// 公开
    pub disclosure: Disclosure,
    /// Cases answered, in the order named; empty when no number, body or sitting was found.
    pub cases: Vec<Case>,
    /// 答复类别: `value` normalised within its scheme (letter and digit: `A1`, `B`), `raw` as written.
    pub category: Option<Field<String>>,
    /// 办理结果, as written.
    pub outcome: Option<Field<String>>,
    /// 满意度, as ticked.
    pub satisfaction: Option<Field<String>>,
    /// Date of the letter (落款日期).
    pub date: Option<Field<LetterDate>>,
    /// Date of publication on a page (发布日期).
    pub published: Option<Field<LetterDate>>,
    /// Date the case was assigned (交办).
    pub assigned: Option<Field<LetterDate>>,
    /// Region of the answering unit (`吉林省`, `白鹭县`).
    pub region: Option<Field<String>>,
    /// Level of the answering unit: national, province, city, county, township.
    pub level: Option<Field<&'static str>>,
    /// Contact persons and telephones, to be masked on output.
    pub contact: Vec<Span>,
    /// Answered points.
    pub sections: Vec<Section>,
    /// The letter cut into pieces.
    pub pieces: Vec<Piece>,
    /// Oddities.
    pub notes: Vec<Note>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_block_kinds_follows_the_enum() {
        for (index, row) in BLOCK_KINDS.iter().enumerate() {
            assert_eq!(row.0 as usize, index, "{}", row.1);
            assert_eq!(BlockKind::from_name(row.1), Some(row.0));
            assert_eq!(BlockKind::from_name(row.2), Some(row.0));
        }
    }
}
