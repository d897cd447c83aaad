//! Trivet's panel on the console's page, as a person sees it.

use std::fmt;

use fantoccini::{Locator, elements::Element};
use serde_json::Value;

use crate::{
    error::{Doing, Error, Result},
    session::Session,
    wait::{Look, SOON, until},
};

/// Brings a button where it can be seen, and answers with its place after the next frame.
const SHOW: &str = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' });
    return new Promise((done) => requestAnimationFrame(() => {
        const { x, y, width, height } = arguments[0].getBoundingClientRect();
        done([x, y, width, height]);
    }));";

/// The element whose closed shadow root holds everything that Trivet draws on the page.
pub const HOST: &str = "div[data-trivet]";

/// Finds the panel's host, which may hang inside a dialog in a shadow root of the page's own, kept ones included.
const FIND: &str = r#"
    const find = (root) => {
        for (const element of root.querySelectorAll("*")) {
            if (element.matches(arguments[0])) return element;
            const root = element.shadowRoot ?? window[Symbol.for("closed roots")]?.get(element);
            const inside = root && find(root);
            if (inside) return inside;
        }
        return null;
    };
    return find(document);
"#;

/// Reads everything that is drawn, in one go; `arguments[0]` is the panel inside the closed root.
const READ: &str = r#"
    const root = arguments[0].getRootNode();
    const text = (node) => node ? (node.innerText ?? node.textContent).replace(/\s+/g, " ").trim() : "";
    const shown = (node) => node.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    const all = (css, from = root) => [...from.querySelectorAll(css)].filter(shown);
    return {
        shown: shown(arguments[0]),
        headline: text(root.querySelector('[data-part="headline"]')),
        purpose: all('[data-part="purpose-title"]').map(text).join(),
        steps: all("li[data-step]").map((node) => ({
            number: Number(node.dataset.step), state: node.dataset.state ?? "", text: text(node),
        })),
        notices: all('[data-part="notice"]').map((node) => ({
            kind: node.dataset.kind ?? "", text: text(node),
            actions: all("button[data-action]", node).map((button) => button.dataset.action),
        })),
        actions: all("button[data-action]").map((button) => button.dataset.action),
        marks: all('[data-part="mark"]').map((node) => {
            const box = node.getBoundingClientRect();
            return {
                kind: node.dataset.kind ?? "", text: text(node),
                box: [box.left, box.top, box.width, box.height],
            };
        }),
    };
"#;

/// Counts the frames from the last event to the first mark of a dataset; `arguments[0]` as for [`READ`].
const WATCH: &str = r#"
    const root = arguments[0].getRootNode();
    let frame = 0, last = 0;
    window.framesToWarning = null;
    const tick = () => {
        frame += 1;
        if (window.framesToWarning === null) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const listen = (view) => {
        for (const kind of ["mousedown", "mouseup", "click", "input", "change"]) {
            view.addEventListener(kind, () => { last = frame; }, { capture: true });
        }
        for (let index = 0; index < view.length; index += 1) listen(view[index]);
    };
    listen(window);
    new MutationObserver((_, observer) => {
        if (!root.querySelector('[data-part="mark"][data-kind="dataset"]')) return;
        observer.disconnect();
        window.framesToWarning = frame - last;
    }).observe(root, { subtree: true, childList: true, attributes: true });
"#;

/// One of the eight steps as the panel shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 1 to 8.
    pub number: usize,
    /// `todo`, `current`, `done`, `wrong` or `unknown`.
    pub state: String,
    /// Its words.
    pub text: String,
}

/// A notice in the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// What can be done about it.
    pub actions: Vec<String>,
}

/// A mark beside a control of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// `right`, `wrong`, `point`, `dataset` or `held`.
    pub kind: String,
    /// Its words.
    pub text: String,
    /// Left, top, width and height in the window.
    pub place: [f64; 4],
}

/// Everything that is drawn in one moment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// Whether the panel can be seen.
    pub shown: bool,
    /// Where the admin is.
    pub headline: String,
    /// What the token is for; empty where that is not shown.
    pub purpose: String,
    /// The steps.
    pub steps: Vec<Step>,
    /// What is said beyond them.
    pub notices: Vec<Notice>,
    /// Every button, the notices' included.
    pub actions: Vec<String>,
    /// What is pointed out on the page.
    pub marks: Vec<Mark>,
}

