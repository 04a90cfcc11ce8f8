//! How much work a page costs: what was looked at, counted so that a test can hold it against the page's length.
//!
//! In: how many bytes, nodes or lines a reader looks at. Out: their sum since the last question, in tests alone;
//! elsewhere counting is nothing and costs nothing.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts `steps` more.
#[cfg(test)]
pub(crate) fn add(steps: usize) {
    STEPS.with(|sum| sum.set(sum.get() + steps as u64));
}

/// Counts nothing.
#[cfg(not(test))]
#[inline(always)]
pub(crate) fn add(_: usize) {}

/// Where `find` finds something in `bytes`; what it looks at to find it is counted.
pub(crate) fn search(bytes: &[u8], find: impl FnOnce(&[u8]) -> Option<usize>) -> Option<usize> {
    let found = find(bytes);
    add(found.unwrap_or(bytes.len()));
    found
}

/// The steps that `work` takes.
#[cfg(test)]
pub(crate) fn of(work: impl FnOnce()) -> u64 {
    STEPS.with(|sum| sum.set(0));
    work();
    STEPS.with(|sum| sum.get())
}
