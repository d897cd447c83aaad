//! The panel's own buttons: no press counts that a page has tricked a person into (T1), and no press that nobody made (T2).
//!
//! The seven published variants are played: the root made transparent, a child, the body or the document; an overlay in part
//! and in full; a popover above; and what follows the pointer.

use trivet_browser::{
    Browser, Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

const WRONG: &str = "Can send events";

/// The form with a wrong box, which a button of the panel would put right.
async fn wrong_form(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.page().click_box(WRONG).await?;
    stage.session.panel().until_step(4, "wrong").await?;
    until_seen(stage).await
}

async fn until_seen(stage: &Stage) -> Result<()> {
    until("the button to be seen", SOON, async || {
        let is_fresh = ask(stage, "return button.hasAttribute('data-fresh')").await?;
        Ok(Look::when(is_fresh == false, || "not yet".to_owned()))
    })
    .await
}

/// A script that knows the panel's host and its button, as a page does in Firefox, and in no browser otherwise.
async fn ask(stage: &Stage, script: &str) -> Result<serde_json::Value> {
    let panel = stage.session.panel().part("[data-part=\"panel\"]").await?;
    let panel = serde_json::to_value(&panel).unwrap_or_default();
    let script = format!(
        "const panel = arguments[0], root = panel.getRootNode(), host = root.host;
         const button = panel.querySelector('[data-action=put-right]'); {script}"
    );
    stage.session.script(&script, vec![panel]).await
}

async fn press(stage: &Stage) -> Result<()> {
    let place = ask(
        stage,
        "const { left, top, width, height } = button.getBoundingClientRect();
         return [left + width / 2, top + height / 2]",
    )
    .await?;
    let [Some(x), Some(y)] = [0, 1].map(|index| place[index].as_f64()) else {
        return Err(trivet_browser::Error::wrong("no button"));
    };
    stage.session.click_at((x, y), 1).await
}

async fn is_put_right(stage: &Stage) -> Result<bool> {
    Ok(stage.session.page().is_ticked(WRONG).await? == Some(true))
}

/// The press does nothing for as long as the trick lasts. Afterwards it is said, and the next press counts.
async fn is_refused(stage: &Stage, trick: &str, begin: &str, end: &str) -> Result<()> {
    wrong_form(stage).await?;
    ask(stage, begin).await?;
    two_frames(stage).await?;
    for _ in 0..2 {
        press(stage).await?;
        two_frames(stage).await?;
        ensure!(!is_put_right(stage).await?, "{trick}: the press counted");
    }
    ask(stage, end).await?;
    stage.session.panel().until_notice("press-refused").await?;
    stage.session.panel().press("put-right").await?;
    stage.session.page().until_ticked(WRONG, true).await?;
    let drawn = stage.session.panel().until_step(4, "done").await?;
    ensure!(drawn.notice("press-refused").is_none(), "{drawn}");
    Ok(())
}

/// The trick has no hold on the panel: it is painted over everything, and the press counts.
async fn is_no_use(stage: &Stage, trick: &str, begin: &str) -> Result<()> {
    wrong_form(stage).await?;
    ask(stage, begin).await?;
    two_frames(stage).await?;
    let is_on_top = ask(
        stage,
        "const { left, top, width, height } = button.getBoundingClientRect();
         const hit = document.elementFromPoint(left + width / 2, top + height / 2);
         const style = getComputedStyle(host);
         return [hit === host, style.opacity, style.filter, style.transform, style.clipPath, host.matches(':popover-open')].join()",
    )
    .await?;
    ensure!(
        is_on_top == "true,1,none,none,none,true",
        "{trick}: {is_on_top}"
    );
    until_seen(stage).await?;
    press(stage).await?;
    stage.session.page().until_ticked(WRONG, true).await
}

async fn two_frames(stage: &Stage) -> Result<()> {
    let script = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))";
    stage.session.script(script, Vec::new()).await.map(drop)
}

async fn a_transparent_root_is_not_possible(stage: &Stage) -> Result<()> {
    let begin = "host.style.cssText = 'opacity: 0 !important; filter: opacity(0) !important; transform: scale(0) !important; \
                 clip-path: inset(50%) !important; transition: all 9s !important; animation: none';
                 host.animate([{ opacity: 0 }, { opacity: 0 }], { duration: 1e6, fill: 'both' });";
    is_no_use(stage, "a transparent root", begin).await
}

/// Once anybody else wrote in it, the panel is drawn anew: no press counts before it can be seen again. Firefox lets a page
/// reach into the root: it can neither fade the panel nor move its buttons under the pointer for longer than that.
async fn a_transparent_child_takes_no_press(stage: &Stage) -> Result<()> {
    wrong_form(stage).await?;
    ask(
        stage,
        "panel.style.opacity = 0.01; panel.style.marginTop = '8px'",
    )
    .await?;
    until("the panel drawn anew", SOON, async || {
        let script = "const { opacity, marginTop } = getComputedStyle(panel); return `${opacity} ${marginTop}`";
        let style = ask(stage, script).await?;
        Ok(Look::when(style == "1 0px", || style.to_string()))
    })
    .await?;
    ensure!(
        !is_put_right(stage).await?,
        "a press counted before it was made"
    );
    until_seen(stage).await?;
    press(stage).await?;
    stage.session.page().until_ticked(WRONG, true).await
}

