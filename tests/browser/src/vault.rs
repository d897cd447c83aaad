//! The vault's own window.

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use fantoccini::wd::WindowHandle;

use crate::{
    error::{At, Doing, Error, Result},
    session::Session,
    wait::{LONG, Look, SOON, until},
};

/// The vault's window, while the session is turned to it.
#[derive(Debug)]
pub struct Vault<'a> {
    session: &'a Session,
    window: WindowHandle,
}

impl Session {
    /// Waits for the vault's window and turns to it.
    ///
    /// # Errors
    ///
    /// When it does not open.
    pub async fn vault(&self) -> Result<Vault<'_>> {
        self.vault_beside(&[]).await
    }

    /// Waits for a vault's window that is none of these, and turns to it.
    ///
    /// # Errors
    ///
    /// When it does not open.
    pub async fn vault_beside(&self, known: &[WindowHandle]) -> Result<Vault<'_>> {
        let window = self.to_window_beside(known, "vault.html").await?;
        Ok(Vault {
            session: self,
            window,
        })
    }
}

impl Vault<'_> {
    /// Turns to it again.
    ///
    /// # Errors
    ///
    /// When it is closed.
    pub async fn to_front(&self) -> Result<()> {
        self.session.to_window(self.window.clone()).await
    }

    /// The words of a part: `account`, `key-id`, `secret`, `passphrase`, `entropy`, `status`, `error`.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn text(&self, part: &str) -> Result<String> {
        let element = self
            .session
            .find(&format!("[data-part=\"{part}\"]"))
            .await?;
        element
            .text()
            .await
            .doing(format!("reading {part} in the vault"))
    }

    /// `waiting`, `ready`, `working`, `downloaded`, `verified` or `error`.
    ///
    /// # Errors
    ///
    /// When the vault does not say.
    pub async fn state(&self) -> Result<String> {
        self.attribute("status", "data-state").await
    }

    /// Waits for a state: long while the vault works, else only as long as a person would.
    ///
    /// # Errors
    ///
    /// When it does not come; tells what the vault says instead.
    pub async fn until_state(&self, state: &str) -> Result<()> {
        let what = format!("the vault to be {state}");
        let mut worked = Instant::now();
        until(what.clone(), LONG, async || {
            let now = self.state().await?;
            if now == state {
                return Ok(Look::Yes(()));
            }
            let status = self.text("status").await.unwrap_or_default();
            let error = self.text("error").await.unwrap_or_default();
            let seen = format!("{now} “{status}” “{error}”");
            if now == "working" {
                worked = Instant::now();
            } else if worked.elapsed() > SOON {
                let (what, after) = (what.clone(), SOON);
                return Err(Error::Timeout { what, after, seen });
            }
            Ok(Look::NotYet(seen))
        })
        .await
    }

    /// The code of the error that is shown; empty where none is.
    ///
    /// # Errors
    ///
    /// When the window is gone.
    pub async fn error_code(&self) -> Result<String> {
        self.attribute("error", "data-code").await
    }

    /// Waits for an error with this code; answers with its words.
    ///
    /// # Errors
    ///
    /// When it is not shown.
    pub async fn until_error_code(&self, code: &str) -> Result<String> {
        // It may have to derive a key first.
        until(format!("the vault to say {code}"), LONG, async || {
            let said = self.attribute("error", "data-code").await?;
            let words = self.text("error").await?;
            let is_said = said == code && !words.is_empty();
            Ok(Look::or_not_yet(is_said.then(|| words.clone()), || {
                format!("{said} “{words}”")
            }))
        })
        .await
    }

    /// Waits until a part says something.
    ///
    /// # Errors
    ///
    /// When it says something else.
    pub async fn until_says(&self, part: &str, words: &str) -> Result<String> {
        until(format!("{part} to say {words}"), LONG, async || {
            let text = self.text(part).await?;
            let says = text.contains(words).then(|| text.clone());
            Ok(Look::or_not_yet(says, || text))
        })
        .await
    }

    /// Chooses one line of a list by its words.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn select(&self, list: &str, words: &str) -> Result<()> {
        let list = self.session.find(&format!("select#{list}")).await?;
        list.select_by_label(words).await.doing("choosing a line")
    }

    /// Waits until a part has words; answers with them.
    ///
    /// # Errors
    ///
    /// When it stays empty.
    pub async fn until_text(&self, part: &str) -> Result<String> {
        until(format!("{part} in the vault"), SOON, async || {
            let text = self.text(part).await?;
            Ok(Look::or_not_yet((!text.is_empty()).then_some(text), || {
                "nothing".to_owned()
            }))
        })
        .await
    }

    /// Closes the window, as the cross in its title bar does; the session is turned to the page then.
    ///
    /// # Errors
    ///
    /// When it is closed already.
    pub async fn close(self) -> Result<()> {
        self.session
            .client()
            .close_window()
            .await
            .doing("closing the vault")?;
        self.session.to_first_window().await
    }

    /// Types the password into both fields, each emptied before.
    ///
    /// # Errors
    ///
    /// When a field is not there.
    pub async fn type_password(&self, first: &str, second: &str) -> Result<()> {
        self.type_into("input#password", first).await?;
        self.type_into("input#password-again", second).await
    }

    /// Types into a field, emptied before.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn type_into(&self, field: &str, text: &str) -> Result<()> {
        let input = self.session.find(field).await?;
        input.clear().await.doing(format!("emptying {field}"))?;
        self.session.click(&input).await?;
        if text.is_empty() {
            return Ok(());
        }
        let typed = input.send_keys(text).await;
        typed.doing(format!("typing into {field}"))?;
        self.session.counted().letters += text.chars().count();
        Ok(())
    }

    /// Clicks a button: `generate` or `encrypt`.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn press(&self, button: &str) -> Result<()> {
        let element = self.session.find(&format!("button#{button}")).await?;
        self.session.click(&element).await
    }

    /// Saves: a file among the downloads, where the browser could ask for another place as well. Without a screen nobody
    /// answers its dialog.
    ///
    /// # Errors
    ///
    /// When nothing can be saved.
    pub async fn save(&self) -> Result<()> {
        let other = self.session.find("button#to-downloads").await?;
        let is_offered = other.is_displayed().await.doing("looking for a button")?;
        self.press(if is_offered {
            "to-downloads"
        } else {
            "encrypt"
        })
        .await
    }

    /// Ticks or unticks a box, or chooses one of a group.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn tick(&self, field: &str) -> Result<()> {
        let element = self.session.find(&format!("input#{field}")).await?;
        self.session.click(&element).await
    }

    /// Chooses another format from the list, by its name.
    ///
    /// # Errors
    ///
    /// When it is not offered.
    pub async fn choose(&self, format: &str) -> Result<()> {
        self.press("other-format").await?;
        self.until_state("choosing").await?;
        self.press("others").await?;
        let line = format!("input[name=destination][value=\"{format}\"]");
        let line = self.session.find(&line).await?;
        self.session.click(&line).await?;
        self.press("use").await?;
        self.until_state("ready").await
    }

    /// Waits until the file is in the folder of downloads, whole, under the name that the window says.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn saved_file(&self) -> Result<PathBuf> {
        let folder = self.session.downloads();
        let file = folder.join(self.text("file-name").await?);
        until("the saved file", SOON, async || {
            let mut names = Vec::new();
            for entry in std::fs::read_dir(folder).at(folder)? {
                names.push(entry.at(folder)?.path());
            }
            let part = |path: &PathBuf| has_ending(path, "part") || has_ending(path, "crdownload");
            let is_whole = names.contains(&file) && !names.iter().any(part);
            Ok(Look::or_not_yet(is_whole.then(|| file.clone()), || {
                format!("{names:?}")
            }))
        })
        .await
    }

    /// Picks the saved file as the proof.
    ///
    /// # Errors
    ///
    /// When it cannot be picked.
    pub async fn prove(&self, file: &Path) -> Result<()> {
        self.pick_file("proof-file", file).await
    }

    /// Picks a file in a field for files.
    ///
    /// # Errors
    ///
    /// When it cannot be picked.
    pub async fn pick_file(&self, field: &str, file: &Path) -> Result<()> {
        let field = format!("input#{field}");
        self.session.pick_file(&field, file).await
    }

    /// Whether a button can be seen.
    ///
    /// # Errors
    ///
    /// When it is not in the document.
    pub async fn shows_button(&self, button: &str) -> Result<bool> {
        let element = self.session.find(&format!("button#{button}")).await?;
        element.is_displayed().await.doing("looking for a button")
    }

    async fn attribute(&self, part: &str, name: &str) -> Result<String> {
        let element = self
            .session
            .find(&format!("[data-part=\"{part}\"]"))
            .await?;
        let value = element.attr(name).await.doing(format!("reading {name}"))?;
        Ok(value.unwrap_or_default())
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|extension| extension == ending)
}