impl Drawn {
    /// The state of a step, 1 to 8; empty where it is not shown.
    #[must_use]
    pub fn step(&self, number: usize) -> &str {
        self.steps
            .iter()
            .find(|step| step.number == number)
            .map_or("", |step| step.state.as_str())
    }

    /// The notice of that kind.
    #[must_use]
    pub fn notice(&self, kind: &str) -> Option<&Notice> {
        self.notices.iter().find(|notice| notice.kind == kind)
    }

    /// The marks of that kind.
    pub fn marks(&self, kind: &str) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.kind == kind)
    }

    /// Whether that can be asked for.
    #[must_use]
    pub fn offers(&self, action: &str) -> bool {
        self.actions.iter().any(|offered| offered == action)
    }

    fn from_json(json: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let texts = |value: &Value| list(value).map(text).collect();
        let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        Self {
            shown: json["shown"] == Value::Bool(true),
            headline: text(&json["headline"]),
            purpose: text(&json["purpose"]),
            steps: list(&json["steps"])
                .map(|step| Step {
                    number: step["number"]
                        .as_u64()
                        .and_then(|number| usize::try_from(number).ok())
                        .unwrap_or_default(),
                    state: text(&step["state"]),
                    text: text(&step["text"]),
                })
                .collect(),
            notices: list(&json["notices"])
                .map(|notice| Notice {
                    kind: text(&notice["kind"]),
                    text: text(&notice["text"]),
                    actions: texts(&notice["actions"]),
                })
                .collect(),
            actions: texts(&json["actions"]),
            marks: list(&json["marks"])
                .map(|mark| Mark {
                    kind: text(&mark["kind"]),
                    text: text(&mark["text"]),
                    place: [0, 1, 2, 3].map(|index| number(&mark["box"][index])),
                })
                .collect(),
        }
    }
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}”", self.headline)?;
        if !self.shown {
            write!(f, " (not shown)")?;
        }
        for Step { number, state, .. } in &self.steps {
            write!(f, " {number}:{state}")?;
        }
        for Notice {
            kind,
            text,
            actions,
        } in &self.notices
        {
            write!(f, "; notice {kind} “{text}” {actions:?}")?;
        }
        for Mark { kind, text, .. } in &self.marks {
            write!(f, "; mark {kind} “{text}”")?;
        }
        Ok(())
    }
}

/// The panel of the page at hand. Nothing of it is kept: each question looks anew.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    session: &'a Session,
}

impl Session {
    /// The panel of the page at hand.
    #[must_use]
    pub fn panel(&self) -> Panel<'_> {
        Panel { session: self }
    }
}

