//! Parts that several pages share.

pub mod chrome;
pub mod head;
pub mod markdown;
