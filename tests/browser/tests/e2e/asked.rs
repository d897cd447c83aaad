//! A person who answers the browser's own question whether Trivet may have a permission: the extension is the shipped one,
//! and the profile never granted anything.

use std::cell::Cell;
use std::path::Path;

use trivet_browser::{Browser, Result, SessionOptions, Skin, Stage, play_with};

use crate::keepassxc_support::Display;

/// The title of Trivet's window.
pub(crate) const WINDOW: &str = "Trivet: save the credentials";

/// The person, in front of Chromium's screen or of Firefox.
pub(crate) struct Person<'a> {
    stage: &'a Stage,
    display: Option<&'a Display>,
    has_allowed: Cell<bool>,
}

impl<'a> Person<'a> {
    pub(crate) fn new(stage: &'a Stage, display: Option<&'a Display>) -> Self {
        Self {
            stage,
            display,
            has_allowed: Cell::new(false),
        }
    }

    /// Turns to the window that has this title; its question would appear in one that has the keyboard only.
    pub(crate) fn turns_to(&self, title: &str) {
        if let Some(display) = self.display {
            display.until_window(title, || self.stage.session.log());
        }
    }

    /// Presses a key in the window that has the keyboard.
    pub(crate) fn presses(&self, key: &str) {
        if let Some(display) = self.display {
            display.press(key);
        }
    }

    /// Answers the browser's dialog for saving.
    pub(crate) fn saves_as(&self, title: &str, file: &Path) {
        if let Some(display) = self.display {
            display.save_as(title, file, || self.stage.session.log());
        }
    }

    /// Says yes to the question of the window at hand. What was allowed once and given back, Chromium grants without a
    /// question.
    pub(crate) async fn allows(&self) -> Result<()> {
        if self.has_allowed.replace(true) && self.stage.session.browser() == Browser::Chromium {
            return Ok(());
        }
        self.stage.session.allow(|key| self.presses(key)).await
    }
}

/// The browser that such a person uses.
pub(crate) fn options(browser: Browser, display: Option<&Display>) -> Result<SessionOptions> {
    Ok(SessionOptions {
        display: display.map(|display| display.name().to_owned()),
        ..SessionOptions::with_trivet(browser)?
    })
}

/// Plays a scenario with such a person; Chromium is on a screen of its own.
pub(crate) async fn play(
    name: &str,
    browser: Browser,
    skin: Skin,
    change: impl FnOnce(SessionOptions) -> SessionOptions,
    scenario: impl AsyncFnOnce(&Stage, &Person<'_>) -> Result<()>,
) -> Result<()> {
    let display = match browser {
        Browser::Chromium => Some(Display::start()),
        Browser::Firefox => None,
    };
    let options = change(options(browser, display.as_ref())?);
    let on_stage = async |stage: &Stage| {
        let person = Person::new(stage, display.as_ref());
        scenario(stage, &person).await
    };
    play_with(name, browser, skin, &options, on_stage).await
}
