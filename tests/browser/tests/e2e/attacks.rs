//! Attacks that once succeeded, and others of their kinds.

use trivet_browser::{
    DIALOG, Drawn, Key, Result, Stage, ensure, in_every_browser, job, load,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

const WRONG: &str = "Can send events";
/// The names that the style sheet's colors once went by.
const NAMES: &str = "card ink soft line edge accent accent-strong accent-ground on-accent good good-ground warn warn-ground \
                     bad bad-ground shadow tone tone-ground";

async fn script(stage: &Stage, script: &str) -> Result<serde_json::Value> {
    stage.session.script(script, Vec::new()).await
}

async fn two_frames(stage: &Stage) -> Result<()> {
    let wait = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))";
    script(stage, wait).await.map(drop)
}

/// What of the panel was painted: how many colors its button shows in a picture of the window.
async fn colors_of(stage: &Stage, css: &str) -> Result<u64> {
    let button = stage.session.panel().part(css).await?;
    let button = serde_json::to_value(&button).unwrap_or_default();
    let place = "const { left, top, width, height } = arguments[0].getBoundingClientRect(); return [left, top, width, height]";
    let place = stage.session.script(place, vec![button]).await?;
    let picture = stage.session.screenshot().await?;
    let bytes = serde_json::to_value(picture).unwrap_or_default();
    let count = "const [bytes, [left, top, width, height]] = arguments;
        return createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' })).then((picture) => {
          const canvas = new OffscreenCanvas(width, height), pen = canvas.getContext('2d');
          pen.drawImage(picture, -left, -top);
          const { data } = pen.getImageData(0, 0, width, height);
          const colors = new Set();
          for (let at = 0; at < data.length; at += 4) colors.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
          return colors.size;
        })";
    let colors = stage.session.script(count, vec![bytes, place]).await?;
    Ok(colors.as_u64().unwrap_or_default())
}

/// R1: registrations of custom properties are the document's, and reached into the closed root.
async fn registered_properties_do_not_hide_the_panel(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    let register = format!(
        "const sheet = document.createElement('style');
         for (const name of '{NAMES}'.split(' ')) {{
           sheet.textContent += `@property --${{name}} {{ syntax: '<color>'; inherits: false; initial-value: transparent }}`;
         }}
         document.head.append(sheet);
         for (const name of '{NAMES}'.split(' ')) {{
           try {{ CSS.registerProperty({{ name: `--${{name}}-x`, syntax: '<color>', inherits: false, initialValue: 'transparent' }}); }} catch {{}}
         }}"
    );
    script(stage, &register).await?;
    job::permissions_are_right(stage).await?;
    stage.session.page().click_box(WRONG).await?;
    let panel = stage.session.panel();
    panel.until_step(4, "wrong").await?;
    panel
        .until("the button", |drawn| drawn.offers("put-right"))
        .await?;
    let colors = colors_of(stage, "[data-part=notice] button[data-action=put-right]").await?;
    ensure!(colors > 8, "the button shows {colors} colors");
    panel.press("put-right").await?;
    stage.session.page().until_ticked(WRONG, true).await
}

/// R2: a page that defines an element of the host's name, and holds on to every root that it can.
async fn no_element_of_the_page_gets_the_root(stage: &Stage) -> Result<()> {
    let before = "() => {
        window.caught = [];
        for (const name of ['trivet-panel', 'trivet-host', 'data-trivet']) {
          customElements.define(name, class extends HTMLElement {
            constructor() { super(); this.internals = this.attachInternals(); window.caught.push(this.localName); }
          });
        }
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (...how) {
          const root = attach.apply(this, how);
          window.caught.push(this.localName);
          return root;
        };
      }";
    stage.session.run_before_pages(before).await?;
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.panel().until_step(4, "done").await?;
    let caught = script(
        stage,
        "const host = [...document.querySelectorAll('*')].find((one) => one.matches(':popover-open'));
         let internals = 'none';
         try { internals = String(host.attachInternals().shadowRoot); } catch (error) { internals = error.name; }
         return [host.localName, internals, String(host.shadowRoot), window.caught.length].join()",
    )
    .await?;
    ensure!(caught == "div,NotSupportedError,null,0", "{caught}");
    Ok(())
}

