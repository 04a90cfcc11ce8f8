//! Who had a part: the units that handled the case, and those who made the proposal.
//!
//! Plain data.

use crate::reply::model::field::Origin;
use dafu_words::span::Span;

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
    /// Person or body, inner spaces removed (`张三`).
    pub name: String,
    /// Role as written: 第一提案人, 领衔代表, 联名 …; empty when none is given.
    pub role: String,
    /// Type: 个人 联名 党派 人民团体 界别 委员小组 专委会 代表团; empty when unknown.
    pub kind: &'static str,
    /// Where the name stands.
    pub span: Option<Span>,
}
