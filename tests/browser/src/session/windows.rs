//! Windows and tabs: turning from one to another, and leaving one, before which the browser may ask.

use std::{
    path::Path,
    sync::{MutexGuard, PoisonError},
};

use fantoccini::{elements::Element, error::CmdError, wd::WindowHandle};
use serde_json::{Value, json};

use super::{Browser, Session, channel::Channel, command};
use crate::{
    error::{Doing, Error, Result},
    wait::{Look, SOON, until},
};

/// Where the console is in the window.
#[derive(Debug, Default)]
pub(super) struct Frames {
    /// How many frames deep it is.
    depth: usize,
    /// Where the corner of the frame at hand is.
    offset: (f64, f64),
}

impl Session {
    /// Picks a file in a field for files.
    ///
    /// # Errors
    ///
    /// When it cannot be picked.
    pub async fn pick_file(&self, css: &str, file: &Path) -> Result<()> {
        let input = self.find(css).await?;
        let path = file
            .to_str()
            .ok_or_else(|| Error::wrong("the file's path is not text"))?;
        let picked = input.send_keys(path).await;
        picked.doing(format!("picking a file in {css}"))
    }

    pub(super) fn frames(&self) -> MutexGuard<'_, Frames> {
        self.frames.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The document at hand is that of the window.
    pub(super) fn leave_frames(&self) {
        self.frames().offset = (0.0, 0.0);
    }

    /// A point of the frame at hand, as the driver takes it: Chromium's counts from the window's corner.
    pub(super) fn in_window(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let offset = match self.browser {
            Browser::Chromium => self.frames().offset,
            Browser::Firefox => (0.0, 0.0),
        };
        (x + offset.0, y + offset.1)
    }