/// R2: what a button does is known by the button. In Firefox a page can reach it, and change what it says of itself.
async fn a_button_does_what_it_was_made_for(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.page().click_box(WRONG).await?;
    let panel = stage.session.panel();
    panel.until_step(4, "wrong").await?;
    let button = panel
        .part("[data-part=notice] button[data-action=put-right]")
        .await?;
    let button = serde_json::to_value(&button).unwrap_or_default();
    // Through the driver, as through an event's original target.
    let swap = "arguments[0].dataset.action = 'hide'";
    stage.session.script(swap, vec![button.clone()]).await?;
    let at = "const { left, top, width, height } = arguments[0].getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    let at = stage.session.script(at, vec![button]).await?;
    let at = [0, 1].map(|index| at[index].as_f64().unwrap_or_default());
    stage.session.click_at((at[0], at[1]), 1).await?;
    two_frames(stage).await?;
    // Somebody wrote in the panel: it is drawn anew, and says that the press did not count.
    panel.until_notice("press-refused").await?;
    ensure!(
        stage.session.page().is_ticked(WRONG).await? == Some(false),
        "the press counted"
    );
    panel.press("put-right").await?;
    stage.session.page().until_ticked(WRONG, true).await
}

/// What shows a form that was in the document from the start, without adding anything; and what hid it.
const HIDINGS: [(&str, &str, &str); 9] = [
    ("a class", "form.className = 'gone'", "form.className = ''"),
    (
        "a style",
        "form.style.display = 'none'",
        "form.style.display = ''",
    ),
    ("hidden", "form.hidden = true", "form.hidden = false"),
    (
        "visibility",
        "form.style.visibility = 'hidden'",
        "form.style.visibility = ''",
    ),
    (
        "a style sheet",
        "sheet.insertRule('form { display: none }')",
        "sheet.deleteRule(0)",
    ),
    (
        "visibility by a style sheet",
        "sheet.insertRule('form { visibility: hidden }')",
        "sheet.deleteRule(0)",
    ),
    ("a dialog", "dialog.append(form)", "dialog.showModal()"),
    ("a popover", "form.popover = 'manual'", "form.showPopover()"),
    ("details", "details.append(form)", "details.open = true"),
];

/// The form of the sample console, hidden, on a page on which the guard sleeps.
async fn hidden_form(stage: &Stage, hide: &str) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    stage
        .session
        .panel()
        .until("a panel", |drawn| drawn.shown)
        .await?;
    let script_of = format!(
        "const form = document.querySelector('form[data-token]');
         const style = document.createElement('style');
         style.textContent = '.gone {{ display: none }}';
         document.head.append(style);
         const sheet = style.sheet;
         const dialog = document.createElement('dialog'), details = document.createElement('details');
         form.before(dialog, details);
         for (const box of form.querySelectorAll('input[type=checkbox]')) box.checked = false;
         Object.assign(window, {{ form, sheet, dialog, details }});
         {hide};"
    );
    script(stage, &script_of).await?;
    stage.session.panel().until_gone().await
}

