//! A form, and a document, answer with what is named so in them to whatever is asked of themselves, in the world of an extension,
//! too: fields with the names of the DOM's functions are fields like any other.

use serde_json::json;
use trivet_browser::{
    Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

const WRONG: &str = "Can send events";
/// What is asked of a form by whoever reads it, holds it or draws beside it.
const FIELDS: &str = "nodeType parentNode parentElement childNodes children firstChild nextSibling isConnected localName tagName \
    ownerDocument assignedSlot getRootNode contains getAttribute hasAttribute matches closest querySelectorAll checkVisibility \
    getBoundingClientRect clientWidth offsetHeight shadowRoot openOrClosedShadowRoot textContent addEventListener dispatchEvent \
    namespaceURI window document value style";
/// The same of a document, as far as the driver's own scripts can do without.
const IMAGES: &str = "createTreeWalker createRange getElementById elementsFromPoint defaultView";

/// Puts the fields into the form, and the images beside it.
async fn clobber(stage: &Stage) -> Result<()> {
    let clobber = "const form = Document.prototype.querySelector.call(document, 'form[data-token]');
        const put = (tag, name, parent) => {
          const one = Document.prototype.createElement.call(document, tag);
          one.name = name;
          one.hidden = true;
          one.dataset.clobbers = '';
          Node.prototype.appendChild.call(parent, one);
        };
        for (const name of arguments[0].split(' ')) put('input', name, form);
        for (const name of arguments[1].split(' ')) put('img', name, document.body);
        return [form.isConnected, document.createTreeWalker].every((one) => one instanceof Element)";
    let arguments = vec![json!(FIELDS), json!(IMAGES)];
    let is_clobbered = stage.session.script(clobber, arguments).await?;
    ensure!(is_clobbered == true, "they do not answer so");
    Ok(())
}

async fn script(stage: &Stage, script: &str) -> Result<()> {
    stage.session.script(script, Vec::new()).await.map(drop)
}

/// Takes them away: the driver's own scripts ask elements themselves.
async fn restore(stage: &Stage) -> Result<()> {
    let restore = "for (const one of Document.prototype.querySelectorAll.call(document, '[data-clobbers]')) one.remove()";
    script(stage, restore).await
}

async fn press(stage: &Stage, css: &str) -> Result<()> {
    let place = "const one = Document.prototype.querySelector.call(document, arguments[0]);
        const { left, top, width, height } = one.getBoundingClientRect();
        return [left + width / 2, top + height / 2]";
    let place = stage.session.script(place, vec![json!(css)]).await?;
    let [x, y] = [0, 1].map(|index| place[index].as_f64().unwrap_or_default());
    stage.session.click_at((x, y), 1).await
}

/// OK is pressed while the fields are there, and no token is made.
async fn ok_is_held(stage: &Stage, because: &str) -> Result<()> {
    press(stage, "form[data-token] [type=submit]").await?;
    let made = stage.settled_truth().await?.created().count();
    restore(stage).await?;
    ensure!(made == 0, "{because}: a token was made");
    stage.session.panel().until_notice("submit-held").await?;
    Ok(())
}

async fn the_form_is_held_as_any_other(stage: &Stage) -> Result<()> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    let (page, panel) = (stage.session.page(), stage.session.panel());

    clobber(stage).await?;
    press(stage, "[name=sendEvents]").await?;
    ok_is_held(stage, "a wrong box").await?;
    panel.press("put-right").await?;
    page.until_ticked(WRONG, true).await?;
    panel.until_step(4, "done").await?;

    // A box that comes later is seen.
    clobber(stage).await?;
    let add = "const line = Document.prototype.createElement.call(document, 'div');
        line.id = 'later';
        line.innerHTML = '<input type=checkbox id=l><label for=l>Can delete data</label>';
        Element.prototype.prepend.call(Document.prototype.querySelector.call(document, 'form[data-token]'), line);
        line.firstChild.click();";
    script(stage, add).await?;
    ok_is_held(stage, "a box that came later").await?;
    let label = "Can delete data";
    panel.press("put-right").await?;
    page.until_ticked(label, false).await?;
    job::permissions_are_right(stage).await?;
    job::create(stage).await.map(drop)
}

/// Fields that are there before the guard is.
async fn a_form_that_is_so_from_the_start_is_held(stage: &Stage) -> Result<()> {
    let names = serde_json::to_string(&format!("{FIELDS} elements")).unwrap_or_default();
    let before = format!(
        "() => {{
           if (location.protocol !== 'https:') return;
           new MutationObserver((_, observer) => {{
             const form = Document.prototype.querySelector.call(document, 'form[data-token]');
             if (!form) return;
             observer.disconnect();
             for (const name of {names}.split(' ')) {{
               const field = Document.prototype.createElement.call(document, 'input');
               field.name = name;
               field.hidden = true;
               field.dataset.clobbers = '';
               Node.prototype.appendChild.call(form, field);
             }}
           }}).observe(document, {{ subtree: true, childList: true }});
         }}"
    );
    stage.session.run_before_pages(&before).await?;
    stage.open(Screen::CreateToken).await?;
    until("the boxes to be ticked", SOON, async || {
        let ticked = "return Document.prototype.querySelectorAll.call(document, 'form[data-token] input:checked').length";
        let ticked = stage.session.script(ticked, Vec::new()).await?;
        Ok(Look::when(ticked == 3, || ticked.to_string()))
    })
    .await?;
    press(stage, "[name=sendEvents]").await?;
    ok_is_held(stage, "a wrong box").await
}

in_every_browser!(
    the_form_is_held_as_any_other,
    a_form_that_is_so_from_the_start_is_held,
);
