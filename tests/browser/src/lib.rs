//! Real browsers, driven by real events.
//!
//! A test sets a [`Stage`]: the sample console, which keeps the truth, and a browser with Trivet in it. It acts as a
//! person acts ([`ConsolePage`], [`Panel`], [`Vault`]) and asks the console what really happened. It waits for
//! conditions ([`wait::until`]), never for a time, and nothing is tried twice.

pub mod age;
pub mod api;
mod console;
mod effort;
mod error;
pub mod job;
pub mod keepassxc;
pub mod load;
mod panel;
mod pool;
mod programs;
mod pseudo;
mod rollout;
mod routes;
pub mod sentinel;
mod session;
pub mod snapshots;
mod stage;
mod times;
mod trial;
mod vault;
pub mod wait;

#[macro_use]
mod macros;

pub use console::{ConsolePage, DIALOG, REQUIRED};
pub use effort::{Effort, Place};
pub use error::{Error, Result};
pub use fantoccini::{elements::Element, key::Key, wd::WindowHandle};
#[doc(hidden)]
pub use inventory;
pub use panel::{Drawn, HOST, Mark, Notice, Panel, Step};
pub use programs::{extension, project};
pub use pseudo::Pseudo;
pub use rollout::Rollout;
pub use routes::Route;
pub use session::{Browser, Login, Request, Session, SessionOptions};
pub use stage::{Stage, play, play_with};
pub use trial::{Trial, block_on, run};
pub use trivet_console::Skin;
pub use vault::Vault;
