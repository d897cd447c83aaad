//! The browser's own question whether an extension may have a permission. Firefox draws it in a document that its driver
//! reaches; Chromium's can only be answered by keys.

use std::time::Duration;

use fantoccini::Locator;

use super::{Browser, Session, actions, command};
use crate::{
    error::{Doing, Result},
    wait::{Look, SOON, until},
};

/// So long neither browser takes an answer to a question that has just come up, so that nobody gives one by accident.
const PROTECTED: Duration = Duration::from_millis(600);

/// Firefox's button that says yes.
const YES: &str = "#notification-popup[panelopen=true] .popup-notification-primary-button";

impl Session {
    /// Says yes to the question of the window at hand; `press` presses a key on the screen that Chromium is on.
    ///
    /// # Errors
    ///
    /// When nothing is asked.
    pub async fn allow(&self, press: impl Fn(&str)) -> Result<()> {
        match self.browser {
            Browser::Chromium => {
                // It takes the keyboard from the window.
                until("the browser's question", SOON, async || {
                    let script = "return document.hasFocus()";
                    let focused = self.script(script, Vec::new()).await?;
                    Ok(Look::when(focused == false, || {
                        "the window has the keyboard".to_owned()
                    }))
                })
                .await?;
                tokio::time::sleep(PROTECTED).await;
                press("Tab");
                press("Return");
                Ok(())
            }
            Browser::Firefox => {
                command::enter_chrome(&self.client, true).await?;
                let answered = self.press_yes().await;
                command::enter_chrome(&self.client, false).await?;
                answered
            }
        }
    }

    async fn press_yes(&self) -> Result<()> {
        let find = async || self.client.find_all(Locator::Css(YES)).await;
        let button = until("the browser's question", SOON, async || {
            let found = find().await.doing("looking for the question")?;
            let first = found.into_iter().next();
            Ok(Look::or_not_yet(first, || "none".to_owned()))
        })
        .await?;
        tokio::time::sleep(PROTECTED).await;
        actions::click(&self.client, &button).await.map(drop)
    }
}
