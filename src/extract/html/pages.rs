//! Whole pages of many makers, and what must come out of each.
