//! The ways of a person's hand to a form's OK.

use fantoccini::key::Key;

use crate::{error::Result, session::Session};

const OK: &str = "OK";
/// The last field of the form, one line.
const FIELD: &str = "IP Accept List";
/// A press on it that ends elsewhere does nothing. A text field would not do: Firefox gives it every event up to the release,
/// wherever that is; nor would words: once they are selected they are dragged along.
const BESIDE: &str = "Clear";

/// A way to submit the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// A click on the word.
    Click,
    /// A click on the very edge of the button.
    ClickOnEdge,
    /// Two clicks in a row.
    DoubleClick,
    /// A finger.
    Tap,
    /// The Enter key while the caret is in a field.
    EnterInField,
    /// The Enter key on the button.
    EnterOnButton,
    /// The space bar on the button.
    SpaceOnButton,
    /// The mouse goes down on another button and up on the button.
    DownElsewhere,
    /// The mouse goes down on the button and up in a field.
    UpElsewhere,
}

impl Route {
    /// Those that submit on every skin.
    pub const CERTAIN: [Self; 7] = [
        Self::Click,
        Self::ClickOnEdge,
        Self::DoubleClick,
        Self::Tap,
        Self::EnterInField,
        Self::EnterOnButton,
        Self::SpaceOnButton,
    ];

    /// All, with those that submit where a page listens for half a click.
    pub const ALL: [Self; 9] = [
        Self::Click,
        Self::ClickOnEdge,
        Self::DoubleClick,
        Self::Tap,
        Self::EnterInField,
        Self::EnterOnButton,
        Self::SpaceOnButton,
        Self::DownElsewhere,
        Self::UpElsewhere,
    ];

    /// Goes that way, by real input.
    ///
    /// # Errors
    ///
    /// When the page has no OK in reach.
    pub async fn go(self, session: &Session) -> Result<()> {
        let page = session.page();
        match self {
            Self::Click => page.press(OK).await,
            Self::ClickOnEdge => session.click_at(page.edge_of(OK).await?, 1).await,
            Self::DoubleClick => session.click_at(page.place_of(OK).await?, 2).await,
            Self::Tap => session.tap(page.place_of(OK).await?).await,
            Self::EnterInField => {
                page.enter_field(FIELD).await?;
                session.press(Key::Enter).await
            }
            Self::EnterOnButton => {
                page.tab_to(OK).await?;
                session.press(Key::Enter).await
            }
            Self::SpaceOnButton => {
                page.tab_to(OK).await?;
                session.press(Key::Space).await
            }
            Self::DownElsewhere => {
                let (from, to) = (page.place_of(BESIDE).await?, page.place_of(OK).await?);
                session.drag(from, to).await
            }
            Self::UpElsewhere => {
                let (from, to) = (page.place_of(OK).await?, page.field_of(FIELD).await?);
                session.drag(from, to).await
            }
        }
    }
}
