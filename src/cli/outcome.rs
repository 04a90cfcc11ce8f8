//! What a command came to when it could do its work: no failure, which is an error.

/// What a command came to; cli/error.rs tells the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done, found or sound.
    Done,
    /// Nothing found, or damage found by `verify`.
    Nothing,
    /// `index` completed and something was newly quarantined.
    Quarantined,
    /// The run was asked to end before it was through.
    Stopped,
}
