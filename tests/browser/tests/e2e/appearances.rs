//! Everything by which a page could move, cover, fade, clip, scale, freeze or relabel the panel, one after the other and in
//! pairs: either a person sees the panel as it was drawn, or no press counts and the panel says so.

use std::cell::RefCell;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;
use trivet_browser::{
    Error, Result, Stage, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;

/// What a rule for the root, the host and everything in the page's own reach may say without any effect on the panel.
const DECLARATIONS: &str = "
    opacity: 0.01 | backdrop-filter: blur(9px) | mix-blend-mode: difference
    mask-image: linear-gradient(transparent, transparent) | clip-path: inset(50%) | clip: rect(0 0 0 0)
    scale: 0.1 | rotate: 180deg
    translate: 40px 40px | transform: scale(0.1) | perspective: 1px | transform-style: preserve-3d
    writing-mode: vertical-rl | unicode-bidi: bidi-override | text-indent: -900px | letter-spacing: 60px
    word-spacing: 90px | line-height: 0 | font-size: 0 | font-family: Blank | font: 1px Blank | text-transform: uppercase
    -webkit-text-fill-color: transparent | -webkit-text-security: disc | -webkit-text-stroke: 9px white | color: transparent
    text-shadow: 0 0 9px red | color-scheme: dark | forced-color-adjust: none | font-variant-caps: all-small-caps
    text-size-adjust: 10% | font-size-adjust: 0.1 | pointer-events: none | cursor: none | user-select: none
    will-change: transform, opacity | contain: strict | contain: paint | isolation: isolate | overflow: clip | overflow: hidden
    position: static | inset: 400px | width: 1px | height: 1px | margin: 200px | float: right | columns: 3 | order: 9
    animation: vanish 1s infinite | transition: all 9s | background: red | border: 99px solid | outline: 999px solid white
    outline-offset: -99px | box-shadow: inset 0 0 0 999px white | list-style: square | white-space: pre | hyphens: auto
    quotes: none | accent-color: red | caret-color: red | tab-size: 99 | image-rendering: pixelated | interpolate-size: allow-keywords
    view-transition-name: all | anchor-name: --a | position-anchor: --a | container-type: size | offset-path: circle(99px)
    shape-outside: circle() | appearance: none | field-sizing: content | overlay: none | text-wrap: nowrap | math-depth: 9";

/// So many are tried at once; of those with an effect, each half.
const AT_ONCE: usize = 16;

/// What hides the panel or turns it: no press counts then.
const EFFECTIVE: [&str; 7] = [
    "visibility: hidden",
    "display: none",
    "content-visibility: hidden",
    "filter: opacity(0.02)",
    "filter: blur(9px)",
    "zoom: 0.2",
    "direction: rtl",
];

/// What a page may do besides: each with what ends it.
const DEEDS: [(&str, &str, &str); 16] = [
    (
        "registered properties",
        "for (const name of ['card', 'ink', 'accent', 'on-accent', 'soft', 'tone']) try { CSS.registerProperty({ name: `--${name}`, syntax: '<color>', inherits: false, initialValue: 'transparent' }) } catch {}",
        "",
    ),
    (
        "fonts of the generic names",
        "for (const name of ['system-ui', 'sans-serif', '-apple-system', 'ui-sans-serif', 'BlinkMacSystemFont']) { const face = new FontFace(name, 'local(\"DejaVu Serif\")'); document.fonts.add(face); face.load().catch(() => {}); window.faces ??= []; window.faces.push(face) }",
        "for (const face of window.faces) document.fonts.delete(face)",
    ),
    (
        "a popover over it",
        "cover.popover = 'manual'; cover.showPopover()",
        "cover.removeAttribute('popover')",
    ),
    (
        "a popover over it, again and again",
        "cover.popover = 'manual'; cover.showPopover(); window.again = setInterval(() => { cover.hidePopover(); cover.showPopover() }, 30)",
        "clearInterval(window.again); cover.removeAttribute('popover')",
    ),
    (
        "a popover in a closed root",
        "const root = holder.attachShadow({ mode: 'closed' }); root.append(cover); cover.popover = 'manual'; cover.showPopover()",
        "cover.hidePopover(); document.body.append(cover)",
    ),
    (
        "an element over it",
        "cover.style.display = 'block'",
        "cover.style.display = ''",
    ),
    (
        "full screen",
        "document.documentElement.requestFullscreen().catch(() => {})",
        "document.exitFullscreen().catch(() => {})",
    ),
    (
        "a view transition",
        "transitions.textContent = '::view-transition { background: white; pointer-events: none } ::view-transition-group(*), ::view-transition-old(*), ::view-transition-new(*) { animation-duration: 9s; opacity: 0 }'; window.change = document.startViewTransition?.(() => {})",
        "window.change?.skipTransition(); transitions.textContent = ''",
    ),
    (
        "a selection of everything, drawn as nothing",
        "transitions.textContent = '::selection, *::selection { color: transparent; background: white }'; getSelection().selectAllChildren(document.documentElement); document.execCommand('selectAll')",
        "getSelection().removeAllRanges(); transitions.textContent = ''",
    ),
    (
        "the host hidden",
        "host.hidePopover(); host.removeAttribute('popover')",
        "host.popover = 'manual'",
    ),
    ("the host inert", "host.inert = true", "host.inert = false"),
    (
        "the root inert",
        "document.documentElement.inert = true",
        "document.documentElement.inert = false",
    ),
    ("the host moved", "document.body.prepend(host)", ""),
    (
        "the host animated",
        "window.move = host.animate([{ opacity: 0, transform: 'scale(0)' }, { opacity: 0, transform: 'scale(0)' }], { duration: 1e6, fill: 'both' })",
        "window.move.cancel()",
    ),
    (
        "the root animated",
        "window.move = document.documentElement.animate([{ opacity: 0, filter: 'opacity(0)' }, { opacity: 0, filter: 'opacity(0)' }], { duration: 1e6, fill: 'both' })",
        "window.move.cancel()",
    ),
    (
        "the host's attributes",
        "host.hidden = true; host.dir = 'rtl'; host.lang = 'ar'; host.translate = true; host.contentEditable = true",
        "host.hidden = false; host.removeAttribute('dir'); host.contentEditable = 'inherit'",
    ),
];

/// Declarations that change what another one does.
const PAIRS: [&str; 8] = [
    "zoom: 0.2; scale: 5",
    "filter: opacity(0.02); contain: paint",
    "perspective: 1px; transform-style: preserve-3d",
    "transform: scale(0.1); will-change: transform",
    "writing-mode: vertical-rl; direction: rtl",
    "mix-blend-mode: difference; isolation: isolate",
    "clip-path: inset(50%); position: fixed",
    "zoom: 4; overflow: hidden",
];

const SETUP: &str = "
    // The panel goes where nothing of the token screen is to be seen any more, and is made anew.
    Object.defineProperty(window, 'host', { get: () => document.querySelector('div[data-trivet]') });
    window.rules = document.head.appendChild(document.createElement('style'));
    window.transitions = document.head.appendChild(document.createElement('style'));
    window.holder = document.body.appendChild(document.createElement('span'));
    window.cover = document.body.appendChild(document.createElement('div'));
    cover.style.cssText = 'position: fixed; inset: 0 0 auto auto; margin: 0; border: 0; padding: 0; width: 340px; height: 90px; background: white; pointer-events: none; z-index: 2147483647; display: none';
    document.head.appendChild(document.createElement('style')).textContent = '#cover:popover-open { display: block !important }';
    cover.id = 'cover';";

/// The panel, its fold button, and a person who presses it.
struct Trial<'a> {
    stage: &'a Stage,
    /// How its head looked before the last trick.
    before: RefCell<Value>,
}