impl Panel<'_> {
    /// Whether Trivet has put anything into the page.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn is_in_page(&self) -> Result<bool> {
        Ok(self.host().await?.is_some())
    }

    /// What is drawn now.
    ///
    /// # Errors
    ///
    /// When there is no panel.
    pub async fn drawn(&self) -> Result<Drawn> {
        let read = self.script(READ).await?;
        Ok(Drawn::from_json(&read))
    }

    /// Runs a script with the panel inside the closed root. To find it takes four questions, so it is found once for each
    /// document.
    pub(crate) async fn script(&self, script: &str) -> Result<Value> {
        let known = self.session.known_panel().clone();
        if let Some(panel) = known {
            let panel = serde_json::to_value(&panel).unwrap_or_default();
            if let Ok(read) = self.session.script(script, vec![panel]).await {
                return Ok(read);
            }
            // Of another document, or gone.
        }
        let panel = self.part("[data-part=\"panel\"]").await?;
        *self.session.known_panel() = Some(panel.clone());
        let panel = serde_json::to_value(&panel).unwrap_or_default();
        self.session.script(script, vec![panel]).await
    }

    /// Waits until what is drawn is as asked.
    ///
    /// # Errors
    ///
    /// When it does not become so; the error tells what was drawn last.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Drawn) -> bool) -> Result<Drawn> {
        until(format!("the panel: {what}"), SOON, async || {
            let drawn = self.drawn().await?;
            let is_so = is_so(&drawn);
            let seen = drawn.to_string();
            Ok(Look::or_not_yet(is_so.then_some(drawn), || seen))
        })
        .await
    }

    /// Waits until a step has a state.
    ///
    /// # Errors
    ///
    /// When it does not get it.
    pub async fn until_step(&self, number: usize, state: &str) -> Result<Drawn> {
        self.until(&format!("step {number} {state}"), |drawn| {
            drawn.shown && drawn.step(number) == state
        })
        .await
    }

    /// Waits for a notice.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn until_notice(&self, kind: &str) -> Result<Notice> {
        let drawn = self
            .until(&format!("a notice {kind}"), |drawn| {
                drawn.notice(kind).is_some()
            })
            .await?;
        drawn
            .notice(kind)
            .cloned()
            .ok_or_else(|| Error::wrong(format!("no notice {kind} in {drawn}")))
    }

    /// Waits until the button that asks for this has the focus.
    ///
    /// # Errors
    ///
    /// When it does not get it.
    pub async fn until_focused(&self, action: &str) -> Result<()> {
        let script = "return arguments[0].getRootNode().activeElement?.dataset.action ?? ''";
        until(format!("{action} to have the focus"), SOON, async || {
            let focused = self.script(script).await?;
            Ok(Look::when(focused == action, || focused.to_string()))
        })
        .await
    }

    /// Waits for a button and clicks it with the mouse.
    ///
    /// # Errors
    ///
    /// When it is not there.
    pub async fn press(&self, action: &str) -> Result<()> {
        let what = format!("the panel offers {action}");
        let seen = self.until(&what, |drawn| drawn.offers(action)).await?;
        let button = format!("button[data-action=\"{action}\"]");
        self.click_on(what, &button, &seen).await
    }

    /// Where the panel and all words beside controls are in the window, the panel first: left, top, width, height. Nothing where
    /// the panel is not shown.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn areas(&self) -> Result<Vec<[f64; 4]>> {
        const AREAS: &str = "const root = arguments[0].getRootNode(); \
            const all = [arguments[0], ...root.querySelectorAll('[data-part=mark] [data-part=words]')]; \
            return all.filter((one) => one.checkVisibility({ checkVisibilityCSS: true })) \
              .map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.top, box.width, box.height])";
        let areas = self.script(AREAS).await?;
        Ok(serde_json::from_value(areas).unwrap_or_default())
    }

    /// Folds the panel up, as a person does when it lies over something.
    ///
    /// # Errors
    ///
    /// When it cannot be folded.
    pub async fn fold(&self) -> Result<()> {
        let seen = self.until("a panel", |drawn| drawn.shown).await?;
        let what = "the panel to fold".to_owned();
        self.click_on(what, "button[data-part=\"collapse\"]", &seen)
            .await
    }

    async fn click_on(&self, what: String, button: &str, seen: &Drawn) -> Result<()> {
        // A driver's first move over a window brings it to the front, and what comes to the front has to be seen first.
        self.session.hover((1.0, 1.0)).await?;
        self.two_frames().await?;
        // A person presses what stands still: a panel that is about to move takes no press.
        let mut stood = Vec::new();
        until(what, SOON, async || {
            let before = std::mem::take(&mut stood);
            for button in self.parts(button).await? {
                // A person scrolls to a button and sees it before they press it; until then it takes no press.
                let target = serde_json::to_value(&button).unwrap_or_default();
                let place = self.session.script(SHOW, vec![target]).await?;
                let stands = before.contains(&place);
                stood.push(place);
                let is_fresh = button.attr("data-fresh").await;
                let is_fresh = is_fresh.doing("looking at a button")?.is_some();
                if stands
                    && !is_fresh
                    && button.is_displayed().await.doing("looking at a button")?
                {
                    return Ok(Look::Yes(self.session.click_in_panel(&button).await?));
                }
            }
            Ok(Look::NotYet(seen.to_string()))
        })
        .await
    }

    /// Waits until no panel is shown.
    ///
    /// # Errors
    ///
    /// When it stays.
    pub async fn until_gone(&self) -> Result<()> {
        until("the panel to be hidden", SOON, async || {
            if !self.is_in_page().await? {
                return Ok(Look::Yes(()));
            }
            match self.drawn().await {
                Ok(drawn) => Ok(Look::when(!drawn.shown, || drawn.to_string())),
                // An empty root is a hidden panel.
                Err(error) if error.may_pass() => Ok(Look::Yes(())),
                Err(error) => Err(error),
            }
        })
        .await
    }

    /// The guard looks once a frame where its buttons are.
    async fn two_frames(&self) -> Result<()> {
        let frames = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))";
        self.session.script(frames, Vec::new()).await.map(drop)
    }

    /// Waits until one of these buttons takes presses: it has been seen for long enough, and so have those drawn with it.
    ///
    /// # Errors
    ///
    /// When that does not come.
    pub async fn until_seen(&self, buttons: &str) -> Result<()> {
        self.two_frames().await?;
        let seen = [buttons, ":not([data-fresh])"].concat();
        until(format!("{buttons} to be seen"), SOON, async || {
            let is_seen = !self.parts(&seen).await?.is_empty();
            Ok(Look::when(is_seen, || "not yet".to_owned()))
        })
        .await
    }

    /// Waits until nothing that is drawn moves any more, but for what never stops moving. What waits for its delay to pass does
    /// not move.
    ///
    /// # Errors
    ///
    /// When there is no panel.
    pub async fn until_still(&self) -> Result<()> {
        let script = "return arguments[0].getRootNode().getAnimations().map((one) => one.effect.getComputedTiming()) \
                      .filter((one) => one.progress !== null && isFinite(one.endTime)).length";
        until("the panel to be still", SOON, async || {
            let moving = self.script(script).await?;
            Ok(Look::when(moving == 0, || format!("{moving} moving")))
        })
        .await
    }

    /// Begins to count the frames from what the admin does to the page to the warning of a dataset;
    /// [`Panel::frames_to_warning`] tells.
    ///
    /// # Errors
    ///
    /// When there is no panel.
    pub async fn watch_for_warning(&self) -> Result<()> {
        self.script(WATCH).await.map(drop)
    }

    /// How many frames began between the admin's last event and the warning.
    ///
    /// # Errors
    ///
    /// When no warning came.
    pub async fn frames_to_warning(&self) -> Result<u64> {
        until("the warning of a dataset", SOON, async || {
            let script = "return window.framesToWarning";
            let frames = self.session.script(script, Vec::new()).await?;
            Ok(Look::or_not_yet(frames.as_u64(), || frames.to_string()))
        })
        .await
    }

    /// Everything inside the closed root, as markup.
    ///
    /// # Errors
    ///
    /// When there is no panel.
    pub async fn html(&self) -> Result<String> {
        let script = "return arguments[0].getRootNode().innerHTML";
        let html = self.script(script).await?;
        Ok(html.as_str().unwrap_or_default().to_owned())
    }

    /// The first element inside the closed root.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn part(&self, css: &str) -> Result<Element> {
        let root = self.root().await?;
        root.find(Locator::Css(css))
            .await
            .doing(format!("finding {css} in the panel"))
    }

    /// A picture of a part of the panel, as a PNG: of what is to be seen there, whatever lies over it.
    ///
    /// # Errors
    ///
    /// When it is not drawn.
    pub async fn picture(&self, css: &str) -> Result<Vec<u8>> {
        let part = self.part(css).await?;
        part.screenshot()
            .await
            .doing("taking a picture of the panel")
    }

    /// All elements inside the closed root.
    ///
    /// # Errors
    ///
    /// When there is no panel.
    pub async fn parts(&self, css: &str) -> Result<Vec<Element>> {
        let root = self.root().await?;
        root.find_all(Locator::Css(css))
            .await
            .doing(format!("finding {css} in the panel"))
    }

    async fn root(&self) -> Result<fantoccini::elements::ShadowRoot> {
        let host = self.host().await?;
        let host = host.ok_or_else(|| Error::Absent(HOST.to_owned()))?;
        host.shadow_root().await.doing("opening the panel's root")
    }

    async fn host(&self) -> Result<Option<Element>> {
        let found = self.session.script(FIND, vec![HOST.into()]).await?;
        Ok(self.session.element(&found))
    }
}
