//! The panel: headline, notices, and the eight steps.

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, Node};

use super::buttons::{Buttons, Deed};
use super::dom::{
    BANG, CHECK, CIRCLE_CHECK, CIRCLE_I, HAND, LOCK, OCTAGON, QUESTION, TRIANGLE, add, add_button,
    add_icon, make, pixels,
};
use super::place::{Extent, LINE, Size, Sizes, Stand};
use super::sheet::Sheet;
use trivet_checklist::{Action, Message, Notice, NoticeKind, StepState, StepView, Tone, View};

const TRIVET: &str =
    "M1.5 5a6.5 2.6 0 1 0 13 0a6.5 2.6 0 1 0-13 0M3 6.5L1.5 14M13 6.5L14.5 14M8 7.8v5.7";
const CHEVRON: &str = "M4 10l4-4 4 4";
const CROSS: &str = "M4 4l8 8M12 4l-8 8";

/// As panel.css has it.
const FULL_WIDTH: f64 = 320.0;

pub(crate) struct Panel {
    buttons: Buttons,
    pub element: HtmlElement,
    pub body: HtmlElement,
    headline: HtmlElement,
    /// A hidden copy of the headline, to measure it when it needs more than one line.
    ruler: HtmlElement,
    list: HtmlElement,
    at_hand: HtmlElement,
    purpose: HtmlElement,
    purpose_title: HtmlElement,
    notices: HtmlElement,
    said: Vec<Said>,
    steps: Vec<Step>,
    sheet: Sheet,
    footer: HtmlElement,
    collapse: HtmlElement,
}

struct Step {
    item: HtmlElement,
    icon: Element,
    title: HtmlElement,
    state: HtmlElement,
    detail: HtmlElement,
    by_hand: HtmlElement,
    drawn: Option<StepView>,
}

struct Said {
    notice: Notice,
    element: HtmlElement,
    text: HtmlElement,
    actions: HtmlElement,
}

impl Panel {
    pub fn new(root: &Element, buttons: &Buttons) -> Result<Self, JsValue> {
        let element = add(root, "div", "panel")?;
        buttons.know(&element, None);
        let texts = buttons.texts();
        for (name, value) in [
            ("role", "region"),
            ("aria-label", &texts.say(&Message::Panel)),
            ("tabindex", "-1"),
        ] {
            element.set_attribute(name, value)?;
        }
        let header = add(&element, "div", "header")?;
        let handle = add_button(&header, "move", "")?;
        buttons.know(&handle, Some(Deed::Move));
        handle.set_attribute("aria-label", &texts.say(&Message::PanelMove))?;
        add_icon(&handle, TRIVET)?;
        let headline = add(&header, "h2", "headline")?;
        headline.set_attribute("aria-live", "polite")?;
        let collapse = add_button(&header, "collapse", "")?;
        buttons.know(&collapse, Some(Deed::Fold));
        collapse.set_attribute("aria-label", &texts.say(&Message::PanelFold))?;
        collapse.set_attribute("aria-controls", "body")?;
        add_icon(&collapse, CHEVRON)?;
        let close = add_button(&header, "close", "")?;
        buttons.set(&close, Action::Hide)?;
        close.set_attribute("aria-label", &texts.say(&Action::Hide.caption()))?;
        add_icon(&close, CROSS)?;
        let ruler = add(&element, "div", "ruler")?;
        ruler.set_attribute("aria-hidden", "true")?;
        let at_hand = add(&element, "p", "at-hand")?;
        let body = add(&element, "div", "body")?;
        body.set_id("body");
        let notices = add(&body, "div", "notices")?;
        notices.set_attribute("aria-live", "polite")?;
        let list = add(&body, "ol", "steps")?;
        list.set_id("steps");
        let mut steps = Vec::new();
        for digit in '1'..='8' {
            steps.push(Step::new(&list, digit)?);
        }
        let sheet = Sheet::new(&body, buttons)?;
        let footer = add(&element, "div", "footer")?;
        let purpose = buttons.add(&footer, "purpose", Action::ChoosePurpose)?;
        purpose.set_text_content(None);
        let purpose_title = add(&purpose, "span", "purpose-title")?;
        let silent = add(&element, "p", "silent")?;
        silent.set_text_content(Some(&texts.say(&Message::PanelSilent)));
        Ok(Self {
            buttons: buttons.clone(),
            sheet,
            footer,
            element,
            body,
            headline,
            ruler,
            list,
            at_hand,
            purpose,
            purpose_title,
            notices,
            said: Vec::new(),
            steps,
            collapse,
        })
    }