impl Trial<'_> {
    async fn part(&self, script: &str) -> Result<Value> {
        let panel = self.stage.session.panel().part("[data-part=panel]").await?;
        let panel = serde_json::to_value(&panel).unwrap_or_default();
        let script = format!(
            "const panel = arguments[0], fold = panel.querySelector('[data-part=collapse]'); {script}"
        );
        self.stage.session.script(&script, vec![panel]).await
    }

    async fn until_seen(&self, what: &str) -> Result<()> {
        until(format!("the panel to be seen again after {what}"), SOON, async || {
            let state = self.part("return [fold.hasAttribute('data-fresh'), fold.getBoundingClientRect().width > 20].join()");
            // The panel may be drawn anew in this moment.
            let state = state.await.unwrap_or_default();
            Ok(Look::when(state == "false,true", || state.to_string()))
        })
        .await
    }

    /// What a person sees of the panel's head, within its round corners.
    async fn picture(&self) -> Result<Value> {
        let bytes = self
            .stage
            .session
            .panel()
            .picture("[data-part=header]")
            .await?;
        let read = "const bytes = Uint8Array.from(atob(arguments[0]), (sign) => sign.charCodeAt(0));
            return createImageBitmap(new Blob([bytes], { type: 'image/png' })).then((picture) => {
              const canvas = new OffscreenCanvas(290, 34), pen = canvas.getContext('2d');
              pen.drawImage(picture, -15, -3);
              return [...pen.getImageData(0, 0, 290, 34).data].filter((_, at) => at % 4 === 1 && at % 8 === 1);
            })";
        let bytes = vec![STANDARD.encode(bytes).into()];
        self.stage.session.script(read, bytes).await
    }

    /// The same once it changes no more: what was said of the last press may unfold the panel. As it was before the last
    /// trick, it is still.
    async fn still_picture(&self) -> Result<Value> {
        let mut last = self.before.borrow().clone();
        let still = until("the panel to be still", SOON, async || {
            let now = self.picture().await?;
            let is_still = now == last;
            last = now.clone();
            Ok(Look::or_not_yet(is_still.then_some(now), || {
                "it changes".to_owned()
            }))
        })
        .await?;
        self.before.borrow_mut().clone_from(&still);
        Ok(still)
    }

    async fn is_folded(&self) -> Result<bool> {
        Ok(self
            .part("return fold.getAttribute('aria-expanded')")
            .await?
            == "false")
    }

    async fn unfold(&self) -> Result<()> {
        if !self.is_folded().await? {
            return Ok(());
        }
        let fold = self.stage.session.panel();
        fold.fold().await?;
        until("the panel to unfold", SOON, async || {
            Ok(Look::when(!self.is_folded().await?, || {
                "one line".to_owned()
            }))
        })
        .await?;
        self.until_seen("unfolding").await
    }

    /// Plays one trick; nothing comes of a press on what does not look as it was drawn.
    async fn play(&self, name: &str, begin: &str, end: &str) -> Result<Outcome> {
        let session = &self.stage.session;
        self.until_seen("the last trick").await?;
        self.unfold().await?;
        let before = self.still_picture().await?;
        let place = self
            .part("const { left, top, width, height } = fold.getBoundingClientRect(); return [left + width / 2, top + height / 2]")
            .await?;
        let (Some(x), Some(y)) = (place[0].as_f64(), place[1].as_f64()) else {
            return Err(Error::wrong(format!("{name}: no button")));
        };
        session.script("window.first = host", Vec::new()).await?;
        session.script(begin, Vec::new()).await?;
        let pause = "return new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(1)), 500))";
        session.script(pause, Vec::new()).await?;
        let after = self.picture().await.unwrap_or_default();
        let is_there = format!(
            "const {{ left, top, right, bottom }} = fold.getBoundingClientRect();
             return left < {x} && {x} < right && top < {y} && {y} < bottom && document.elementFromPoint({x}, {y}) === host
               && panel.checkVisibility({{ checkOpacity: true, checkVisibilityCSS: true }})"
        );
        let is_there = self
            .part(&is_there)
            .await
            .is_ok_and(|is_there| is_there == true);
        session.click_at((x, y), 1).await?;
        let frames = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 20))))";
        session.script(frames, Vec::new()).await?;
        let is_same = session
            .script("return window.first === host", Vec::new())
            .await?
            == true;
        // A press that does not count leaves it unfolded, so that it can say so.
        let counted = is_same && self.is_folded().await?;
        let is_said = session.panel().drawn().await;
        let is_said = is_said.is_ok_and(|drawn| drawn.notice("press-refused").is_some());
        session.script(end, Vec::new()).await?;
        let difference = different(&before, &after);
        ensure!(
            counted || is_said || !is_same || !is_there || difference > 0.3,
            "{name}: a press on what is there did not count, and that was not said"
        );
        ensure!(
            !counted || difference < 0.05,
            "{name}: a press counted, and {difference:.3} of the panel's head looked otherwise"
        );
        Ok(if counted {
            Outcome::Counted
        } else {
            Outcome::Refused
        })
    }
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Counted,
    Refused,
}

