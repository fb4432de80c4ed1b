//! The first hour: what needs somebody, the clocks, the plan, the checklist, the drill.

mod clocks;
mod drill;
mod needs;
mod plan;
pub mod support;
