//! What happens when Trivet is installed: one page says what it will do, and consoles that are open are guarded at once.

use fantoccini::Locator;
use trivet_browser::{
    Browser, Error, Result, Session, SessionOptions, Stage, ensure, in_every_browser,
    wait::{Look, SOON, until},
};
use trivet_console::{Embedding, Options, Screen};

/// How many tabs show the first page. A document of the extension is at hand.
const FIRST_PAGES: &str = "chrome.tabs.query({ url: chrome.runtime.getURL('welcome.html') })\
    .then((tabs) => String(tabs.length))";

/// The background answers this to the sample screen, and to nobody before it has heard what it was started for.
const ASK_BACKGROUND: &str =
    "chrome.runtime.sendMessage({ type: 'left-behind', keys: [] }).then(String)";

/// The version that runs, and whether it is to be said that it is new.
const VERSION: &str = "chrome.storage.local.get(null)\
    .then((all) => `${chrome.runtime.getManifest().version} ${'updated' in all}`)";

async fn first_pages(session: &Session) -> Result<String> {
    let address = session.address_of("sample.html").await?;
    session.go(&address).await?;
    session.evaluate(ASK_BACKGROUND).await?;
    session.evaluate(FIRST_PAGES).await
}

async fn one_page_opens_after_installing_and_none_after_an_update(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    session.remove_extension().await?;
    session.install_extension().await?;
    session.to_window_at("welcome.html").await?;
    let text = session.page().text().await?;
    let words = text.split_whitespace().count();
    ensure!(words <= 130, "{words} words: {text}");
    let button = session
        .client()
        .find(Locator::LinkText("Try it on a sample screen"))
        .await
        .map_err(|error| Error::wrong(error.to_string()))?;
    session.click(&button).await?;
    session.to_window_at("sample.html").await?;
    session.panel().until_step(2, "done").await?;
    session.to_first_window().await?;
    let count = first_pages(session).await?;
    ensure!(
        count == "0",
        "{count} first pages beside the one that went on"
    );

    // The extension's pages are closed with it.
    let stays = session.open_tab().await?;
    if session.browser() == Browser::Chromium {
        session.open_extension_page().await?;
    }
    session.update_extension().await?;
    session.to_window(stays).await?;
    let count = until("the extension to be back", SOON, async || {
        Ok(match first_pages(session).await {
            Ok(count) => Look::Yes(count),
            Err(error) => Look::NotYet(error.to_string()),
        })
    })
    .await?;
    ensure!(count == "0", "{count} first pages after an update");
    Ok(())
}

/// Updates to a version, which changed this.
async fn update(stage: &Stage, version: &str, changes: Option<&str>) -> Result<()> {
    let session = &stage.session;
    let stays = session.open_tab().await?;
    if session.browser() == Browser::Chromium {
        let closes = session.open_extension_page().await?;
        session.update_to(version, changes).await?;
        // A tab that turned to the extension before it is loaded anew would be closed with it.
        until("the old version's page to close", SOON, async || {
            let is_gone = !session.windows().await?.contains(&closes);
            Ok(Look::when(is_gone, || "open".to_owned()))
        })
        .await?;
    } else {
        session.update_to(version, changes).await?;
    }
    session.to_window(stays).await?;
    let options = session.address_of("options.html").await?;
    let wanted = format!("{version} {}", changes.is_some());
    until("the update", SOON, async || {
        // While the extension is loaded anew it has no page.
        let stored = async {
            session.go(&options).await?;
            session.evaluate(VERSION).await
        };
        Ok(match stored.await {
            Ok(stored) => Look::when(stored == wanted, || stored),
            Err(error) => Look::NotYet(error.to_string()),
        })
    })
    .await
}

fn with_own_copy(browser: Browser) -> Result<SessionOptions> {
    Ok(SessionOptions {
        has_own_copy: true,
        ..SessionOptions::with_trivet(browser)?
    })
}