    /// Draws what is new in the view.
    pub fn draw(&mut self, view: &View) -> Result<(), JsValue> {
        let texts = self.buttons.texts();
        let headline = texts.words(&view.headline);
        say(&self.headline, &headline);
        say(&self.ruler, &headline);
        let at_hand = at_hand(&view.steps).map(|step| texts.say(&step));
        say(&self.at_hand, &at_hand.unwrap_or_default());
        self.purpose.set_hidden(view.purpose.is_none());
        if let Some(purpose) = view.purpose.clone() {
            say(&self.purpose_title, &texts.words(&purpose));
            let label = texts.say(&Message::PanelPurpose { purpose });
            self.purpose.set_attribute("aria-label", &label)?;
        }
        for (step, view) in self.steps.iter_mut().zip(&view.steps) {
            step.draw(view, &self.buttons)?;
        }
        let mut before = std::mem::take(&mut self.said);
        let mut next = self.notices.first_child();
        for notice in &view.notices {
            let known = before
                .iter()
                .position(|said| said.notice.kind == notice.kind);
            let said = match known {
                Some(index) => {
                    let mut said = before.remove(index);
                    said.draw(notice, &self.buttons)?;
                    said
                }
                None => Said::new(&self.notices, notice, &self.buttons)?,
            };
            let node: &Node = said.element.as_ref();
            if next.as_ref() == Some(node) {
                next = node.next_sibling();
            } else {
                self.notices.insert_before(node, next.as_ref())?;
            }
            self.said.push(said);
        }
        for gone in before {
            gone.element.remove();
        }
        self.sheet.draw(view.sheet.as_ref())?;
        let is_covered = view.sheet.is_some();
        self.list.set_hidden(is_covered);
        self.footer.set_hidden(is_covered);
        if self.footer.child_element_count() == 1 {
            fill(&self.footer, &view.footer, &self.buttons)?;
        }
        Ok(())
    }

    /// Moves the panel to its place, and draws as much of it as fits there.
    pub fn stand(&self, stand: &Stand) -> Result<(), JsValue> {
        self.element
            .set_attribute("data-extent", stand.extent.name())?;
        self.put(stand.area.left, stand.area.top)?;
        let width = match stand.extent {
            Extent::Line => pixels(stand.area.width),
            Extent::Full | Extent::Compact => String::new(),
        };
        // An empty value takes the property out.
        self.element.style().set_property("width", &width)?;
        let is_open = stand.extent != Extent::Line;
        let expanded = if is_open { "true" } else { "false" };
        self.collapse.set_attribute("aria-expanded", expanded)
    }

    /// Puts the panel somewhere else as it is.
    pub fn put(&self, left: f64, top: f64) -> Result<(), JsValue> {
        let style = self.element.style();
        style.set_property("left", &pixels(left))?;
        style.set_property("top", &pixels(top))
    }

    /// Its size at each extent in such a window. Hidden parts are laid out, too, so that they can be measured.
    pub fn sizes(&self, window: Size) -> Sizes {
        let height = |element: &HtmlElement| f64::from(element.offset_height());
        let width = |most: f64| most.min(window.0 - 24.0);
        let common = height(&self.ruler) + height(&self.notices);
        let size = |more: f64| (width(FULL_WIDTH), (common + more).min(window.1 - 24.0));
        let all = height(&self.list) + height(&self.sheet.element) + height(&self.footer);
        Sizes {
            full: size(all),
            compact: size(height(&self.at_hand)),
            line: (width(LINE.0), LINE.1),
        }
    }

    /// The notice of a kind, if it is shown.
    pub fn notice(&self, kind: NoticeKind) -> Option<&HtmlElement> {
        let said = self.said.iter().find(|said| said.notice.kind == kind);
        Some(&said.or(self.said.first())?.element)
    }
}