/// Which part of two pictures differs.
fn different(one: &Value, other: &Value) -> f64 {
    let list = |value: &Value| -> Vec<f64> {
        let values = value.as_array().into_iter().flatten();
        values
            .map(|value| value.as_f64().unwrap_or_default())
            .collect()
    };
    let (one, other) = (list(one), list(other));
    #[allow(clippy::cast_precision_loss)] // pixels of a picture
    let share = |count: usize| count as f64 / one.len().max(1) as f64;
    share(
        one.iter()
            .zip(&other)
            .filter(|(one, other)| (*one - *other).abs() > 24.0)
            .count(),
    )
}

async fn trial(stage: &Stage) -> Result<Trial<'_>> {
    stage.open(Screen::CreateToken).await?;
    job::permissions_are_right(stage).await?;
    stage.session.panel().until_step(4, "done").await?;
    stage.session.script(SETUP, Vec::new()).await?;
    Ok(Trial {
        stage,
        before: RefCell::default(),
    })
}

impl Trial<'_> {
    /// Plays declarations, all at once.
    async fn declares(&self, declarations: &[&str]) -> Result<Outcome> {
        let all = declarations.join("; ");
        let important = all.replace(';', " !important;");
        let rule = format!(
            "rules.textContent = '@keyframes vanish {{ from, to {{ opacity: 0 }} }} html, div[data-trivet], * {{ {important} !important }}'"
        );
        self.play(&all, &rule, "rules.textContent = ''").await
    }
}

