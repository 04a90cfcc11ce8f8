//! Kinds of blocks, and what a piece is within its block: names and tiers.
//!
//! Plain data with names. Which text is of which kind is the parser's business.

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