impl Step {
    fn new(list: &Element, digit: char) -> Result<Self, JsValue> {
        let item = add(list, "li", "step")?;
        let mut buffer = [0; 4];
        item.set_attribute("data-step", digit.encode_utf8(&mut buffer))?;
        let icon = add_icon(add(&item, "span", "marker")?.as_ref(), "")?;
        let words = add(&item, "div", "words")?;
        Ok(Self {
            icon,
            title: add(&words, "span", "title")?,
            state: add(&words, "span", "unseen")?,
            detail: add(&words, "p", "detail")?,
            by_hand: add_button(&item, "link", "")?,
            item,
            drawn: None,
        })
    }

    fn draw(&mut self, view: &StepView, buttons: &Buttons) -> Result<(), JsValue> {
        if self.drawn.as_ref() == Some(view) {
            return Ok(());
        }
        let texts = buttons.texts();
        say(&self.title, &texts.words(&view.title));
        say(&self.detail, &texts.paragraph(&view.detail));
        let (shape, words) = match view.state {
            StepState::Todo => ("", Message::StateTodo),
            StepState::Current => ("", Message::StateCurrent),
            StepState::Done => (CHECK, Message::StateDone),
            StepState::Wrong => (BANG, Message::StateWrong),
            StepState::Unknown => (QUESTION, Message::StateUnknown),
            StepState::ByHand => (HAND, Message::StateByHand),
        };
        say(&self.state, &texts.say(&words));
        self.by_hand.set_hidden(view.action.is_none());
        if let Some(action) = view.action {
            let is_done = view.state == StepState::ByHand;
            let caption = if is_done {
                Message::ButtonUndo
            } else {
                action.caption()
            };
            say(&self.by_hand, &texts.say(&caption));
            buttons.set(&self.by_hand, action)?;
            buttons.name(&self.by_hand, caption, view.title.clone())?;
        }
        self.icon.set_attribute("d", shape)?;
        self.item.set_attribute("data-state", view.state.name())?;
        if view.state.is_at_hand() {
            self.item.set_attribute("aria-current", "step")?;
        } else {
            self.item.remove_attribute("aria-current")?;
        }
        self.drawn = Some(view.clone());
        Ok(())
    }
}

impl Said {
    fn new(notices: &Element, notice: &Notice, buttons: &Buttons) -> Result<Self, JsValue> {
        // Filled before it is shown, so that it is read out in one piece.
        let document = notices.owner_document().ok_or(JsValue::NULL)?;
        let element = make(&document, "div", "notice")?;
        let name = notice.kind.name();
        let tone = notice.kind.tone();
        let shape = match tone {
            Tone::Bad => OCTAGON,
            Tone::Warn => TRIANGLE,
            Tone::Plain => CIRCLE_I,
            Tone::Secret => LOCK,
            Tone::Good => CIRCLE_CHECK,
        };
        for (attribute, value) in [
            ("data-kind", name),
            ("data-tone", tone.name()),
            ("role", "group"),
            ("tabindex", "-1"),
            ("aria-labelledby", name),
        ] {
            element.set_attribute(attribute, value)?;
        }
        add_icon(&element, shape)?;
        let text = add(&element, "p", "text")?;
        text.set_id(name);
        say(&text, &buttons.texts().paragraph(&notice.text));
        let actions = add(&element, "div", "actions")?;
        fill(&actions, &notice.actions, buttons)?;
        Ok(Self {
            notice: notice.clone(),
            element,
            text,
            actions,
        })
    }

    fn draw(&mut self, notice: &Notice, buttons: &Buttons) -> Result<(), JsValue> {
        say(&self.text, &buttons.texts().paragraph(&notice.text));
        if self.notice.actions != notice.actions {
            self.actions.set_text_content(None);
            fill(&self.actions, &notice.actions, buttons)?;
        }
        self.notice.clone_from(notice);
        Ok(())
    }
}

pub(crate) fn fill(actions: &Element, list: &[Action], buttons: &Buttons) -> Result<(), JsValue> {
    for action in list {
        buttons.add(actions, "button", *action)?;
    }
    Ok(())
}

/// Sets a text, unless it is set already: a live region would read it out again.
fn say(element: &HtmlElement, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// The current step in one line, for a panel without its list.
fn at_hand(steps: &[StepView; 8]) -> Option<Message> {
    let (digit, step) = ('1'..)
        .zip(steps)
        .find(|(_, step)| step.state.is_at_hand())?;
    Some(Message::PanelStep {
        number: String::from(digit).into(),
        last: "8".into(),
        title: step.title.clone(),
    })
}
