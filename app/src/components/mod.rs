//! Parts that several pages share.

pub mod advice;
pub mod chrome;
pub mod form;
pub mod head;
pub mod markdown;
pub mod needs;
pub mod passkey;
pub mod staff_frame;
pub mod steps;