/// Not beside the form, and wherever it is seen first.
async fn an_update_that_changed_something_is_said_once(stage: &Stage) -> Result<()> {
    let (session, panel) = (&stage.session, stage.session.panel());
    update(stage, "0.1.1", None).await?;
    stage.open(Screen::Tokens).await?;
    let drawn = panel.until_step(3, "current").await?;
    ensure!(drawn.notice("updated").is_none(), "{drawn}");
    update(stage, "0.2.0", Some("The ticks are blue.")).await?;
    stage.open(Screen::CreateToken).await?;
    let drawn = panel.until_step(4, "done").await?;
    ensure!(drawn.notice("updated").is_none(), "{drawn}");
    stage.open(Screen::Tokens).await?;
    panel.until_notice("updated").await?;
    panel.press("show-changes").await?;
    session.to_window_at("options.html").await?;
    until("what changed", SOON, async || {
        let text = session.page().text().await?;
        Ok(Look::when(text.contains("The ticks are blue."), || text))
    })
    .await?;
    let stored = session.stored().await?;
    ensure!(!stored.contains("updated"), "{stored}");

    let again = "chrome.storage.local.set({ updated: true }).then(() => '')";
    session.evaluate(again).await?;
    let popup = session.address_of("popup.html").await?;
    for is_said in [true, false] {
        session.go(&popup).await?;
        until("the popup to say it once", SOON, async || {
            let text = session.page().text().await?;
            let stored = session.stored().await?;
            let is_so = text.contains("What is new") == is_said && !stored.contains("updated");
            Ok(Look::when(is_so, || format!("{text} {stored}")))
        })
        .await?;
    }
    Ok(())
}

/// Opens it without Trivet, and installs Trivet then.
async fn install_beside(stage: &Stage, options: &Options) -> Result<()> {
    let session = &stage.session;
    session.remove_extension().await?;
    stage.open_with(options).await?;
    session.page().until_pressable("OK").await?;
    session.install_extension().await?;
    session.to_window_at("welcome.html").await?;
    session.to_first_window().await
}

async fn an_open_console_is_guarded_at_once(stage: &Stage) -> Result<()> {
    install_beside(stage, &stage.options(Screen::CreateToken)).await?;
    let (page, panel) = (stage.session.page(), stage.session.panel());
    panel.until_step(4, "done").await?;
    page.pick_dataset("engage").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    let truth = stage.settled_truth().await?;
    ensure!(truth.created().count() == 0, "OK went through");
    Ok(())
}

/// Without access to the page around it Chromium names no frame: there the page has to be reloaded.
async fn an_open_console_in_another_site_is_guarded_at_once_in_firefox(
    stage: &Stage,
) -> Result<()> {
    let options = Options {
        embedding: Embedding::OtherSite,
        ..stage.options(Screen::CreateToken)
    };
    install_beside(stage, &options).await?;
    if stage.session.browser() == Browser::Chromium {
        ensure!(!stage.session.panel().is_in_page().await?, "it is guarded");
        // The same address again would be no new document.
        stage.session.go("about:blank").await?;
        stage.open_with(&options).await?;
    }
    stage.session.panel().until_step(4, "done").await.map(drop)
}

async fn an_open_page_that_is_no_console_is_left_alone(stage: &Stage) -> Result<()> {
    let options = Options {
        host: "doc.evergage.com".to_owned(),
        ..stage.options(Screen::CreateToken)
    };
    install_beside(stage, &options).await?;
    let page = stage.session.page();
    page.press("OK").await?;
    stage
        .until_truth("the token that nobody held", |truth| {
            truth.created().count() == 1
        })
        .await?;
    ensure!(!stage.session.panel().is_in_page().await?, "a panel");
    Ok(())
}

in_every_browser!(
    one_page_opens_after_installing_and_none_after_an_update,
    an_open_console_is_guarded_at_once,
    an_open_console_in_another_site_is_guarded_at_once_in_firefox,
    an_open_page_that_is_no_console_is_left_alone,
);

mod update_chromium {
    trivet_browser::scenarios!(Chromium own Native (super::super::with_own_copy) [an_update_that_changed_something_is_said_once]);
}
mod update_firefox {
    trivet_browser::scenarios!(Firefox own Native (super::super::with_own_copy) [an_update_that_changed_something_is_said_once]);
}
