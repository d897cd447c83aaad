//! The console's page, used as a person uses it: by the words on it.

use std::{collections::BTreeMap, sync::LazyLock};

use fantoccini::key::Key;
use serde_json::{Value, json};
use trivet_console::Translation;

use crate::{
    error::{Error, Result},
    session::Session,
    wait::{Look, SOON, until},
};

/// How a person finds things on a page.
const EYE: &str = include_str!("eye.js");

/// A script of the page that makes all of it once for a document, with what it has to know: a person reads the page in the
/// language into which the browser translates it.
static PERSON: LazyLock<String> = LazyLock::new(|| {
    let mut english = BTreeMap::new();
    for (translation, _) in Translation::ALL {
        let words: BTreeMap<String, String> =
            serde_json::from_str(translation.words()).unwrap_or_default();
        let folded = words
            .into_iter()
            .map(|(word, said)| (said.to_lowercase().replace('ß', "ss"), word.to_lowercase()));
        english.extend(folded);
    }
    format!(
        "{EYES}.set(document, (() => {{ const ENGLISH = {};\n{EYE}\nreturn {{ {} }} }})());",
        json!(english),
        *NAMES
    )
});

/// What the script declares, parted by commas.
static NAMES: LazyLock<String> = LazyLock::new(|| {
    let declared = |line: &'static str| {
        let rest = line
            .strip_prefix("const ")
            .or_else(|| line.strip_prefix("function* "))?;
        rest.split([' ', '(']).next()
    };
    EYE.lines()
        .filter_map(declared)
        .collect::<Vec<_>>()
        .join(", ")
});

/// Where it is kept, document by document. To send it with every question would cost more than the questions.
const EYES: &str = "(window[Symbol.for('eyes')] ??= new WeakMap())";

/// The three boxes that must be ticked.
pub const REQUIRED: [&str; 3] = ["Can access API", "Can send events", "Is enabled"];

/// The title of the dialog with the values.
pub const DIALOG: &str = "Download API Key Credentials";

/// The page of the console at hand.
#[derive(Debug, Clone, Copy)]
pub struct ConsolePage<'a> {
    session: &'a Session,
}

impl Session {
    /// The console's page.
    #[must_use]
    pub fn page(&self) -> ConsolePage<'_> {
        ConsolePage { session: self }
    }
}

