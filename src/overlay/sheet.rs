//! The sheet over the list of steps: what a token is for, the screen check, a custom label, the page report.

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::buttons::Buttons;
use super::dom::{CHECK, QUESTION, add, add_icon};
use super::panel::fill;
use trivet_checklist::{Message, SheetRow, SheetView, StepState};

pub(crate) struct Sheet {
    pub element: HtmlElement,
    drawn: Option<SheetView>,
    buttons: Buttons,
}

impl Sheet {
    pub fn new(body: &Element, buttons: &Buttons) -> Result<Self, JsValue> {
        let element = add(body, "section", "sheet")?;
        element.set_attribute("aria-labelledby", "sheet")?;
        element.set_hidden(true);
        Ok(Self {
            element,
            drawn: None,
            buttons: buttons.clone(),
        })
    }

    /// Draws it again if it changed; hides it without a view.
    pub fn draw(&mut self, view: Option<&SheetView>) -> Result<(), JsValue> {
        if self.drawn.as_ref() == view {
            return Ok(());
        }
        self.element.set_text_content(None);
        self.element.set_hidden(view.is_none());
        self.drawn = None;
        let Some(view) = view else {
            return Ok(());
        };
        let heading = add(&self.element, "h3", "sheet-title")?;
        heading.set_id("sheet");
        let texts = self.buttons.texts();
        heading.set_text_content(Some(&texts.words(&view.title)));
        let text = add(&self.element, "p", "text")?;
        text.set_attribute("aria-live", "polite")?;
        text.set_text_content(Some(&texts.words(&view.text)));
        if !view.rows.is_empty() {
            let list = add(&self.element, "ul", "findings")?;
            for row in &view.rows {
                add_row(&list, row, &self.buttons)?;
            }
        }
        if let Some(report) = &view.report {
            let text = add(&self.element, "pre", "report")?;
            text.set_attribute("tabindex", "0")?;
            text.set_attribute("aria-label", &texts.say(&Message::PanelReport))?;
            text.set_text_content(Some(report));
        }
        let actions = add(&self.element, "div", "actions")?;
        fill(&actions, &view.actions, &self.buttons)?;
        self.drawn = Some(view.clone());
        Ok(())
    }
}

fn add_row(list: &Element, row: &SheetRow, buttons: &Buttons) -> Result<(), JsValue> {
    let item = add(list, "li", "finding")?;
    item.set_attribute("data-state", row.state.name())?;
    let shape = match row.state {
        StepState::Done => CHECK,
        StepState::Todo => "",
        _ => QUESTION,
    };
    let marker = add(&item, "span", "marker")?;
    add_icon(&marker, shape)?;
    let text = add(&item, "div", "words")?;
    let texts = buttons.texts();
    add(&text, "span", "title")?.set_text_content(Some(&texts.words(&row.title)));
    add(&text, "span", "unseen")?.set_text_content(Some(&texts.words(&row.words)));
    if !row.detail.is_empty() {
        add(&text, "p", "detail")?.set_text_content(Some(&texts.paragraph(&row.detail)));
    }
    if let Some(action) = row.action {
        let button = buttons.add(&item, "link", action)?;
        buttons.name(&button, action.caption(), row.title.clone())?;
    }
    Ok(())
}
