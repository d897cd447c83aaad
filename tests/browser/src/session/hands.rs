//! What a person does with the hands, and how much of it: each click, each key and each letter is counted as it is done.

use std::sync::{MutexGuard, PoisonError};

use fantoccini::{elements::Element, key::Key};

use super::{Session, actions};
use crate::{
    effort::{Effort, Place},
    error::Result,
};

impl Session {
    /// What was done in this browser so far. Two of them tell what was done between.
    #[must_use]
    pub fn effort(&self) -> Effort {
        *self.counted()
    }

    pub(crate) fn counted(&self) -> MutexGuard<'_, Effort> {
        self.effort.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Clicks the middle of an element with the mouse.
    ///
    /// # Errors
    ///
    /// When the element is gone or out of reach.
    pub async fn click(&self, element: &Element) -> Result<()> {
        let place = actions::click(&self.client, element).await?;
        self.counted().click(place, 1);
        Ok(())
    }

    /// The same for a button of the panel.
    pub(crate) async fn click_in_panel(&self, button: &Element) -> Result<()> {
        actions::click(&self.client, button).await?;
        self.counted().click(Place::Panel, 1);
        Ok(())
    }

    /// Clicks a point of the page with the mouse, so many times.
    ///
    /// # Errors
    ///
    /// When the point is out of reach.
    pub async fn click_at(&self, point: (f64, f64), times: usize) -> Result<()> {
        actions::click_at(&self.client, self.in_window(point), times).await?;
        self.counted().click(Place::Page, times);
        Ok(())
    }

    /// Moves the mouse to a point of the window.
    ///
    /// # Errors
    ///
    /// When the point is out of reach.
    pub async fn hover(&self, point: (f64, f64)) -> Result<()> {
        actions::click_at(&self.client, point, 0).await
    }

    /// Puts the mouse button down at one point of the page and lets it go at another.
    ///
    /// # Errors
    ///
    /// When a point is out of reach.
    pub async fn drag(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        actions::drag(&self.client, self.in_window(from), self.in_window(to)).await?;
        self.counted().click(Place::Page, 1);
        Ok(())
    }

    /// Taps a point of the page with a finger.
    ///
    /// # Errors
    ///
    /// When the point is out of reach.
    pub async fn tap(&self, point: (f64, f64)) -> Result<()> {
        actions::tap(&self.client, self.in_window(point)).await?;
        self.counted().click(Place::Page, 1);
        Ok(())
    }

    /// Types, wherever the caret is.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        actions::press(&self.client, text.chars()).await?;
        self.counted().letters += text.chars().count();
        Ok(())
    }

    /// Presses one key.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn press(&self, key: Key) -> Result<()> {
        actions::press(&self.client, [char::from(key)]).await?;
        self.counted().keys += 1;
        Ok(())
    }

    /// Presses one key while others are held.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn press_with(&self, held: &[Key], key: char) -> Result<()> {
        actions::press_with(&self.client, held, key).await?;
        self.counted().keys += 1;
        Ok(())
    }
}
