//! Numbers in Arabic and Chinese figures, read and written.
//!
//! In: canonical text. Out: the value and how many bytes it took; or a number, as people write it. Units and dates
//! are read elsewhere.

/// Value of a single Chinese figure.
pub fn figure(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// True for a character of a Chinese number.
pub fn is_numeral(c: char) -> bool {
    figure(c).is_some() || matches!(c, '十' | '百' | '廿' | '卅')
}

/// The number at the start of `s`, Arabic or Chinese, with its length in bytes.
pub fn read(s: &str) -> Option<(u32, usize)> {
    let arabic = s.bytes().take_while(u8::is_ascii_digit).count();
    if arabic > 0 {
        return s[..arabic].parse().ok().map(|value| (value, arabic));
    }
    let length: usize = s.chars().take_while(|&c| is_numeral(c)).take(8).map(char::len_utf8).sum();
    chinese(&s[..length]).map(|value| (value, length))
}

/// The number at the end of `s`, with its length in bytes.
pub fn read_back(s: &str) -> Option<(u32, usize)> {
    let arabic = s.bytes().rev().take_while(u8::is_ascii_digit).take(8).count();
    if arabic > 0 {
        return s[s.len() - arabic..].parse().ok().map(|value| (value, arabic));
    }
    let length: usize = s.chars().rev().take_while(|&c| is_numeral(c)).take(8).map(char::len_utf8).sum();
    chinese(&s[s.len() - length..]).map(|value| (value, length))
}

/// Value of a whole Chinese number: `十三`, `二十`, `一百零五`, or figure by figure `二〇二四`.
pub fn chinese(s: &str) -> Option<u32> {
    if s.is_empty() {
        return None;
    }
    if s.chars().all(|c| figure(c).is_some()) {
        return s.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(figure(c)?));
    }
    let (mut total, mut last) = (0u32, None);
    for c in s.chars() {
        match c {
            '十' => total += last.take().unwrap_or(1) * 10,
            '百' => total += last.take().unwrap_or(1) * 100,
            '廿' => total += 20,
            '卅' => total += 30,
            _ => {
                let value = figure(c)?;
                if value != 0 {
                    last = Some(value);
                }
            }
        }
    }
    Some(total + last.unwrap_or(0))
}

/// Figures, nothing for zero.
const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `n` in Chinese numerals (1 → 一, 12 → 十二, 120 → 一百二十); above 999 in Arabic digits.
pub fn written(n: u32) -> String {
    if n == 0 || n > 999 {
        return n.to_string();
    }
    let (hundreds, tens, ones) = ((n / 100) as usize, (n / 10 % 10) as usize, (n % 10) as usize);
    let mut out = String::new();
    if hundreds > 0 {
        out += DIGITS[hundreds];
        out += "百";
        if tens == 0 && ones > 0 {
            out += "零";
        }
    }
    if tens > 1 || (tens == 1 && hundreds > 0) {
        out += DIGITS[tens];
    }
    if tens > 0 {
        out += "十";
    }
    out + DIGITS[ones]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_arabic_numbers_are_read() {
        assert_eq!(read("十三届"), Some((13, 6)));
        assert_eq!(read("二十四"), Some((24, 9)));
        assert_eq!(read("二〇二四年"), Some((2024, 12)));
        assert_eq!(read("29日"), Some((29, 2)));
        assert_eq!(read("年"), None);
        assert_eq!(read_back("政协第十四"), Some((14, 6)));
        assert_eq!(chinese("一百零五"), Some(105));
    }

    #[test]
    fn ordinals_read_as_people_write_them() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (112, "一百一十二"),
            (1000, "1000"),
        ];
        for (n, expected) in cases {
            assert_eq!(written(n), expected);
        }
    }

    #[test]
    fn days_of_the_old_calendar_are_read() {
        assert_eq!((chinese("廿九"), chinese("卅"), chinese("卅一")), (Some(29), Some(30), Some(31)));
    }
}
