//! The main states of the panel and of Trivet's own pages, one small picture each, for `docs/gallery.md`.

use std::path::{Path, PathBuf};

use trivet_browser::{
    Error, Result, SessionOptions, Skin, Stage, Vault, job, project,
    wait::{Look, SOON, until},
};
use trivet_console::{Options, Screen, Token, Wording};

use crate::{PASSWORD, arguments::Arguments, canvas::Picture};

/// Where the pictures are, below the project.
const FOLDER: &str = "docs/images/gallery";

/// As wide as a popup below the toolbar's button, and as a page.
const POPUP: (f64, f64) = (360.0, 300.0);
const WELCOME: (f64, f64) = (820.0, 520.0);
const OPTIONS: (f64, f64) = (700.0, 1500.0);

/// Answers the browser's dialog for saving, which is no part of the pictures.
const CHOSEN: &str = "navigator.storage.getDirectory().then((root) => {
    window.showSaveFilePicker = ({ suggestedName }) => root.getFileHandle(suggestedName, { create: true });
    return '';
})";

/// Makes all of them.
pub async fn make(arguments: &Arguments) -> Result<()> {
    let options = SessionOptions {
        dark: arguments.dark,
        ..SessionOptions::with_trivet(arguments.browser)?
    };
    let stage = Stage::set(arguments.browser, arguments.skin, &options).await?;
    let folder = project().join(FOLDER);
    std::fs::create_dir_all(&folder).map_err(|source| Error::File {
        path: folder.clone(),
        source,
    })?;
    let gallery = Gallery {
        stage: &stage,
        folder,
    };
    gallery.before_the_dialog().await?;
    let token = gallery.dialog().await?;
    gallery.window(&token).await?;
    gallery.lost().await?;
    gallery.pages().await
}

/// Takes pictures of one stage.
struct Gallery<'a> {
    stage: &'a Stage,
    folder: PathBuf,
}

