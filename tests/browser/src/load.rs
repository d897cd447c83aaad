//! A page of any size, on which it is measured what Trivet costs.

use serde_json::json;
use trivet_console::{Console, HOST};

use crate::{
    error::{Error, Result},
    session::Session,
    wait::{Look, SOON, until},
};

/// Puts the form in and waits until its three boxes are ticked and two more frames were painted. Answers with the milliseconds
/// until the last box was ticked, and with the longest task.
const PUT_FORM: &str = r"
    const [needs] = arguments;
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    });
    observer.observe({ type: 'longtask' });
    const form = document.querySelector('#form').content.cloneNode(true);
    const boxes = [...form.querySelectorAll('input[type=checkbox]')];
    let last = 0;
    const begun = performance.now();
    for (const box of boxes) box.addEventListener('click', () => { last = performance.now() - begun; });
    document.querySelector('#place').append(form);
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    return (async () => {
        while (needs && boxes.some((box) => !box.checked)) await frame();
        // What a task leaves behind is told a moment later.
        for (let count = 0; count < 30; count += 1) await frame();
        observer.disconnect();
        return JSON.stringify([last, longest]);
    })();
";

/// Opens a page of so many rows, or cards, with a check box in so many of them.
///
/// # Errors
///
/// When the browser cannot.
pub async fn open(
    session: &Session,
    console: &Console,
    rows: u32,
    boxes: u32,
    cards: bool,
) -> Result<()> {
    let cards = if cards { "&cards" } else { "" };
    let address = format!(
        "https://{HOST}:{}/ui/bench?rows={rows}&boxes={boxes}{cards}",
        console.port()
    );
    session.go(&address).await
}

/// Waits until the page has had time to do what it put off.
///
/// # Errors
///
/// When it has none.
pub async fn settle(session: &Session) -> Result<()> {
    until("an idle page", SOON, async || {
        let idle = "return new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(() => resolve(true))))";
        let is_idle = session.script(idle, Vec::new()).await?;
        Ok(Look::when(is_idle == true, || is_idle.to_string()))
    })
    .await
}

/// Puts the form of a token into the page. In milliseconds: when its last box was ticked, and the longest task meanwhile, which
/// only Chromium tells.
///
/// # Errors
///
/// When the page does not answer.
pub async fn put_form(session: &Session, needs_ticks: bool) -> Result<(f64, f64)> {
    let told = session.script(PUT_FORM, vec![json!(needs_ticks)]).await?;
    let told = told.as_str().unwrap_or_default();
    serde_json::from_str(told).map_err(|_| Error::wrong(format!("the page says {told}")))
}