    /// Turns to the window in which the session began: the console's, in the frames that it is in.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub async fn to_first_window(&self) -> Result<()> {
        self.to_window(self.first_window()).await?;
        let depth = self.frames().depth;
        self.enter_frames(depth).await
    }

    pub(super) fn first_window(&self) -> WindowHandle {
        let first = self.first_window.lock();
        first.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn begin_in(&self, window: WindowHandle) {
        let first = self.first_window.lock();
        *first.unwrap_or_else(PoisonError::into_inner) = window;
    }

    /// From now on the console's window is this one, which another than the driver opened.
    pub fn moves_to(&self, window: WindowHandle) {
        self.mark();
        self.begin_in(window);
    }

    /// Goes so many frames deep, each the first in its document; the console is there from now on.
    ///
    /// # Errors
    ///
    /// When there are not so many.
    pub async fn enter_frames(&self, depth: usize) -> Result<()> {
        self.frames().depth = depth;
        for _ in 0..depth {
            // The document in a frame may be replaced just now.
            until("a frame", SOON, async || {
                let first = self.find_all("iframe").await?.into_iter().next();
                let Some(frame) = first else {
                    return Ok(Look::NotYet("none".to_owned()));
                };
                Ok(Look::Yes(self.enter(&frame).await?))
            })
            .await?;
        }
        Ok(())
    }

    /// Goes into a frame of the document at hand.
    ///
    /// # Errors
    ///
    /// When it is none.
    pub async fn enter(&self, frame: &Element) -> Result<()> {
        const CORNER: &str = "const box = arguments[0].getBoundingClientRect(); \
            return [box.left + arguments[0].clientLeft, box.top + arguments[0].clientTop]";
        let element = serde_json::to_value(frame).unwrap_or_default();
        let corner = self.script(CORNER, vec![element]).await?;
        let corner = [0, 1].map(|index| corner[index].as_f64().unwrap_or_default());
        frame.enter_frame().await.doing("entering a frame")?;
        let mut frames = self.frames();
        frames.offset.0 += corner[0];
        frames.offset.1 += corner[1];
        Ok(())
    }

    /// Gives the page of the first window a size, which may be smaller than that of any window; none takes it back.
    ///
    /// # Errors
    ///
    /// When the browser refuses.
    pub async fn set_viewport(&self, size: Option<(f64, f64)>) -> Result<()> {
        let viewport = size.map(|(width, height)| json!({ "width": width, "height": height }));
        let wanted = json!({ "context": String::from(self.first_window()), "viewport": viewport });
        let mut channel = Channel::open(&self.client).await?;
        channel
            .command("browsingContext.setViewport", wanted)
            .await?;
        channel.close().await
    }

    /// Turns to a window.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub async fn to_window(&self, window: WindowHandle) -> Result<()> {
        self.leave_frames();
        self.client
            .switch_to_window(window)
            .await
            .doing("turning to a window")
    }

    /// All windows and tabs.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn windows(&self) -> Result<Vec<WindowHandle>> {
        self.client.windows().await.doing("listing the windows")
    }

    /// Waits for a window whose address ends so, and turns to it.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn to_window_at(&self, ending: &str) -> Result<WindowHandle> {
        self.to_window_beside(&[], ending).await
    }

    /// The same for a window that is none of these.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn to_window_beside(
        &self,
        known: &[WindowHandle],
        ending: &str,
    ) -> Result<WindowHandle> {
        until(format!("a window at …{ending}"), SOON, async || {
            let mut seen = Vec::new();
            for window in self.windows().await? {
                if known.contains(&window) {
                    continue;
                }
                self.to_window(window.clone()).await?;
                let address = self
                    .client
                    .current_url()
                    .await
                    .doing("reading the address")?;
                if address.path().ends_with(ending) {
                    return Ok(Look::Yes(window));
                }
                seen.push(address.to_string());
            }
            self.to_first_window().await?;
            Ok(Look::NotYet(seen.join(", ")))
        })
        .await
    }

    /// Opens a second tab and turns to it.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let opened = self.client.new_window(true).await.doing("opening a tab")?;
        self.to_window(opened.handle.clone()).await?;
        Ok(opened.handle)
    }

    /// Closes the tab at hand, of which nothing is lost. None is at hand then.
    ///
    /// # Errors
    ///
    /// When it is closed already.
    pub async fn close_tab(&self) -> Result<()> {
        let closed = self.client.close_window().await;
        closed.doing("closing a tab").map(drop)
    }

    /// Presses the browser's reload button.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn press_reload(&self) -> Result<()> {
        match self.browser {
            Browser::Chromium => self.debug("Page.reload", json!({})).await,
            Browser::Firefox => {
                self.in_chrome("setTimeout(() => BrowserCommands.reload(), 0)")
                    .await
            }
        }
    }

    /// Presses the browser's Back button.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn press_back(&self) -> Result<()> {
        self.client.back().await.doing("going back")
    }

    /// The address of the window at hand.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn address(&self) -> Result<String> {
        let address = self.client.current_url().await;
        Ok(address.doing("reading the address")?.to_string())
    }

    /// Closes the tab at hand as a person does: the page may ask first.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn press_close_tab(&self) -> Result<()> {
        match self.browser {
            Browser::Chromium => self.debug("Page.close", json!({})).await,
            Browser::Firefox => {
                let script = "setTimeout(() => BrowserCommands.closeTabOrWindow(), 0)";
                self.in_chrome(script).await
            }
        }
    }

    /// Waits until the browser asks whether to leave the page.
    ///
    /// # Errors
    ///
    /// When it does not ask.
    pub async fn asks_before_leaving(&self) -> Result<()> {
        until("the question whether to leave the page", SOON, async || {
            let asks = self.is_asking().await?;
            Ok(Look::when(asks, || "no question".to_owned()))
        })
        .await
    }

    /// Whether the browser asks anything right now.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn is_asking(&self) -> Result<bool> {
        match self.client.get_alert_text().await {
            // Chromium's question has no text of its own.
            Ok(_) | Err(CmdError::NotW3C(_)) => Ok(true),
            Err(error) if error.is_no_such_alert() => Ok(false),
            Err(error) => Err(error).doing("looking for a question"),
        }
    }

    /// Answers the browser's question with "stay".
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn stay(&self) -> Result<()> {
        self.client
            .dismiss_alert()
            .await
            .doing("staying on the page")
    }

    /// Answers the browser's question with "leave".
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn leave(&self) -> Result<()> {
        self.client.accept_alert().await.doing("leaving the page")
    }

    async fn debug(&self, command: &str, parameters: Value) -> Result<()> {
        command::debug(&self.client, command, parameters)
            .await
            .map(drop)
    }

    async fn in_chrome(&self, script: &str) -> Result<()> {
        command::enter_chrome(&self.client, true).await?;
        let outcome = self.script(script, Vec::new()).await;
        command::enter_chrome(&self.client, false).await?;
        outcome.map(drop)
    }
}
