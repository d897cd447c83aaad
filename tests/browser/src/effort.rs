//! What a way costs a person: clicks, keys, letters, and the words on the screens that it leads over.

use std::ops::Sub;

use serde_json::Value;

use crate::{error::Result, panel::Panel, session::Session};

/// Counts the words that can be read below an element, or in the whole document; those of a list's chosen line with them. What
/// is there for screen readers alone is one pixel small.
const WORDS: &str = r#"
    const isSeen = (node) => {
        if (!node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
        for (let around = node; around; around = around.parentElement) {
            const { width, height } = around.getBoundingClientRect();
            if (width === 1 && height === 1) return false;
        }
        return true;
    };
    const count = (text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    const root = arguments[0] ?? document.body;
    let words = 0;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        if (!around.closest("option, script, style, noscript") && isSeen(around)) words += count(walker.currentNode.data);
    }
    for (const list of root.querySelectorAll("select")) {
        if (isSeen(list)) for (const line of list.selectedOptions) words += count(line.textContent);
    }
    return words;
"#;

/// Where a click goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The page of the console.
    Page,
    /// Trivet's panel on it.
    Panel,
    /// A window of the extension's own.
    Window,
}

/// What was done, by hand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Clicks on the console's page.
    pub page: usize,
    /// Clicks in the panel.
    pub panel: usize,
    /// Clicks in a window of the extension's.
    pub window: usize,
    /// Keys that type nothing: Enter, Tab.
    pub keys: usize,
    /// What was typed, letter by letter.
    pub letters: usize,
}

impl Effort {
    /// All clicks.
    #[must_use]
    pub const fn clicks(&self) -> usize {
        self.page + self.panel + self.window
    }

    pub(crate) fn click(&mut self, place: Place, times: usize) {
        let count = match place {
            Place::Page => &mut self.page,
            Place::Panel => &mut self.panel,
            Place::Window => &mut self.window,
        };
        *count += times;
    }
}

impl Sub for Effort {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            page: self.page - before.page,
            panel: self.panel - before.panel,
            window: self.window - before.window,
            keys: self.keys - before.keys,
            letters: self.letters - before.letters,
        }
    }
}

fn number(answer: &Value) -> usize {
    let number = answer.as_u64();
    number
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or_default()
}

impl Session {
    /// How many words can be read in the document at hand.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn words(&self) -> Result<usize> {
        Ok(number(&self.script(WORDS, Vec::new()).await?))
    }
}

impl Panel<'_> {
    /// How many words can be read in the panel.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn words(&self) -> Result<usize> {
        Ok(number(&self.script(WORDS).await?))
    }
}