/// R3: the guard wakes for what is shown, not only for what is added.
async fn a_form_that_is_only_shown_is_guarded(stage: &Stage) -> Result<()> {
    for (how, hide, show) in HIDINGS {
        hidden_form(stage, hide).await?;
        script(stage, show).await?;
        if how == "visibility by a style sheet" {
            // Nothing tells of this one: it is seen in the person's own event.
            let place = "const ok = [...form.querySelectorAll('button')].find((one) => one.textContent.trim() === 'OK');
                const { left, top, width, height } = ok.getBoundingClientRect(); return [left + width / 2, top + height / 2]";
            let place = script(stage, place).await?;
            let [x, y] = [0, 1].map(|index| place[index].as_f64().unwrap_or_default());
            stage.session.click_at((x, y), 1).await?;
            two_frames(stage).await?;
            // Firefox's guard has set the form by the time of the click: then the press makes a right token.
            let truth = stage.settled_truth().await?;
            let is_right = |token: &Token| {
                let rights = &token.rights;
                rights.access_api && rights.send_events && rights.enabled && rights.extra.is_empty()
            };
            ensure!(
                truth.created().all(is_right),
                "{how}: a wrong token was made"
            );
            if truth.created().count() > 0 {
                job::say_safe_elsewhere(stage).await?;
                job::close(stage).await?;
                stage.console.forget_created();
                continue;
            }
        }
        let panel = stage.session.panel();
        until(format!("the panel, after {how}"), SOON, async || {
            let is_there = panel.is_in_page().await?;
            Ok(Look::when(is_there, || "none".to_owned()))
        })
        .await?;
        panel.until("the form's step", |drawn| drawn.shown).await?;
    }
    Ok(())
}

/// R3: the very first press on it is looked at before the page gets it.
async fn the_first_press_on_what_is_shown_is_held(stage: &Stage) -> Result<()> {
    for (how, hide, show) in HIDINGS {
        hidden_form(stage, hide).await?;
        // Shown, and pressed in the same task: as a person who was about to press anyway.
        let press = format!(
            "{show};
             const ok = [...form.querySelectorAll('button')].find((one) => one.textContent.trim() === 'OK');
             ok.click();"
        );
        script(stage, &press).await?;
        let created = stage.settled_truth().await?.created().count();
        ensure!(created == 0, "{how}: a wrong token was made");
    }
    Ok(())
}

/// What a form may send beside its three boxes: what brings it, and whether it is a box that is called by its name.
const SENDS: [(&str, &str, bool); 8] = [
    (
        "a box tied from outside",
        "form.id ||= 'token-form'; put(document.body, `<label><input type=checkbox checked form=${form.id}>Can delete</label>`)",
        true,
    ),
    (
        "a box that is folded away",
        "put(form, `<details><summary>More</summary><label><input type=checkbox checked>Can delete</label></details>`)",
        true,
    ),
    (
        "a box hidden from assistive technology",
        "put(form, `<label aria-hidden=true><input type=checkbox checked>Can delete</label>`)",
        true,
    ),
    (
        "a box that is not drawn",
        "put(form, `<label hidden><input type=checkbox checked>Can delete</label>`)",
        false,
    ),
    (
        "a radio button",
        "put(form, `<label><input type=radio name=scope value=all checked>Everything</label>`)",
        false,
    ),
    (
        "a list",
        "put(form, `<label>Access <select><option selected>Everything</option></select></label>`)",
        false,
    ),
    (
        "a form control of the page's own",
        "put(form, `<x-scope>Everything</x-scope>`)",
        false,
    ),
    (
        "a form control of the page's own, of two buttons",
        "put(form, `<x-scope><button type=button>None</button><button type=button>Everything</button></x-scope>`)",
        false,
    ),
];

/// R4: a form is not called right beside what nobody read.
async fn what_else_the_form_sends_is_said(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    // From the admin's first press on, Trivet unticks nothing by itself.
    for on in [false, true] {
        stage.session.page().click_box(WRONG).await?;
        stage.session.page().until_ticked(WRONG, on).await?;
    }
    let panel = stage.session.panel();
    let define = "customElements.define('x-scope', class extends HTMLElement {
           static formAssociated = true;
           constructor() { super(); this.attachInternals().setFormValue('all'); }
         });
         window.form = document.querySelector('form[data-token]');
         window.put = (where, html) => {
           window.added = document.createElement('div');
           added.innerHTML = html;
           where.append(added);
         };";
    script(stage, define).await?;
    for (what, add, is_extra) in SENDS {
        job::permissions_are_right(stage).await?;
        panel.until("a form that is right", is_called_right).await?;
        script(stage, add).await?;
        let drawn = panel
            .until(&format!("a word on {what}"), |drawn| {
                !is_called_right(drawn)
            })
            .await?;
        ensure!(is_extra == (drawn.step(4) == "wrong"), "{what}: {drawn}");
        script(stage, "added.remove()").await?;
    }
    Ok(())
}

