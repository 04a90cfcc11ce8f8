//! Keys of a page's information table, by the field that their value tells.
//!
//! In and out: words. Which lines belong to the table is said by `frames`.

use std::sync::LazyLock;

use crate::forms::look::tables;
use crate::forms::vocabulary::Vocabulary;

tables! {
    /// Who proposed.
    pub(crate) PROPOSER = ["提案人", "建议人", "领衔代表", "第一提案人", "提案者", "代表姓名", "委员姓名"];

    /// What was proposed.
    pub(crate) SUBJECT = ["提案标题", "建议标题", "案由", "提案名称", "建议名称", "议案标题"];

    /// Title of the letter.
    pub(crate) TITLE = ["信息名称", "文件名称", "标题", "名称"];

    /// Document number.
    pub(crate) DOC_NUMBER = ["发文字号", "文号"];

    /// Number of the case.
    pub(crate) CASE = ["提案编号", "建议编号", "提案号", "建议号", "案号", "编号", "立案号"];

    /// Day of publication.
    pub(crate) PUBLISHED = ["发布日期", "发布时间", "公开日期", "更新时间"];

    /// Day of publication, where nothing stands before the word: 提交日期 is another day.
    pub(crate) DATED = ["日期：", "时间："];

    /// Day of the letter.
    pub(crate) WRITTEN = ["成文日期", "成文时间", "发文日期", "发文时间", "生成日期", "答复时间", "答复日期"];

    /// Day on which the case was assigned.
    pub(crate) ASSIGNED = ["交办日期", "交办时间"];

    /// Disclosure.
    pub(crate) DISCLOSURE = ["建议公开范围", "公开方式", "公开属性"];

    /// Unit that answers.
    pub(crate) ANSWERER = ["答复单位", "承办单位"];

    /// Unit that leads; the longer form is asked for first.
    pub(crate) LEAD = ["主办单位（分办单位）", "主办单位"];

    /// Unit that the page names as its source: its editor's, and no author.
    pub(crate) SOURCE = ["来源"];

    /// Unit that the page names as the issuing body.
    pub(crate) ISSUER = ["发文机关", "发文单位", "发布机构", "发布单位", "责任部门"];
}

/// The tables of this file as one vocabulary.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of(ALL.iter().copied()));
