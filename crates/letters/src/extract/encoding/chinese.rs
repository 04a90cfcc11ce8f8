//! GB18030 or Big5: both readings are scored by what characters they give.
//!
//! In: bytes that are neither UTF-8 nor UTF-16. Out: the better reading, if it reads like Chinese at all.
//! GB2312 and GBK are read as GB18030, which holds both. chardetng is asked only when the scores are close.

use super::Decoded;
use crate::extract::format::ExtractError;
use dafu_words::message;
use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use std::sync::LazyLock;

/// Bytes scored on each of three places.
const SAMPLE: usize = 1 << 14;
/// Scores closer than this are a matter of opinion.
const CLOSE: f64 = 0.15;
/// A reading below this score is no Chinese text.
const LEAST: f64 = 0.5;

/// The characters that any letter of the genre is full of, simplified and traditional forms side by side: read in the
/// wrong encoding, a letter hardly holds any of them.
const FREQUENT: &str = "\
的一是在和有了不为大年月日号第会对中国省市县区镇乡村全部各个人民政协委员代表提案建议答复函办理收悉现如下关于\
您我局厅您好感谢支持工作发展加强推进开展项目资金管理服务建设规划企业科技教育卫生社会经济生态环境农业交通\
措施成效情况问题目前截至下步将进一步继续积极完善实施落实推动提高提升保障重点机制体制制度政策标准\
二三四五六七八九十百千万亿元个以上与及等按照根据通过其中已经完成新增时间单位责任联系电话公开主动\
為國縣區鎮鄉對號會協員議復覆辦現關於廳謝發進開項資務設劃業衛經環農狀況問題將實繼積極動昇點機體規範標準萬億個與間單責聯繫電話後時無這從動應並據處";

/// Decodes `bytes` in the likelier of the two encodings.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, ExtractError> {
    let gb = score(bytes, GB18030);
    let big5 = score(bytes, BIG5);
    let close = (gb - big5).abs() < CLOSE;
    let prefers_big5 = if close { adviser(bytes) == BIG5 } else { big5 > gb };
    let (encoding, name, score) = if prefers_big5 { (BIG5, "big5", big5) } else { (GB18030, "gb18030", gb) };
    if score < LEAST {
        let reason = message!("fault_no_encoding", guess = adviser(bytes).name());
        return Err(ExtractError::Undecodable(reason));
    }
    if let Some(other) = neighbour(bytes).filter(|_| encoding == GB18030) {
        return Err(ExtractError::Undecodable(message!("fault_neighbour", encoding = other)));
    }
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let bad = text.matches(char::REPLACEMENT_CHARACTER).count();
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    Ok(Decoded { text, encoding: name, bad })
}

/// Pairs of bytes from which on a neighbour's text can be told.
const SURE: usize = 20;

/// The encoding of a neighbour that stands where GB2312 does, if the text is in it. Korean syllables fill the first half
/// of the Han characters in daily use, and nearly every Japanese sentence has hiragana.
fn neighbour(bytes: &[u8]) -> Option<&'static str> {
    let (mut han, mut first_half, mut hiragana) = (0usize, 0usize, 0usize);
    for sample in samples(bytes) {
        let mut rest = sample;
        while let [lead, trail, after @ ..] = rest {
            if *lead < 0x81 {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            rest = after;
            if *trail >= 0xA1 {
                han += usize::from((0xB0..=0xF7).contains(lead));
                first_half += usize::from((0xB0..=0xC8).contains(lead));
                hiragana += usize::from(*lead == 0xA4);
            }
        }
    }
    match () {
        () if han >= SURE && first_half * 50 >= han * 49 => Some("euc-kr"),
        () if han + hiragana >= SURE && hiragana * 12 >= han + hiragana => Some("euc-jp"),
        () => None,
    }
}

fn adviser(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE * 4)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Mean worth of the characters above ASCII: 1 for a common one, 2 for one that the genre is full of, less
/// than nothing for what only a wrong reading gives.
fn score(bytes: &[u8], encoding: &'static Encoding) -> f64 {
    let (mut sum, mut count) = (0i64, 0i64);
    for sample in samples(bytes) {
        let text = encoding.decode_without_bom_handling(sample).0;
        for c in text.chars().filter(|c| !c.is_ascii()) {
            sum += worth(c);
            count += 1;
        }
    }
    sum as f64 / count.max(1) as f64
}