fn is_called_right(drawn: &Drawn) -> bool {
    drawn.headline.starts_with("The form is right")
}

/// Text that stands beside a form or a dialog switches nothing off.
async fn text_beside_it_switches_nothing_off(stage: &Stage) -> Result<()> {
    let (page, panel) = (stage.session.page(), stage.session.panel());
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    page.click_box(WRONG).await?;
    panel.until_step(4, "wrong").await?;
    let help = "const form = document.querySelector('form[data-token]');
        for (const [where, tag] of [[form, 'h3'], [form.parentNode, 'h2'], [document.body, 'p']]) {
          const help = document.createElement(tag);
          help.textContent = 'Editing API Token';
          where.prepend(help);
        }";
    script(stage, help).await?;
    two_frames(stage).await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    ensure!(
        stage.settled_truth().await?.created().count() == 0,
        "a wrong token was made"
    );
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    let copies = format!(
        "for (const [tag, name, value] of [['div', 'aria-live', 'polite'], ['h3', 'class', 'help'], ['a', 'href', '#help']]) {{
           const copy = document.createElement(tag);
           copy.setAttribute(name, value);
           copy.textContent = '{DIALOG}';
           document.body.append(copy);
         }}"
    );
    script(stage, &copies).await?;
    two_frames(stage).await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    stage.session.press(Key::Escape).await?;
    two_frames(stage).await?;
    let truth = stage.settled_truth().await?;
    let closed: u32 = truth.created().map(|token| token.dialogs_closed).sum();
    ensure!(closed == 0, "the dialog was closed");
    Ok(())
}

/// R13: ten times the boxes beside the form take ten times as long, and twice that where the machine is busy; a hundred times
/// would be each with each.
async fn many_boxes_cost_in_proportion(stage: &Stage) -> Result<()> {
    let mut best = [f64::INFINITY; 2];
    for _ in 0..3 {
        for (best, boxes) in best.iter_mut().zip([500, 5_000]) {
            load::open(&stage.session, &stage.console, boxes, boxes, false).await?;
            load::settle(&stage.session).await?;
            let (ticked, _) = load::put_form(&stage.session, true).await?;
            *best = best.min(ticked);
        }
    }
    let [few, many] = best;
    ensure!(
        many <= 20.0 * few.max(10.0),
        "500 boxes: {few} ms, 5,000 boxes: {many} ms"
    );
    Ok(())
}

/// Has the guard of the console's page fail: nothing in its memory is what it was. An extension's page is at hand.
const FAIL: &str = "chrome.tabs.query({ url: 'https://*.evergage.com/*' }) \
    .then(([tab]) => chrome.scripting.executeScript({ target: { tabId: tab.id }, \
      func: () => { new Uint8Array(globalThis.guardMemory.buffer).fill(255); } })) \
    .then(() => '')";

/// What the guard held when it failed is held until the person decides.
async fn a_guard_that_failed_lets_nothing_pass_by_itself(stage: &Stage) -> Result<()> {
    let (session, page) = (&stage.session, stage.session.page());
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await?;
    session.panel().press("open-vault").await?;
    let vault = session.vault().await?;
    vault.until_state("ready").await?;
    vault.to_front().await?;
    session.evaluate(FAIL).await?;
    session.to_first_window().await?;

    page.press("Close").await?;
    session.asks_before_leaving().await?;
    session.stay().await?;
    let truth = stage.settled_truth().await?;
    let closed: u32 = truth.created().map(|token| token.dialogs_closed).sum();
    ensure!(closed == 0, "the dialog was closed");
    session.press(Key::Escape).await?;
    session.asks_before_leaving().await?;
    session.leave().await?;
    // From here on it is as it would be without Trivet.
    page.press("Close").await?;
    page.until_shows(DIALOG, false).await
}

