//! Named places where a test can make the process die, as a power cut would.
//!
//! In: the environment variable `DAFU_FAILPOINT=name[:nth]`, read once. Out: at the nth passage (default the first)
//! of that name the process aborts without unwinding. Builds without debug assertions hold none of this.

/// Marks a place; dies here when the environment asks for it.
#[inline]
pub fn hit(name: &str) {
    #[cfg(debug_assertions)]
    armed::hit(name);
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
mod armed {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    static TARGET: OnceLock<Option<(String, u32)>> = OnceLock::new();
    static PASSED: AtomicU32 = AtomicU32::new(0);

    pub fn hit(name: &str) {
        let Some((target, nth)) = TARGET.get_or_init(target) else { return };
        if target == name && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *nth {
            std::process::abort();
        }
    }

    fn target() -> Option<(String, u32)> {
        let value = std::env::var("DAFU_FAILPOINT").ok()?;
        Some(match value.split_once(':') {
            Some((name, nth)) => (name.to_owned(), nth.parse().ok()?),
            None => (value, 1),
        })
    }
}
