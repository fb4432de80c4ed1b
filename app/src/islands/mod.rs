//! Small controls that need the browser. The page works when they never wake up. They get plain values and finished words.

mod tick_step;
#[cfg(feature = "hydrate")]
mod time;
mod visit_timer;

pub use tick_step::TickStep;
pub use visit_timer::VisitTimer;