/// R10: what was under another window has to be seen anew.
async fn a_press_right_after_another_window_does_not_count(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.page().click_box(WRONG).await?;
    let panel = stage.session.panel();
    panel.until_step(4, "wrong").await?;
    let button = panel
        .part("[data-part=notice] button[data-action=put-right]")
        .await?;
    until("the button to be seen", SOON, async || {
        let fresh = button.attr("data-fresh").await;
        Ok(Look::when(fresh.is_ok_and(|fresh| fresh.is_none()), || {
            "fresh".to_owned()
        }))
    })
    .await?;
    let value = serde_json::to_value(&button).unwrap_or_default();
    let at = "const { left, top, width, height } = arguments[0].getBoundingClientRect(); return [left + width / 2, top + height / 2]";
    let at = stage.session.script(at, vec![value]).await?;
    let at = [0, 1].map(|index| at[index].as_f64().unwrap_or_default());
    script(stage, "window.dispatchEvent(new FocusEvent('focus'))").await?;
    stage.session.click_at((at[0], at[1]), 1).await?;
    panel.until_notice("press-refused").await?;
    ensure!(
        stage.session.page().is_ticked(WRONG).await? == Some(false),
        "the press counted"
    );
    Ok(())
}

/// R12: a page hears nothing of ours, and cannot keep the panel out of the top layer by it.
async fn the_page_hears_none_of_our_events(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let listen = "window.heard = [];
        for (const type of ['trivet-frame', 'beforetoggle', 'toggle']) {
          for (const target of [window, document, document.querySelector('div[data-trivet]')]) {
            target.addEventListener(type, (event) => { window.heard.push(event.type); event.preventDefault(); }, true);
          }
        }
        document.querySelector('div[data-trivet]').hidePopover();
        document.body.append(document.createElement('iframe'));";
    script(stage, listen).await?;
    until("the panel to be on top again", SOON, async || {
        let is_on_top =
            "return document.querySelector('div[data-trivet]').matches(':popover-open')";
        let is_on_top = script(stage, is_on_top).await?;
        Ok(Look::when(is_on_top == true, || "no".to_owned()))
    })
    .await?;
    two_frames(stage).await?;
    let heard = script(stage, "return window.heard.join()").await?;
    ensure!(heard == "", "it heard {heard}");
    Ok(())
}

/// A script can send an event that was looked at before a second time.
async fn an_event_that_is_sent_twice_is_looked_at_twice(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.panel().until_step(4, "done").await?;
    let send = "const ok = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'OK'); \
         window.sent ??= new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }); \
         window.arrived = 0; \
         const stop = (event) => { window.arrived += 1; event.preventDefault(); event.stopImmediatePropagation() }; \
         ok.addEventListener('click', stop, { capture: true, once: true }); \
         ok.dispatchEvent(window.sent); ok.removeEventListener('click', stop, { capture: true }); \
         return window.arrived";
    ensure!(script(stage, send).await? == 1, "the right form is held");
    stage.session.page().click_box(WRONG).await?;
    stage.session.panel().until_step(4, "wrong").await?;
    ensure!(script(stage, send).await? == 0, "the same event passes");
    stage
        .session
        .panel()
        .until_notice("submit-held")
        .await
        .map(drop)
}

in_every_browser!(
    an_event_that_is_sent_twice_is_looked_at_twice,
    registered_properties_do_not_hide_the_panel,
    no_element_of_the_page_gets_the_root,
    a_button_does_what_it_was_made_for,
    a_form_that_is_only_shown_is_guarded,
    the_first_press_on_what_is_shown_is_held,
    a_press_right_after_another_window_does_not_count,
    the_page_hears_none_of_our_events,
    a_guard_that_failed_lets_nothing_pass_by_itself,
    what_else_the_form_sends_is_said,
    text_beside_it_switches_nothing_off,
    many_boxes_cost_in_proportion,
);
