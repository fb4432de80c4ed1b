//! Invitation codes that people type: `E` and 12 symbols by e-mail, `P` and 16 by letter.
