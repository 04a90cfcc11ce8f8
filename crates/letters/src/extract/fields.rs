//! Fields within each other: which text is an instruction and which is a result.
//!
//! In: where fields begin, go over to their results and end, and what their instructions are. Out: whether text is
//! shown at a place, and what a field shows that ends without a result.

use super::instruction;

/// Bytes of an instruction that are kept.
const LONGEST: usize = 4000;
/// Fields within each other that are told apart; what is deeper counts as part of the last.
const DEEPEST: usize = 100;

/// The fields that are open.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them are not in their result yet.
    instructions: usize,
    deeper: usize,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
}

impl Fields {
    /// True where text is shown: outside of every instruction.
    pub(super) fn is_shown(&self) -> bool {
        self.instructions == 0
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        self.open.push(Field::default());
        self.instructions += 1;
    }

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result)
            && field.instruction.len() + text.len() <= LONGEST
        {
            field.instruction += text;
        }
    }

    /// The result of the innermost field begins.
    pub(super) fn separate(&mut self) {
        if self.deeper > 0 {
            return;
        }
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result) {
            field.in_result = true;
            self.instructions -= 1;
        }
    }

    /// The innermost field ends; gives what it shows when it has no result.
    pub(super) fn end(&mut self) -> Option<String> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return None;
        }
        let field = self.open.pop().filter(|field| !field.in_result)?;
        self.instructions -= 1;
        instruction::shown(&field.instruction)
    }
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn text_is_shown_outside_of_all_instructions() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct("IF ");
        fields.begin();
        fields.separate();
        assert!(!fields.is_shown());
        assert_eq!(fields.end(), None);
        fields.separate();
        assert!(fields.is_shown());
        assert_eq!((fields.end(), fields.end()), (None, None));
        fields.begin();
        fields.instruct(r"EQ \o\ac(○,2)");
        assert_eq!(fields.end().as_deref(), Some("②"));
        assert!(fields.is_shown());
    }
}