impl ConsolePage<'_> {
    /// Waits for something with these words that can be pressed, and clicks it.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn press(&self, label: &str) -> Result<()> {
        let what = format!("“{label}” to press");
        self.click_found(&what, "pressable", label, 1).await
    }

    /// Double-clicks what has these words.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn double_click(&self, text: &str) -> Result<()> {
        let what = format!("“{text}” to double-click");
        self.click_found(&what, "choice", text, 2).await
    }

    /// Waits until something with these words can be pressed.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn until_pressable(&self, label: &str) -> Result<()> {
        let what = format!("“{label}” to press");
        self.until_it_is(what, "pressable(arguments[0]) !== null", label)
            .await
    }

    /// Waits until an expression holds; the error tells what stood on the page last.
    async fn until_it_is(&self, what: String, expression: &str, words: &str) -> Result<()> {
        let script = format!("return ({expression}) || text().replace(/\\s+/g, \" \")");
        until(what, SOON, async || {
            let seen = self.look(&script, json!(words)).await?;
            Ok(Look::when(seen == true, || {
                seen.as_str().unwrap_or_default().to_owned()
            }))
        })
        .await
    }

    /// Clicks the cross of the dialog.
    ///
    /// # Errors
    ///
    /// When there is none in reach.
    pub async fn press_cross(&self) -> Result<()> {
        self.click_found("the cross of the dialog", "cross", "Close", 1)
            .await
    }

    /// Clicks the box with this label.
    ///
    /// # Errors
    ///
    /// When there is none in reach.
    pub async fn click_box(&self, label: &str) -> Result<()> {
        let what = format!("the box “{label}”");
        self.click_found(&what, "boxTarget", label, 1).await
    }

    /// Whether the box with this label is ticked; none where there is no such box.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn is_ticked(&self, label: &str) -> Result<Option<bool>> {
        let script = "const box = boxNamed(arguments[0]); return box && stateOf(box)";
        Ok(self.look(script, json!(label)).await?.as_bool())
    }

    /// Waits until the box shows the state.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn until_ticked(&self, label: &str, on: bool) -> Result<()> {
        until(format!("“{label}” to be {on}"), SOON, async || {
            let now = self.is_ticked(label).await?;
            Ok(Look::when(now == Some(on), || format!("{now:?}")))
        })
        .await
    }

    /// Selects a dataset by the mouse, in the list, or in the list that the field opens, or moves it from one list to the
    /// other; types it into a field that has no list. Leaves a list that stays open over the form.
    ///
    /// # Errors
    ///
    /// When there is none of that name.
    pub async fn pick_dataset(&self, name: &str) -> Result<()> {
        let script = "return choice(arguments[0]) !== null";
        if self.look(script, json!(name)).await? == false {
            let label = "Restrict to Specific Datasets";
            self.enter_field(label).await?;
            if self
                .look("return isTyped(arguments[0])", json!(label))
                .await?
                == true
            {
                return self.session.type_text(name).await;
            }
        }
        self.click_found(&format!("the dataset {name}"), "choice", name, 1)
            .await?;
        let script = "return mover(arguments[0]) !== null";
        if self.look(script, json!(name)).await? == true {
            let what = format!("the button that moves {name}");
            return self.click_found(&what, "mover", name, 1).await;
        }
        let script = "return pressable(arguments[0]) !== null";
        if self.look(script, json!("OK")).await? == false {
            self.session.press(Key::Tab).await?;
        }
        Ok(())
    }

    /// Opens the list of the dataset field, if it is not open yet, until the dataset can be seen in it.
    ///
    /// # Errors
    ///
    /// When it does not open, or lists no such dataset.
    pub async fn open_datasets(&self, name: &str) -> Result<()> {
        let script = "return choice(arguments[0]) !== null";
        if self.look(script, json!(name)).await? == false {
            self.enter_field("Restrict to Specific Datasets").await?;
        }
        let what = format!("the dataset {name} in a list");
        self.until_it_is(
            what,
            "choice(arguments[0]) !== null || isTyped(\"Restrict to Specific Datasets\")",
            name,
        )
        .await
    }

    /// Takes a dataset out: by the cross beside its name, back into the list that it came from, or by the form's own Clear.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn take_out_dataset(&self, name: &str) -> Result<()> {
        for (finder, before) in [("remover", None), ("mover", Some("choice"))] {
            let script = format!("return {finder}(arguments[0]) !== null");
            if self.look(&script, json!(name)).await? == true {
                if let Some(before) = before {
                    self.click_found(&format!("the dataset {name}"), before, name, 1)
                        .await?;
                }
                let what = format!("what takes {name} out");
                return self.click_found(&what, finder, name, 1).await;
            }
        }
        self.press("Clear").await
    }

    /// Puts the caret into the field with these words.
    ///
    /// # Errors
    ///
    /// When there is none in reach.
    pub async fn enter_field(&self, label: &str) -> Result<()> {
        let what = format!("the field “{label}”");
        self.click_found(&what, "field", label, 1).await
    }

    /// Puts the focus on the button with these words by the keyboard alone, from the last field on.
    ///
    /// # Errors
    ///
    /// When the Tab key does not lead to it.
    pub async fn tab_to(&self, label: &str) -> Result<()> {
        self.enter_field("IP Accept List").await?;
        let script = "const at = focused(); return words(at?.innerText || at?.value)";
        let mut met = Vec::new();
        for _ in 0..8 {
            self.session.press(Key::Tab).await?;
            let at = self.look(script, Value::Null).await?;
            let at = at.as_str().unwrap_or_default().to_owned();
            if at == label.to_lowercase() {
                return Ok(());
            }
            met.push(at);
        }
        Err(Error::wrong(format!(
            "Tab leads to {met:?}, not to {label}"
        )))
    }

    /// Whether the words can be seen.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn shows(&self, text: &str) -> Result<bool> {
        let found = self
            .look("return reading(arguments[0]).length > 0", json!(text))
            .await?;
        Ok(found == Value::Bool(true))
    }

    /// Waits until the page is on a screen: its name stands in the navigation and above the screen.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn until_screen(&self, name: &str) -> Result<()> {
        let what = format!("the screen {name}");
        self.until_it_is(what, "reading(arguments[0]).length > 1", name)
            .await
    }

    /// Waits until a page that draws its form again and again has just done so: a press that comes now is not cut in two, its
    /// two halves on two elements.
    ///
    /// # Errors
    ///
    /// When the box with this label stays what it is.
    pub async fn until_drawn_anew(&self, label: &str) -> Result<()> {
        let script = "const box = boxNamed(arguments[0]); const last = window.lastDrawn?.deref(); \
            window.lastDrawn = box && new WeakRef(box); return Boolean(box && last && box !== last)";
        self.look("window.lastDrawn = null", Value::Null).await?;
        until(format!("“{label}” drawn anew"), SOON, async || {
            let seen = self.look(script, json!(label)).await?;
            Ok(Look::when(seen == true, || "the same box".to_owned()))
        })
        .await
    }

    /// Waits until the words can be seen, or cannot any more.
    ///
    /// # Errors
    ///
    /// When it stays otherwise.
    pub async fn until_shows(&self, text: &str, shown: bool) -> Result<()> {
        let what = format!(
            "“{text}” {}",
            if shown { "on the page" } else { "to go away" }
        );
        until(what, SOON, async || {
            let now = self.shows(text).await?;
            Ok(Look::when(now == shown, || format!("shown: {now}")))
        })
        .await
    }

    /// Waits until a value can be read to the letter, as text or in a field.
    ///
    /// # Errors
    ///
    /// When it does not come.
    pub async fn until_value(&self, value: &str) -> Result<()> {
        let what = "the value on the page".to_owned();
        self.until_it_is(what, "valued(arguments[0])", value).await
    }

    /// The whole page as text on one line, for an error.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn text(&self) -> Result<String> {
        let text = self.look("return text()", Value::Null).await?;
        let words = text.as_str().unwrap_or_default().split_whitespace();
        Ok(words.collect::<Vec<_>>().join(" "))
    }

    /// Notes what the boxes show in the very frame in which a form with them is painted first; where the browser tells when
    /// it painted an element, that, too, and when the last box was clicked by a script.
    ///
    /// To be called before the form is there; [`ConsolePage::first_paint`] tells.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn watch_first_paint(&self) -> Result<()> {
        let script = r"
            const labels = arguments[0];
            window.firstPaint = null;
            window.paintedAt = null;
            window.clickedAt = 0;
            for (const one of [window, ...[...everything()].flatMap((one) => frameOf(one)?.defaultView ?? [])]) {
                one.addEventListener('click', (event) => {
                    if (!event.isTrusted) window.clickedAt = event.timeStamp;
                }, { capture: true });
            }
            const observer = new MutationObserver(() => notice());
            // What is added inside a shadow root or a frame is told to nobody outside.
            const watch = () => {
                for (const root of [document, ...[...everything()].flatMap((one) => rootOf(one) ?? frameOf(one) ?? [])]) {
                    observer.observe(root, { childList: true, subtree: true });
                }
            };
            const notice = () => {
                watch();
                const box = boxNamed(labels[0]);
                if (!box) return false;
                observer.disconnect();
                // Chromium tells when it painted a text, outside shadow roots.
                const view = box.ownerDocument.defaultView;
                const caption = reading(labels[0]).at(-1);
                if (caption && view.PerformanceObserver.supportedEntryTypes.includes('element')) {
                    caption.setAttribute('elementtiming', 'form');
                    new view.PerformanceObserver((list) => {
                        window.paintedAt ??= list.getEntries()[0].renderTime;
                    }).observe({ type: 'element' });
                }
                // Told after layout of the next frame and before its paint, after every animation callback.
                const sizes = new ResizeObserver(() => {
                    sizes.disconnect();
                    window.firstPaint = Object.fromEntries(labels.map((label) => {
                        const box = boxNamed(label);
                        return [label, box && stateOf(box)];
                    }));
                });
                sizes.observe(box.parentElement);
                return true;
            };
            // A frame's document comes without being added to anything.
            const look = () => notice() || requestAnimationFrame(look);
            look();";
        self.look(script, json!(REQUIRED)).await.map(drop)
    }

    /// What the boxes showed when they were painted first.
    ///
    /// # Errors
    ///
    /// When no form came.
    pub async fn first_paint(&self) -> Result<Value> {
        until("the first paint of the form", SOON, async || {
            let noted = self
                .session
                .script("return window.firstPaint", Vec::new())
                .await?;
            Ok(Look::or_not_yet(
                (!noted.is_null()).then_some(noted),
                || "nothing".to_owned(),
            ))
        })
        .await
    }

    /// By the browser's own clock, in milliseconds: when a script last clicked anything, and when the form's first words were
    /// painted. Only Chromium tells, outside shadow roots, and some frames after the paint.
    ///
    /// # Errors
    ///
    /// When the browser tells of no paint.
    pub async fn clicked_and_painted(&self) -> Result<(f64, f64)> {
        let script = "return [window.clickedAt, window.paintedAt]";
        until("the browser to tell of the paint", SOON, async || {
            let told = self.session.script(script, Vec::new()).await?;
            let both = told[0].as_f64().zip(told[1].as_f64());
            Ok(Look::or_not_yet(both, || told.to_string()))
        })
        .await
    }

    async fn look(&self, script: &str, argument: Value) -> Result<Value> {
        let ask = format!(
            "const eye = {EYES}.get(document); if (!eye) return 'no eye'; const {{ {} }} = eye; {script}",
            *NAMES
        );
        let answer = self.session.script(&ask, vec![argument.clone()]).await?;
        if answer != "no eye" {
            return Ok(answer);
        }
        let ask = format!("{} {ask}", *PERSON);
        self.session.script(&ask, vec![argument]).await
    }

    /// Finds, waits until it stands still, and clicks where it is; whatever lies there then gets the clicks.
    async fn click_found(
        &self,
        what: &str,
        finder: &str,
        argument: &str,
        times: usize,
    ) -> Result<()> {
        let point = self.place(what, finder, argument).await?;
        self.session.click_at(point, times).await
    }

    /// Where something with these words that can be pressed is in the window, once it stands still.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn place_of(&self, label: &str) -> Result<(f64, f64)> {
        self.place(&format!("“{label}”"), "pressable", label).await
    }

    /// The same for the very edge of it, beside its words.
    ///
    /// # Errors
    ///
    /// When there is nothing of the kind in reach.
    pub async fn edge_of(&self, label: &str) -> Result<(f64, f64)> {
        let what = format!("the edge of “{label}”");
        self.place(&what, "edge", label).await
    }

    /// The same for the field with these words.
    ///
    /// # Errors
    ///
    /// When there is none in reach.
    pub async fn field_of(&self, label: &str) -> Result<(f64, f64)> {
        self.place(&format!("the field “{label}”"), "field", label)
            .await
    }

    /// The same for any words.
    ///
    /// # Errors
    ///
    /// When they are not in reach.
    pub async fn words_of(&self, label: &str) -> Result<(f64, f64)> {
        self.place(&format!("“{label}”"), "choice", label).await
    }

    /// Whether a person can read the words: nothing lies over them. None where they have no element to themselves.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn can_read(&self, label: &str) -> Result<Option<bool>> {
        let script = "const found = reading(arguments[0]); return found.length ? found.some(isLegible) : null";
        Ok(self.look(script, json!(label)).await?.as_bool())
    }

    /// Where everything of any of these words, or with such a value, is in the window: the whole control, left, top, width,
    /// height.
    ///
    /// # Errors
    ///
    /// When the page cannot be read.
    pub async fn areas(&self, labels: &[&str]) -> Result<Vec<[f64; 4]>> {
        let found = self
            .look("return arguments[0].flatMap(areas)", json!(labels))
            .await?;
        Ok(serde_json::from_value(found).unwrap_or_default())
    }

    /// Runs a script of the page's own that knows what is to be pressed as `ok`; none where there is nothing of the kind.
    ///
    /// # Errors
    ///
    /// When it throws.
    pub async fn script_on(&self, label: &str, script: &str) -> Result<Value> {
        let script = format!(
            "const found = pressable(arguments[0]); const ok = found && closest(found, ACTIVE); {script}"
        );
        self.look(&script, json!(label)).await
    }

    async fn place(&self, what: &str, finder: &str, argument: &str) -> Result<(f64, f64)> {
        let script = format!("return place({finder}(arguments[0]))");
        let mut last = None;
        until(what, SOON, async || {
            let place = self.look(&script, json!(argument)).await?;
            let place = place[0].as_f64().zip(place[1].as_f64());
            match place {
                Some(point) if place == last => Ok(Look::Yes(point)),
                Some(_) => {
                    last = place;
                    Ok(Look::NotYet("it moves".to_owned()))
                }
                None => Ok(Look::NotYet(self.text().await?)),
            }
        })
        .await
    }
}
