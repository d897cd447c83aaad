//! Poisoned prototypes in the page's world (T6): what the page makes of its own functions is nothing to the extension, and
//! nothing of the extension's passes through them.

use serde_json::Value;
use trivet_browser::{Result, Stage, ensure, in_every_browser, job};
use trivet_console::Screen;

use crate::PASSWORD;

/// Runs before the page's first script. Every function of these prototypes notes what it is called on, with and answers; the
/// ones by which a page can be stopped do nothing; what tells of a stopped event and of what is seen lies; each key that the
/// extension's messages have is a trap on every object, but for one that the driver's answers have, too.
const POISON: &str = r#"() => {
    // No page reaches into the extension's own documents.
    if (location.protocol !== "https:") return;
    const noted = new Set();
    const write = Set.prototype.add.bind(noted);
    const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
    let isNoting = false;
    const text = (value) => {
        if (typeof value === "string") return value;
        try { return value?.localName ? `<${value.localName}>` : typeof value; } catch { return "?"; }
    };
    const spied = [Element, HTMLElement, Node, Document, DocumentFragment, ShadowRoot, Event, EventTarget, MutationObserver,
        CharacterData, HTMLInputElement, CSSStyleDeclaration, DOMTokenList, Array, String, Promise, Map, Set, Function, RegExp,
        MessagePort, Storage, Crypto, Performance].map((one) => one.prototype);
    for (const owner of [...spied, JSON, Reflect, Object, console, crypto, window.TextDecoder.prototype]) {
        for (const name of ownKeys(owner)) {
            const { value, get, configurable } = getOwnPropertyDescriptor(owner, name);
            if (!configurable || name === "constructor" || typeof name === "symbol") continue;
            const wrap = (real) => function (...given) {
                const answer = apply(real, this, given);
                if (isNoting) return answer;
                isNoting = true;
                write(text(this));
                for (let at = 0; at < given.length; at += 1) write(text(given[at]));
                write(text(answer));
                isNoting = false;
                return answer;
            };
            // Those that the notes are written with stay as they are.
            if (owner === Set.prototype || owner === Function.prototype || owner === Reflect) continue;
            if (typeof value === "function") {
                try { owner[name] = wrap(value); } catch {}
            } else if (get) {
                defineProperty(owner, name, { ...getOwnPropertyDescriptor(owner, name), get: wrap(get) });
            }
        }
    }
    for (const name of ["stopPropagation", "stopImmediatePropagation"]) Event.prototype[name] = () => {};
    for (const [name, lie] of [["defaultPrevented", false], ["cancelBubble", false]]) {
        defineProperty(Event.prototype, name, { get: () => lie });
    }
    const attach = Element.prototype.attachShadow;
    window.roots = [];
    Element.prototype.attachShadow = function (...how) {
        window.roots.push(this.localName);
        return apply(attach, this, how);
    };
    window.trapped = [];
    const keys = ["ticket", "key_secret", "key_id", "file_name", "frameId", "relatedNode", "then", "wbg", "memory"];
    for (const key of keys) {
        defineProperty(Object.prototype, key, {
            configurable: true,
            get() { return undefined; },
            set(value) {
                window.trapped.push(key);
                defineProperty(this, key, { value, writable: true, configurable: true, enumerable: true });
            },
        });
    }
    WebAssembly.instantiate = WebAssembly.Module = WebAssembly.Instance = () => { throw new Error("no"); };
    window.noted = () => [...noted];
    window.chrome = window.browser = new Proxy({}, { get: (_, name) => { window.trapped.push(`chrome.${String(name)}`); } });
}"#;

async fn the_job_is_done_all_the_same(stage: &Stage) -> Result<()> {
    stage.session.run_before_pages(POISON).await?;
    stage.open(Screen::Dashboard).await?;
    job::to_token_screen(stage).await?;
    job::to_form(stage).await?;
    // A form's fields stand in for what a form has by nature.
    let field = "const field = document.createElement('input'); field.type = 'hidden'; field.name = 'contentDocument';
        document.querySelector('form').append(field);";
    stage.session.script(field, Vec::new()).await?;
    job::permissions_are_right(stage).await?;
    // Stopped with the browser's own functions, not with the page's.
    let (page, panel) = (stage.session.page(), stage.session.panel());
    page.click_box("Can send events").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    ensure!(
        stage.settled_truth().await?.created().next().is_none(),
        "a wrong form went through"
    );
    panel.press("put-right").await?;
    let token = job::from_form_to_dialog(stage).await?;
    let vault = job::hand_over(stage, &token).await?;
    stage.session.to_first_window().await?;
    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    vault.to_front().await?;
    job::store(stage, &vault, PASSWORD).await?;
    job::close(stage).await?;

    let noted = stage
        .session
        .script("return window.noted().join('\\n')", Vec::new())
        .await?;
    let noted = noted.as_str().unwrap_or_default();
    ensure!(noted.contains("Create Token"), "nothing was noted: {noted}");
    // The panel itself is read by this test through the page, so its words are there.
    for words in ["trivet-vault", "bring-scripted-core", "Grüner Dreifuß"] {
        ensure!(!noted.contains(words), "“{words}” passed through the page");
    }
    let script = "return [window.roots, window.trapped]";
    let caught = stage.session.script(script, Vec::new()).await?;
    ensure!(
        caught == serde_json::json!([[], []]) || is_of_the_page(&caught),
        "{caught}"
    );
    Ok(())
}

/// What the console's own scripts or the driver's leave in the traps.
fn is_of_the_page(caught: &Value) -> bool {
    let trapped = caught[1].as_array().cloned().unwrap_or_default();
    caught[0] == serde_json::json!([])
        && trapped
            .iter()
            .all(|key| matches!(key.as_str(), Some("key_id" | "then" | "memory")))
}

in_every_browser!(the_job_is_done_all_the_same);
