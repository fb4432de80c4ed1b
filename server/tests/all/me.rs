//! The personal page and what belongs to it.

mod ask;
mod page;
mod steps;
mod visitor;