async fn a_transparent_document_is_not_possible_or_takes_no_press(stage: &Stage) -> Result<()> {
    let begin = "document.body.style.cssText = 'opacity: 0; filter: opacity(0)'; document.documentElement.style.opacity = 0";
    is_no_use(stage, "a transparent body", begin).await?;
    let begin = "document.documentElement.style.filter = 'opacity(0)'";
    match stage.session.browser() {
        // The top layer is not a part of what is filtered.
        Browser::Chromium => is_no_use(stage, "a filter", begin).await,
        Browser::Firefox => {
            let end = "document.documentElement.style.filter = ''";
            is_refused(stage, "a filter", begin, end).await
        }
    }
}

/// An element over all or over the right half of the button, that lets every press through.
fn overlay(width: &str, more: &str) -> String {
    format!(
        "const over = document.createElement('div');
         const area = button.getBoundingClientRect();
         over.id = 'over';
         over.style.cssText = `position: fixed; inset: auto; margin: 0; border: 0; padding: 0; background: #fff;
           pointer-events: none; z-index: 2147483647; top: ${{area.top}}px; height: ${{area.height}}px; {width}`;
         document.documentElement.append(over); {more}"
    )
}

const FULL: &str = "left: ${area.left}px; width: ${area.width}px";
const HALF: &str = "left: ${area.left + area.width / 2}px; width: ${area.width / 2}px";
/// Above everything again and again.
const ABOVE: &str = "over.popover = 'manual';
    window.again = setInterval(() => { over.hidePopover(); over.showPopover(); }, 30); over.showPopover();";
const END: &str = "clearInterval(window.again); document.getElementById('over').remove();";

async fn an_overlay_is_below_the_panel(stage: &Stage) -> Result<()> {
    is_no_use(stage, "a full overlay", &overlay(FULL, "")).await?;
    is_no_use(stage, "a partial overlay", &overlay(HALF, "")).await?;
    // Taken out of the top layer, the panel goes back there.
    let begin = overlay(FULL, "host.hidePopover();");
    is_no_use(stage, "the panel out of the top layer", &begin).await?;
    let begin = overlay(
        FULL,
        "window.again = setInterval(() => host.matches(':popover-open') && host.hidePopover(), 5);",
    );
    is_refused(stage, "the panel kept out of the top layer", &begin, END).await
}

async fn a_popover_above_takes_no_press(stage: &Stage) -> Result<()> {
    is_refused(stage, "a popover over all", &overlay(FULL, ABOVE), END).await?;
    is_refused(stage, "a popover over a half", &overlay(HALF, ABOVE), END).await?;
    // Once and then still: the panel rises above it.
    let begin = overlay(FULL, "over.popover = 'manual'; over.showPopover();");
    is_no_use(stage, "a popover that was opened once", &begin).await
}

async fn what_follows_the_pointer_takes_no_press(stage: &Stage) -> Result<()> {
    // In every frame elsewhere than in the last two: by a timer it can stand still in each frame that is drawn.
    wrong_form(stage).await?;
    let begin = "let at = 0;
        const form = document.querySelector('form[data-token]');
        const move = () => { at = (at + 4) % 12; form.style.translate = `0 ${at}px`; requestAnimationFrame(move); };
        move();";
    ask(stage, begin).await?;
    two_frames(stage).await?;
    let place = "const mark = root.querySelector('[data-part=mark][data-kind=wrong] button').getBoundingClientRect();
        return [mark.left + mark.width / 2, mark.top + mark.height / 2]";
    let place = ask(stage, place).await?;
    let point = (
        place[0].as_f64().unwrap_or_default(),
        place[1].as_f64().unwrap_or_default(),
    );
    stage.session.click_at(point, 1).await?;
    stage.session.panel().until_notice("press-refused").await?;
    ensure!(!is_put_right(stage).await?, "a mark in motion took a press");
    Ok(())
}

/// Events that nobody made do nothing, wherever a page sends them (T2).
async fn a_scripted_press_does_nothing(stage: &Stage) -> Result<()> {
    wrong_form(stage).await?;
    let script = "const { left, top, width, height } = button.getBoundingClientRect();
        const how = { bubbles: true, composed: true, cancelable: true, detail: 1, view: window,
          clientX: left + width / 2, clientY: top + height / 2 };
        for (const target of [host, button, window, document.body]) {
          for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
            target.dispatchEvent(new (type.startsWith('p') ? PointerEvent : MouseEvent)(type, how));
          }
        }
        button.click(); host.click();
        button.focus();
        for (const key of ['Enter', ' ']) {
          for (const type of ['keydown', 'keypress', 'keyup']) {
            button.dispatchEvent(new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key }));
          }
        }";
    ask(stage, script).await?;
    two_frames(stage).await?;
    ensure!(!is_put_right(stage).await?, "a scripted press counted");
    stage.session.panel().press("put-right").await?;
    stage.session.page().until_ticked(WRONG, true).await
}

in_every_browser!(
    a_transparent_root_is_not_possible,
    a_transparent_child_takes_no_press,
    a_transparent_document_is_not_possible_or_takes_no_press,
    an_overlay_is_below_the_panel,
    a_popover_above_takes_no_press,
    what_follows_the_pointer_takes_no_press,
    a_scripted_press_does_nothing,
);
