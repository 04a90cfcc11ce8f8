//! Kinds of letters.
//!
//! Plain data with names. How a kind is recognised is the parser's business.

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
