//! When the visit ends, for all islands of the page.

use std::cell::Cell;

thread_local! {
    /// Milliseconds since 1970, by the browser's clock.
    static ENDS_AT: Cell<f64> = const { Cell::new(f64::INFINITY) };
}

/// The visit ends in so many seconds.
pub fn ends_in(seconds: u32) {
    ENDS_AT.set(js_sys::Date::now() + f64::from(seconds) * 1000.0);
}

/// How many seconds are left.
pub fn seconds_left() -> f64 {
    (ENDS_AT.get() - js_sys::Date::now()) / 1000.0
}
