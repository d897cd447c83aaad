//! A stand-in for the Marketing Cloud Personalization admin console.
//!
//! Nobody outside a paying account can open the real one, so the browser tests and the demo run against this:
//! a small TLS server on loopback which behaves as the public documents say the console behaves, drawn in several
//! technologies ("skins") because the real page's technology is not known.
//!
//! What happened is kept here, on the server's side, as [`Truth`]: a test asks whether a token was created and with
//! which rights, never whether the page looks as if it had been.
//!
//! ```no_run
//! # async fn example() -> Result<(), trivet_console::ConsoleError> {
//! use trivet_console::{Console, Options, Screen, Skin};
//!
//! let console = Console::start().await?;
//! let address = console.url(&Options { skin: Skin::Aria, screen: Screen::Tokens, ..Options::default() });
//! // … drive a browser to `address` …
//! assert_eq!(console.truth().created().count(), 1);
//! # Ok(())
//! # }
//! ```

mod api;
mod around;
mod bench;
mod console;
mod error;
mod options;
mod pages;
mod sample;
mod state;
mod truth;
mod values;

pub use console::Console;
pub use error::ConsoleError;
pub use options::{
    AROUND, Acts, Datasets, DialogLayer, Dialogs, Embedding, HOST, Options, Screen, Skin,
    Translation, Wording,
};
pub use state::{Rights, SftpUser, Token, User};
pub use truth::{Request, Truth};