impl Gallery<'_> {
    fn keep(&self, name: &str, picture: &[u8]) -> Result<()> {
        let path: &Path = &self.folder.join(format!("{name}.png"));
        Picture::read(picture)?.write(path)?;
        println!("  {}", path.display());
        Ok(())
    }

    async fn panel(&self, name: &str) -> Result<()> {
        let panel = self.stage.session.panel();
        panel.until_still().await?;
        self.keep(name, &panel.picture("[data-part=panel]").await?)
    }

    /// The window at hand, the mouse on nothing in it.
    async fn shot(&self, name: &str) -> Result<()> {
        self.stage.session.hover((1.0, 1.0)).await?;
        self.keep(name, &self.stage.session.screenshot().await?)
    }

    async fn before_the_dialog(&self) -> Result<()> {
        let (session, stage) = (&self.stage.session, self.stage);
        let (page, panel) = (session.page(), session.panel());
        stage.open(Screen::Dashboard).await?;
        page.until_screen("Dashboard").await?;
        session.press_toolbar_button().await?;
        panel.until_step(2, "current").await?;
        self.panel("panel-start").await?;

        stage.open(Screen::Tokens).await?;
        panel.until_step(3, "current").await?;
        self.panel("panel-list").await?;

        let renamed = Options {
            wording: Wording::Renamed,
            ..stage.options(Screen::CreateToken)
        };
        stage.open_with(&renamed).await?;
        panel.until_notice("not-recognised").await?;
        self.panel("panel-not-recognized").await?;

        stage.open(Screen::CreateToken).await?;
        job::permissions_are_right(stage).await?;
        self.panel("panel-form").await?;
        page.click_box("Can send events").await?;
        panel.until_notice("boxes").await?;
        self.panel("panel-fault").await?;
        panel.press("put-right").await?;
        job::permissions_are_right(stage).await?;
        page.pick_dataset("engage").await?;
        panel.until_notice("dataset").await?;
        page.press("OK").await?;
        panel.until_notice("submit-held").await?;
        self.panel("panel-dataset").await?;
        panel.press("clear-datasets").await?;
        job::permissions_are_right(stage).await
    }

    async fn dialog(&self) -> Result<Token> {
        let (page, panel) = (self.stage.session.page(), self.stage.session.panel());
        let token = job::from_form_to_dialog(self.stage).await?;
        job::policy_is_known(self.stage).await?;
        self.panel("panel-dialog").await?;
        page.press("Close").await?;
        panel.until_notice("close-held").await?;
        self.panel("panel-close-held").await?;
        Ok(token)
    }

    async fn tile(&self, vault: &Vault<'_>, name: &str) -> Result<()> {
        vault.press("other-format").await?;
        vault.until_state("choosing").await?;
        let tile = format!("#tiles [value=\"{name}\"]");
        let tile = self.stage.session.find(&tile).await?;
        self.stage.session.click(&tile).await?;
        vault.until_state("ready").await
    }

    async fn window(&self, token: &Token) -> Result<()> {
        let session = &self.stage.session;
        let vault = job::hand_over(self.stage, token).await?;
        self.shot("window-password").await?;
        vault.press("generate").await?;
        vault.until_text("passphrase").await?;
        self.shot("window-passphrase").await?;
        vault.press("own-password").await?;
        vault.press("other-format").await?;
        vault.until_state("choosing").await?;
        self.shot("window-tiles").await?;
        vault.press("back").await?;
        vault.until_state("ready").await?;
        self.tile(&vault, "vault-kv-server").await?;
        self.shot("window-server").await?;
        self.tile(&vault, "keepassxc").await?;
        self.shot("window-keepassxc").await?;
        vault.choose("kdbx-existing").await?;
        self.shot("window-database").await?;
        vault.choose("kdbx").await?;
        vault.type_password("short", "short").await?;
        vault.save().await?;
        vault.until_error_code("password-too-short").await?;
        self.shot("window-error").await?;

        session.evaluate(CHOSEN).await?;
        vault.type_password(PASSWORD, PASSWORD).await?;
        vault.press("encrypt").await?;
        vault.until_state("verified").await?;
        self.shot("window-verified").await?;
        let down = "document.getElementById('salesforce').scrollIntoView({ behavior: 'instant' })";
        session.script(down, Vec::new()).await?;
        self.shot("window-next").await?;
        vault.close().await?;
        session.panel().until_step(7, "done").await?;
        self.panel("panel-saved").await?;
        job::close(self.stage).await?;
        self.panel("panel-done").await
    }

    /// The dialog is gone before anything was saved, and then what it showed is given up.
    async fn lost(&self) -> Result<()> {
        let (session, panel) = (&self.stage.session, self.stage.session.panel());
        // A console whose dialog goes with its screen.
        let plain = Options {
            skin: Skin::Plain,
            ..self.stage.options(Screen::CreateToken)
        };
        self.stage.open_with(&plain).await?;
        job::from_form_to_dialog(self.stage).await?;
        session
            .script("location.hash = 'reports'", Vec::new())
            .await?;
        panel.until_notice("kept").await?;
        self.panel("panel-kept").await?;
        panel.press("drop-values").await?;
        panel.until_notice("drop").await?;
        panel.press("confirm-drop-values").await?;
        panel.until_notice("gone").await?;
        self.panel("panel-lost").await
    }

    async fn pages(&self) -> Result<()> {
        let session = &self.stage.session;
        for (name, page, size) in [
            ("page-popup", "popup.html", POPUP),
            ("page-welcome", "welcome.html", WELCOME),
            ("page-options", "options.html", OPTIONS),
        ] {
            let address = session.address_of(page).await?;
            session.go(&address).await?;
            session.set_viewport(Some(size)).await?;
            until("the page's words", SOON, async || {
                let words = session.words().await?;
                Ok(Look::when(words > 20, || words.to_string()))
            })
            .await?;
            self.shot(name).await?;
        }
        session.set_viewport(None).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PAGE: &str = include_str!("../../../../../docs/gallery.md");

    #[test]
    fn the_page_shows_every_picture() {
        let shown: BTreeSet<_> = PAGE
            .split("images/gallery/")
            .skip(1)
            .filter_map(|rest| rest.split_once(".png"))
            .map(|(name, _)| name.to_owned())
            .collect();
        let folder = std::fs::read_dir(project().join(FOLDER)).unwrap();
        let made: BTreeSet<_> = folder
            .map(|file| {
                file.unwrap()
                    .path()
                    .file_stem()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(shown, made);
    }
}
