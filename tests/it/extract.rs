//! Bytes to text: encodings, refusals, notes.
