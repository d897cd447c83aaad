//! Other languages have longer words, and some are written from right to left: everything is still read in full.

use serde_json::Value;
use trivet_browser::{Browser, Pseudo, Result, SessionOptions, Stage, ensure, job};
use trivet_console::Screen;

use crate::PASSWORD;

/// What of the words in a document or in the panel a person cannot read in full, or lies outside of what it belongs to.
const CUT: &str = "
    const shown = (node) => node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const unread = '[data-part=unseen], [data-part=ruler], [data-part=silent], .unseen';
    const cut = [];
    for (const element of arguments[0].querySelectorAll('*')) {
        const isWritten = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!isWritten || !shown(element) || element.closest(unread)) continue;
        const range = document.createRange();
        range.selectNodeContents(element);
        for (const line of range.getClientRects()) {
            let isScrolled = false;
            for (let around = element; around; around = around.parentElement) {
                const { overflowX, overflowY } = getComputedStyle(around);
                isScrolled ||= /auto|scroll/.test(overflowY);
                const box = around.getBoundingClientRect();
                const isFrame = around.matches('[data-part=panel], [data-part=words], .card');
                const isOut = line.left < box.left - 1 || line.right > box.right + 1;
                const isAboveOrBelow = line.top < box.top - 1 || line.bottom > box.bottom + 1;
                if ((isFrame || overflowX !== 'visible') && isOut || /hidden|clip/.test(overflowY) && !isScrolled && isAboveOrBelow) {
                    cut.push(`${element.dataset.part ?? element.localName} in ${around.dataset.part ?? around.localName}: ${element.textContent}`);
                    break;
                }
            }
        }
    }
    return cut;";

async fn nothing_of_the_panel_is_cut(stage: &Stage, when: &str) -> Result<()> {
    stage.session.panel().until_still().await?;
    let layer = stage.session.panel().part("[data-part=layer]").await?;
    let layer = serde_json::to_value(&layer).unwrap_or_default();
    let cut = stage.session.script(CUT, vec![layer]).await?;
    ensure!(cut == Value::Array(Vec::new()), "{when}: {cut}");
    Ok(())
}

async fn nothing_of_the_page_is_cut(stage: &Stage, when: &str) -> Result<()> {
    let script = format!("return (function () {{ {CUT} }})(document.body)");
    let cut = stage.session.script(&script, Vec::new()).await?;
    ensure!(cut == Value::Array(Vec::new()), "{when}: {cut}");
    let is_in_english = "return [...document.querySelectorAll('[data-message]')].some((one) => /[a-z]{4}/.test(one.textContent))";
    let is_in_english = stage.session.script(is_in_english, Vec::new()).await?;
    ensure!(is_in_english == false, "{when}: a text in English");
    Ok(())
}

/// Each state of the panel and of the window that has much to say.
async fn everything_can_be_read(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    nothing_of_the_panel_is_cut(stage, "a right form").await?;

    page.click_box("Can send events").await?;
    panel.until_notice("boxes").await?;
    page.pick_dataset("engage").await?;
    panel.until_notice("dataset").await?;
    nothing_of_the_panel_is_cut(stage, "a wrong form").await?;
    panel.press("put-right").await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;

    for (open, what) in [
        ("choose-purpose", "what a token can be for"),
        ("check-screen", "what is on the screen"),
    ] {
        panel.press(open).await?;
        panel
            .until(what, |drawn| drawn.offers("leave-sheet"))
            .await?;
        nothing_of_the_panel_is_cut(stage, what).await?;
        panel.press("leave-sheet").await?;
    }

    let token = job::create(stage).await?;
    panel.until_notice("credentials").await?;
    nothing_of_the_panel_is_cut(stage, "the credentials").await?;
    panel.press("values-safe-elsewhere").await?;
    panel.until_notice("elsewhere").await?;
    nothing_of_the_panel_is_cut(stage, "a question").await?;
    panel.press("cancel-values-safe-elsewhere").await?;

    let vault = job::hand_over(stage, &token).await?;
    nothing_of_the_page_is_cut(stage, "the window").await?;
    vault.press("other-format").await?;
    vault.until_state("choosing").await?;
    nothing_of_the_page_is_cut(stage, "the common destinations").await?;
    vault.press("others").await?;
    nothing_of_the_page_is_cut(stage, "the list of destinations").await?;
    vault.press("back").await?;
    vault.type_password("short", "short").await?;
    vault.press("encrypt").await?;
    vault.until_error_code("password-too-short").await?;
    nothing_of_the_page_is_cut(stage, "an error").await?;
    let file = job::store(stage, &vault, PASSWORD).await?;
    ensure!(file.is_file(), "{}", file.display());
    vault.to_front().await?;
    nothing_of_the_page_is_cut(stage, "the end").await
}

/// What has no window of its own to come from.
async fn every_page_can_be_read(stage: &Stage) -> Result<()> {
    for page in ["welcome.html", "popup.html", "options.html", "vault.html"] {
        stage.session.go_to_extension(page).await?;
        nothing_of_the_page_is_cut(stage, page).await?;
    }
    Ok(())
}

fn in_pseudo(browser: Browser, texts: Pseudo) -> Result<SessionOptions> {
    Ok(SessionOptions {
        texts: Some(texts),
        ..SessionOptions::with_trivet(browser)?
    })
}

fn longer(browser: Browser) -> Result<SessionOptions> {
    in_pseudo(browser, Pseudo::Longer)
}

fn mirrored(browser: Browser) -> Result<SessionOptions> {
    in_pseudo(browser, Pseudo::Mirrored)
}

mod longer {
    use super::{every_page_can_be_read, everything_can_be_read};

    mod chromium {
        trivet_browser::scenarios!(Chromium native Native (crate::translations::longer) [everything_can_be_read every_page_can_be_read]);
    }

    mod firefox {
        trivet_browser::scenarios!(Firefox native Native (crate::translations::longer) [everything_can_be_read]);
    }
}

mod mirrored {
    use super::{every_page_can_be_read, everything_can_be_read};

    mod chromium {
        trivet_browser::scenarios!(Chromium native Native (crate::translations::mirrored) [everything_can_be_read every_page_can_be_read]);
    }

    mod firefox {
        trivet_browser::scenarios!(Firefox native Native (crate::translations::mirrored) [everything_can_be_read]);
    }
}
