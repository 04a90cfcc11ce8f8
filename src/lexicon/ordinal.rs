//! Ordinals as citations write them.

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `n` in Chinese numerals (1 → 一, 12 → 十二, 120 → 一百二十); above 999 in Arabic digits.
pub fn chinese(n: u32) -> String {
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
    use super::chinese;

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
            assert_eq!(chinese(n), expected);
        }
    }
}
