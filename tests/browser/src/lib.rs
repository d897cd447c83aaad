//! Real browsers, driven by real events.

mod error;
mod panel;
mod programs;
mod session;
mod vault;
pub mod wait;

pub use error::{Error, Result};
pub use fantoccini::{elements::Element, key::Key};
pub use panel::{Drawn, HOST, Mark, Notice, Panel, Step};
pub use programs::{extension, project};
pub use session::{Browser, Session, SessionOptions};
pub use vault::Vault;

/// Goes on if the condition holds; else ends with an [`Error::Wrong`] that says the words.
#[macro_export]
macro_rules! ensure {
    ($holds:expr, $($words:tt)+) => {
        if !$holds {
            return Err($crate::Error::wrong(format!($($words)+)));
        }
    };
}
