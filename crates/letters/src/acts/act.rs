//! The acts that a clause can have.
//!
//! In and out: acts, their names, and the letters that mark them in labelled letters. Which clause has which act is said by
//! pins and weights.

/// How many acts there are.
pub const COUNT: usize = 13;

/// Numbers that are reckoned with side by side: those of the acts, and three that mean nothing.
pub const LANES: usize = 16;

/// A number for each act.
pub type Scores = [i16; LANES];

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Act {
    /// What the answering side will do.
    Promise,
    /// What it will do once something else has happened, the condition included.
    Conditional,
    /// What it will not or cannot do, the cause in the same sentence included.
    Refusal,
    /// What is lacking.
    Problem,
    /// Work that is done.
    Done,
    /// Work that goes on.
    Progress,
    /// What came of the work.
    Result,
    /// How things are.
    Situation,
    /// A rule that is quoted as a ground.
    Policy,
    /// What the proposer asked for.
    Ask,
    /// Talk with the proposer that has taken place.
    Talk,
    /// What was passed on to others, or is theirs.
    Referral,
    /// Headings, thanks, closings, contacts.
    Frame,
}

/// Act, letter, JSON name, Chinese name: the one table of acts, in the order of their numbers.
const ACTS: [(Act, char, &str, &str); COUNT] = [
    (Act::Promise, 'P', "promise", "承诺"),
    (Act::Conditional, 'C', "conditional", "有条件承诺"),
    (Act::Refusal, 'R', "refusal", "不办或暂不办"),
    (Act::Problem, 'D', "problem", "困难问题"),
    (Act::Done, 'W', "done", "已办"),
    (Act::Progress, 'G', "progress", "在办"),
    (Act::Result, 'S', "result", "成效"),
    (Act::Situation, 'B', "situation", "情况"),
    (Act::Policy, 'L', "policy", "依据"),
    (Act::Ask, 'A', "ask", "建议内容"),
    (Act::Talk, 'T', "talk", "沟通"),
    (Act::Referral, 'X', "referral", "转办"),
    (Act::Frame, 'F', "frame", "格式"),
];

impl Act {
    /// All acts, in the order of their numbers.
    pub fn all() -> impl DoubleEndedIterator<Item = Act> {
        ACTS.into_iter().map(|row| row.0)
    }

    /// The act of this number; the last one for a number beyond.
    pub fn of_number(number: usize) -> Act {
        ACTS[number.min(COUNT - 1)].0
    }

    /// The letter by which labelled letters mark the act.
    pub fn letter(self) -> char {
        ACTS[self as usize].1
    }

    /// Name in JSON.
    pub fn name(self) -> &'static str {
        ACTS[self as usize].2
    }

    /// Chinese name.
    pub fn zh(self) -> &'static str {
        ACTS[self as usize].3
    }

    /// The act that a letter marks.
    pub fn of_letter(letter: char) -> Option<Act> {
        ACTS.iter().find(|row| row.1 == letter).map(|row| row.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_lead_back_to_their_acts() {
        for (number, act) in Act::all().enumerate() {
            assert_eq!(act as usize, number);
            assert_eq!(Act::of_number(number), act);
            assert_eq!(Act::of_letter(act.letter()), Some(act));
        }
        assert_eq!(Act::of_letter('E'), None);
    }
}
