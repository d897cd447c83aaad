//! What a person has set on the options page, within what the organization allows.

use super::plain::Plain;

/// The name under which the extension's storage has it.
pub const KEY: &str = "settings";

/// The person's own settings. All are off until they are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Own {
    /// Keep a receipt of each token that is saved and verified.
    pub keep_receipts: bool,
    /// Open Trivet's window by itself when the credentials of a new token are shown.
    pub open_window: bool,
}

const KEEP_RECEIPTS: &str = "keepReceipts";
/// `guard-stub.js` reads it, too.
const OPEN_WINDOW: &str = "openWindow";

impl Own {
    /// Reads what is stored; nothing where any of it is not known here.
    #[must_use]
    pub fn read(stored: &Plain) -> Option<Self> {
        let fields = stored.fields(&[KEEP_RECEIPTS, OPEN_WINDOW])?;
        Some(Self {
            keep_receipts: fields.flag(KEEP_RECEIPTS)?,
            open_window: fields.flag(OPEN_WINDOW)?,
        })
    }

    /// Reads what is stored. What cannot be read is not set.
    #[must_use]
    pub fn of(stored: &Plain) -> Self {
        Self::read(stored).unwrap_or_default()
    }

    /// As it is stored.
    #[must_use]
    pub fn to_plain(self) -> Plain {
        let flag = |name: &str, flag| (name.to_owned(), Plain::Flag(flag));
        let fields = [
            flag(KEEP_RECEIPTS, self.keep_receipts),
            flag(OPEN_WINDOW, self.open_window),
        ];
        Plain::Fields(fields.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again_and_anything_else_is_not_set() {
        let own = Own {
            keep_receipts: true,
            open_window: true,
        };
        assert_eq!(Own::of(&own.to_plain()), own);
        assert_eq!(Own::of(&Plain::Nothing), Own::default());
        assert_eq!(Own::of(&Plain::Text("yes".to_owned())), Own::default());
    }
}
