//! Numbers mixed: what looks alike goes in, what looks like chance comes out.
//!
//! In: a number. Out: another one in which every bit of it counts, always the same. It is no hash for what strangers choose.

/// Mixes all bits of a number (the finaliser of splitmix64).
pub fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::mix;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        assert_eq!([mix(0), mix(1)], [0xe220_a839_7b1d_cdaf, 0x910a_2dec_8902_5cc1]);
    }
}