fn worth(c: char) -> i64 {
    match c {
        char::REPLACEMENT_CHARACTER => -5,
        '\u{E000}'..='\u{F8FF}' => -4,
        '\u{3000}'..='\u{301F}' | '\u{FF01}'..='\u{FF5E}' | '\u{2010}'..='\u{203B}' | '·' => 1,
        '\u{2460}'..='\u{249B}' => 0,
        HAN_FIRST..=HAN_LAST => i64::from(HAN_WORTH[c as usize - HAN_FIRST as usize]),
        _ => -2,
    }
}

const HAN_FIRST: char = '\u{4E00}';
const HAN_LAST: char = '\u{9FFF}';

/// Worth of each Han character: 2 for a frequent one, 1 for one of the first levels of GB2312 and Big5, which hold the
/// characters in daily use.
static HAN_WORTH: LazyLock<Vec<i8>> = LazyLock::new(|| {
    let mut worth = vec![-2; HAN_LAST as usize - HAN_FIRST as usize + 1];
    let mut set = |c: char, value| {
        if let Some(worth) = (c as usize).checked_sub(HAN_FIRST as usize).and_then(|at| worth.get_mut(at)) {
            *worth = value;
        }
    };
    let levels = [(GBK, 0xB0..=0xD7, 0xA1..=0xFE), (BIG5, 0xA4..=0xC6, 0x40..=0xFE)];
    for (encoding, leads, trails) in levels {
        for pair in leads.flat_map(|lead| trails.clone().map(move |trail| [lead, trail])) {
            encoding.decode_without_bom_handling(&pair).0.chars().for_each(|c| set(c, 1));
        }
    }
    FREQUENT.chars().for_each(|c| set(c, 2));
    worth
});

/// Head, middle and tail, each begun where a character surely begins.
fn samples(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let len = bytes.len();
    let starts = if len <= 3 * SAMPLE { vec![0] } else { vec![0, len / 2, len - SAMPLE] };
    let size = if len <= 3 * SAMPLE { len } else { SAMPLE };
    starts.into_iter().map(move |start| {
        let part = &bytes[start..len.min(start + size)];
        // A byte below 0x30 is never the second half of a character in either encoding.
        let is_edge = |&b: &u8| b < 0x30;
        let begin = if start == 0 { 0 } else { part.iter().position(is_edge).unwrap_or(0) };
        let end = part.iter().rposition(is_edge).filter(|&end| end > begin && start + size < len);
        &part[begin..end.unwrap_or(part.len())]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True when `c` is written with two bytes of the first level of either standard.
    fn is_common(c: char) -> bool {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        let pair = |encoding: &'static Encoding| match *encoding.encode(text).0 {
            [lead, trail] => (lead, trail),
            _ => (0, 0),
        };
        matches!(pair(GBK), (0xB0..=0xD7, 0xA1..)) || matches!(pair(BIG5), (0xA4..=0xC6, _))
    }

    #[test]
    fn texts_of_neighbours_are_no_chinese() {
        let korean = "귀하께서 제출하신 농촌 상수도 안전 강화에 관한 건의를 잘 받았으며 다음과 같이 답변드립니다. 감사합니다. ";
        let japanese = "水道事業計画等関係資料整備状況調査結果報告書及び予算案について、関係部局と協議の上、次年度計画に反映する。";
        let reason = |bytes: &[u8]| match decode(bytes) {
            Err(ExtractError::Undecodable(reason)) => reason.to_string().to_ascii_lowercase(),
            other => format!("{other:?}"),
        };
        assert!(reason(&encoding_rs::EUC_KR.encode(korean).0).contains("euc-kr"));
        assert!(reason(&encoding_rs::EUC_JP.encode(japanese).0).contains("euc-jp"));
        let chinese = "您提出的关于加强农村饮水安全工作的建议收悉，现答复如下：感谢您对水利工作的关心。";
        assert_eq!(decode(&GB18030.encode(chinese).0).unwrap().encoding, "gb18030");
    }

    #[test]
    fn characters_in_daily_use_are_those_of_the_first_levels() {
        for c in HAN_FIRST..=HAN_LAST {
            let expected = match c {
                _ if FREQUENT.contains(c) => 2,
                _ if is_common(c) => 1,
                _ => -2,
            };
            assert_eq!(worth(c), expected, "{c}");
        }
    }
}
