//! The pictures that stores ask for, from the real product on the sample console: five screenshots and two tiles.

use std::path::Path;

use serde_json::json;
use trivet_browser::{Error, Result, SessionOptions, Stage, ensure, job, project};
use trivet_console::Screen;

use crate::{PASSWORD, arguments::Arguments, canvas::Picture};

/// What stores want of a screenshot.
const SIZE: (usize, usize) = (1280, 800);

/// The tiles: their names and sizes.
const TILES: [(&str, usize, usize); 2] = [("tile-small", 440, 280), ("tile-large", 1400, 560)];

/// One tile as a document: the icon, the name, what it does, and the product itself behind it.
const TILE: &str = "<!doctype html><meta charset=utf-8><style>
body { margin: 0 }
div { position: relative; box-sizing: border-box; width: WIDTHpx; height: HEIGHTpx; padding: 7cqh; overflow: hidden;
  display: flex; flex-direction: column; justify-content: center; gap: calc(HEIGHTpx / 28); color: #fff; background: #173a5e;
  font: calc(HEIGHTpx / 15)/1.3 'DejaVu Sans', sans-serif; padding: calc(HEIGHTpx / 12) }
img.screen { position: absolute; left: 56%; top: 12%; height: 130%; border-radius: 8px; box-shadow: 0 0 40px #0008 }
img.icon { width: calc(HEIGHTpx / 5) } b { font-size: 190% } p { margin: 0; max-width: 48% }
</style><div><img class=screen src='data:image/png;base64,SCREEN'><img class=icon src='data:image/png;base64,ICON'>
<b>Trivet</b><p>API tokens for Marketing Cloud Personalization, done right the first time</p></div>";

/// Makes all of them in the folder.
pub async fn make(arguments: &Arguments, folder: &Path) -> Result<()> {
    let options = SessionOptions {
        dark: arguments.dark,
        ..SessionOptions::with_trivet(arguments.browser)?
    };
    let stage = Stage::set(arguments.browser, arguments.skin, &options).await?;
    let camera = Camera {
        stage: &stage,
        folder,
    };
    camera.size_window().await?;
    let panel = stage.session.panel();

    stage.open(Screen::Tokens).await?;
    job::to_form(&stage).await?;
    job::permissions_are_right(&stage).await?;
    let form = camera.take("1-permissions").await?;

    stage.session.page().pick_dataset("engage").await?;
    panel.until_notice("dataset").await?;
    stage.session.page().press("OK").await?;
    panel.until_notice("submit-held").await?;
    camera.take("2-dataset").await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(&stage).await?;

    let token = job::create(&stage).await?;
    stage.session.page().press("Close").await?;
    panel.until_notice("close-held").await?;
    let dialog = camera.take("3-credentials").await?;

    let vault = job::hand_over(&stage, &token).await?;
    vault.to_front().await?;
    camera.take_above("4-save", &dialog).await?;
    job::store(&stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    camera.take_above("5-verified", &dialog).await?;
    stage.session.to_first_window().await?;

    camera.tiles(&form).await
}

/// Takes pictures of one stage.
struct Camera<'a> {
    stage: &'a Stage,
    folder: &'a Path,
}

impl Camera<'_> {
    /// Makes the page as large as a screenshot is to be.
    async fn size_window(&self) -> Result<()> {
        let session = &self.stage.session;
        self.stage.open(Screen::Dashboard).await?;
        let frame = session
            .script(
                "return [outerWidth - innerWidth, outerHeight - innerHeight]",
                Vec::new(),
            )
            .await?;
        let side = |at: usize, size: usize| {
            let frame = frame[at].as_u64().unwrap_or_default();
            u32::try_from(frame).unwrap_or_default() + u32::try_from(size).unwrap_or_default()
        };
        session
            .client()
            .set_window_size(side(0, SIZE.0), side(1, SIZE.1))
            .await
            .map_err(|error| Error::wrong(error.to_string()))
    }

    async fn picture(&self) -> Result<Picture> {
        Picture::read(&self.stage.session.screenshot().await?)
    }

    fn keep(&self, name: &str, picture: &Picture) -> Result<()> {
        let path = self.folder.join(format!("{name}.png"));
        picture.write(&path)?;
        println!("  {}", path.display());
        Ok(())
    }

    /// The page at hand.
    async fn take(&self, name: &str) -> Result<Picture> {
        self.stage.session.panel().until_still().await?;
        let picture = self.picture().await?;
        let (width, height) = SIZE;
        ensure!(
            picture.has_size(width, height),
            "{name} is not {width} × {height}"
        );
        self.keep(name, &picture)?;
        Ok(picture)
    }

    /// The window at hand, above the page that it belongs to.
    async fn take_above(&self, name: &str, page: &Picture) -> Result<()> {
        let picture = page.below(&self.picture().await?);
        self.keep(name, &picture)
    }

    /// The tiles, drawn by the browser.
    async fn tiles(&self, screen: &Picture) -> Result<()> {
        let session = &self.stage.session;
        // What is outside of the window is not drawn.
        session
            .client()
            .set_window_size(1500, 900)
            .await
            .map_err(|error| Error::wrong(error.to_string()))?;
        let icon = project().join("extension/icons/128.png");
        let icon = std::fs::read(&icon).map_err(|source| Error::File { path: icon, source })?;
        for (name, width, height) in TILES {
            let document = TILE
                .replace("WIDTH", &width.to_string())
                .replace("HEIGHT", &height.to_string())
                .replace("ICON", &base64(&icon))
                .replace("SCREEN", &base64(&screen.bytes()?));
            session.go("about:blank").await?;
            // A document of this size does not fit into an address.
            session
                .script(
                    "document.documentElement.innerHTML = arguments[0]; \
                     return Promise.all([...document.images].map((image) => image.decode()))",
                    vec![json!(document)],
                )
                .await?;
            let tile = session.find("div").await?;
            let tile = tile
                .screenshot()
                .await
                .map_err(|error| Error::wrong(error.to_string()))?;
            let tile = Picture::read(&tile)?.fitted(width, height);
            self.keep(name, &tile)?;
        }
        Ok(())
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}