async fn whatever_a_style_sheet_says_the_panel_is_as_drawn_or_takes_no_press(
    stage: &Stage,
) -> Result<()> {
    let trial = trial(stage).await?;
    let (mut counted, mut broken) = (0, Vec::new());
    let all = DECLARATIONS.split(['|', '\n']).map(str::trim);
    let all: Vec<&str> = all.filter(|one| !one.is_empty()).collect();
    let alone: Vec<&str> = EFFECTIVE.iter().chain(&PAIRS).copied().collect();
    let mut left: Vec<&[&str]> = all.chunks(AT_ONCE).chain(alone.chunks(1)).collect();
    while let Some(several) = left.pop() {
        match (trial.declares(several).await, several) {
            (Ok(Outcome::Counted), _) => counted += several.len(),
            (Ok(Outcome::Refused), [_]) => {}
            (Err(error), [_]) => broken.push(error.to_string()),
            (Ok(Outcome::Refused) | Err(_), _) => {
                let (one, other) = several.split_at(several.len() / 2);
                left.extend([one, other]);
            }
        }
    }
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    ensure!(counted > 60, "only {counted} presses counted at all");
    Ok(())
}

async fn whatever_a_script_does_the_panel_is_as_drawn_or_takes_no_press(
    stage: &Stage,
) -> Result<()> {
    let trial = trial(stage).await?;
    let mut broken = Vec::new();
    for (name, begin, end) in DEEDS {
        if let Err(error) = trial.play(name, begin, end).await {
            broken.push(error.to_string());
        }
    }
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

in_every_browser!(
    whatever_a_style_sheet_says_the_panel_is_as_drawn_or_takes_no_press,
    whatever_a_script_does_the_panel_is_as_drawn_or_takes_no_press,
);
