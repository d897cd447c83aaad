//! What a person is about to do to the page: which events are an attempt to submit the form or to close the dialog.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlLabelElement, ShadowRoot};

use trivet_checklist::{Focused, Key, Submits, submits};
use trivet_page::credentials::DialogParts;
use trivet_page::form::FormParts;
use trivet_page::kind::is_pressable;
use trivet_page::name;
use trivet_page::node::Node;
use trivet_page::web::{WebNode, is_left_out, shadow_root};

/// Whether a navigation of a frame sends the form to the server: `form.submit()` of a script fires no other event.
pub fn sends(navigation: &Event, form: &FormParts<WebNode>) -> bool {
    let source = property(navigation, "sourceElement");
    if source.is_object() {
        let source = WebNode(source.unchecked_into());
        let is_form = matches!(source.tag().as_str(), "form" | "button" | "input");
        return is_form
            && (form.boundary.holds(&source)
                || form.boxes.iter().any(|b| source.holds(&b.element)));
    }
    // An older browser does not say who it was; a link has no data.
    property(navigation, "formData").is_object()
}

/// So far around what an event is aimed at it is asked what that is.
const MOST_AROUND: usize = 4;

/// All of what a form stands in: its dialog, or the form of the page.
fn whole(boundary: &WebNode) -> WebNode {
    let is_around = |one: &WebNode| {
        matches!(one.tag().as_str(), "form" | "dialog")
            || matches!(one.role().as_str(), "dialog" | "alertdialog")
    };
    let found = boundary.ancestry().filter(is_around).last();
    found.unwrap_or_else(|| boundary.clone())
}

/// An event, as far as it matters here.
pub struct Attempt {
    /// The innermost node that it is aimed at, in closed shadow roots, too.
    pub target: WebNode,
    /// What is done.
    pub deed: Deed,
    /// A person did it, not a script.
    pub is_trusted: bool,
    /// Where in the window.
    at: (f64, f64),
    /// With the key that makes a command of another one: Control, or on a Mac the command key.
    pub is_command: bool,
    /// The step that makes a press take effect, after which there is something to say about it.
    pub is_final: bool,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Pressed by pointer, mouse or touch.
    Press,
    /// The Enter key.
    Enter,
    /// The space bar.
    Space,
    /// The Escape key, or the browser's own request to close a dialog.
    Escape,
    /// A form is about to be submitted.
    Submit,
    /// A value changed, or another key was used.
    Change,
    /// The focus moves, by whoever: a page does that, too.
    Focus,
}

impl Attempt {
    /// Makes out an event; nothing for one that is not aimed at a node.
    pub fn of(event: &Event) -> Option<Self> {
        let deed = match event.type_().as_str() {
            "pointerdown" | "pointerup" | "mousedown" | "mouseup" | "touchstart" | "touchend"
            | "click" | "dblclick" => Deed::Press,
            "submit" => Deed::Submit,
            "cancel" => Deed::Escape,
            "focusin" | "focusout" => Deed::Focus,
            "keydown" | "keypress" | "keyup" => match key(event).as_str() {
                "Enter" => Deed::Enter,
                " " => Deed::Space,
                "Escape" => Deed::Escape,
                _ => Deed::Change,
            },
            _ => Deed::Change,
        };
        Some(Self {
            target: target(event, deed)?,
            deed,
            is_trusted: event.is_trusted(),
            at: point(event),
            is_command: property(event, "ctrlKey").is_truthy()
                || property(event, "metaKey").is_truthy(),
            is_final: matches!(
                event.type_().as_str(),
                "click" | "keydown" | "submit" | "cancel" | "touchend"
            ),
        })
    }

    /// Whether it would submit the form. `is_ok` tells what goes by the name of its OK: of several each may be the one.
    pub fn submits(&self, form: &FormParts<WebNode>, is_ok: &dyn Fn(&WebNode) -> bool) -> Submits {
        let all = whole(&form.boundary);
        if form.submit.seen().is_some_and(|button| self.is_on(button)) {
            return match self.deed {
                Deed::Press | Deed::Space | Deed::Enter => Submits::Yes,
                _ => Submits::No,
            };
        }
        match self.deed {
            Deed::Press => self.on_another_ok(&all, is_ok),
            Deed::Submit => {
                let is_its = self.target.holds(&form.boundary)
                    || all.holds(&self.target)
                    || form.boxes.iter().any(|b| self.target.holds(&b.element));
                if is_its { Submits::Yes } else { Submits::No }
            }
            // A page may listen for a key on all of itself, with the focus nowhere.
            Deed::Enter if self.target.holds(&all) => Submits::Yes,
            Deed::Enter if all.holds(&self.target) => self.key_submits(Key::Enter),
            Deed::Space if all.holds(&self.target) => match self.on_another_ok(&all, is_ok) {
                Submits::No => self.key_submits(Key::Space),
                submits => submits,
            },
            Deed::Enter | Deed::Space | Deed::Escape | Deed::Change | Deed::Focus => Submits::No,
        }
    }

    /// Whether it may submit a form that is not recognised for certain.
    pub fn may_submit(&self, is_ok: &dyn Fn(&WebNode) -> bool) -> Submits {
        let is_tried = match self.deed {
            Deed::Submit => true,
            Deed::Enter => self.focused() != Focused::Button,
            Deed::Press | Deed::Space => self
                .target
                .ancestry()
                .take(MOST_AROUND)
                .any(|one| is_ok(&one)),
            Deed::Escape | Deed::Change | Deed::Focus => false,
        };
        if is_tried {
            Submits::Perhaps
        } else {
            Submits::No
        }
    }

    fn on_another_ok(&self, all: &WebNode, is_ok: &dyn Fn(&WebNode) -> bool) -> Submits {
        let mut around = self.target.ancestry().take_while(|one| one != all);
        if all.holds(&self.target) && around.by_ref().take(MOST_AROUND).any(|one| is_ok(&one)) {
            Submits::Perhaps
        } else {
            Submits::No
        }
    }

    fn key_submits(&self, key: Key) -> Submits {
        submits(key, self.focused(), self.is_command)
    }

    /// What has the focus.
    fn focused(&self) -> Focused {
        let mut around = self.target.ancestry().take(MOST_AROUND);
        around
            .find_map(|one| {
                let kind = name::attribute(&one, "type").to_ascii_lowercase();
                Some(match (one.tag().as_str(), one.role().as_str()) {
                    _ if name::attribute(&one, "aria-expanded") == "true" => Focused::Choice,
                    (_, "checkbox" | "switch" | "radio" | "option" | "menuitemcheckbox") => {
                        Focused::Toggle
                    }
                    ("select", _) | (_, "listbox" | "combobox" | "menu" | "menuitem") => {
                        Focused::Choice
                    }
                    ("textarea", _) => Focused::Text,
                    ("input", _) if matches!(kind.as_str(), "checkbox" | "radio") => {
                        Focused::Toggle
                    }
                    ("input", _)
                        if matches!(kind.as_str(), "submit" | "image" | "button" | "reset") =>
                    {
                        Focused::Button
                    }
                    ("input", _) | (_, "textbox" | "searchbox" | "spinbutton") => Focused::Line,
                    ("button" | "a" | "summary", _) | (_, "button" | "link") => Focused::Button,
                    _ if name::attribute(&one, "contenteditable") == "true" => Focused::Text,
                    _ => return None,
                })
            })
            .unwrap_or(Focused::Other)
    }

    /// Whether it would close the dialog.
    pub fn closes(&self, dialog: &DialogParts<WebNode>) -> bool {
        let inside = dialog.boundary.holds(&self.target);
        match self.deed {
            Deed::Escape => true,
            // The panel hangs in a modal dialog.
            _ if is_left_out(&self.target.0) => false,
            Deed::Press | Deed::Space | Deed::Enter if !inside => self.is_trusted,
            Deed::Press if self.is_beside(&dialog.boundary) => self.is_trusted,
            Deed::Press | Deed::Space => self.is_on_closer(dialog),
            Deed::Enter => self.is_on_closer(dialog) || self.is_default_enter(&dialog.boundary),
            Deed::Submit => inside || self.target.holds(&dialog.boundary),
            Deed::Change | Deed::Focus => false,
        }
    }

    fn is_on_closer(&self, dialog: &DialogParts<WebNode>) -> bool {
        let mut closers = dialog.close.iter().chain(&dialog.beside);
        closers.any(|close| self.is_on(close)) || self.is_on_edge(&dialog.boundary)
    }

    /// Whether it is aimed at something without words that a dialog holds and draws outside its box, as some draw their cross.
    fn is_on_edge(&self, boundary: &WebNode) -> bool {
        let mut around = self.target.ancestry().take_while(|one| one != boundary);
        let control = around.by_ref().take(MOST_AROUND).find(is_pressable);
        let control = control.as_ref().unwrap_or(&self.target);
        let (Some(inner), Some(outer)) = (control.area(), boundary.area()) else {
            return false;
        };
        let sticks_out = inner.left() < outer.left() - 1.0
            || inner.top() < outer.top() - 1.0
            || inner.right() > outer.right() + 1.0
            || inner.bottom() > outer.bottom() + 1.0;
        sticks_out && name::is_wordless(control)
    }

    /// Whether it is aimed at a dialog where nothing of it is drawn: at a modal one's backdrop, or, where the dialog or
    /// something in it fills the window, beside what stands there.
    fn is_beside(&self, boundary: &WebNode) -> bool {
        // A frame's body is all of a dialog.
        if self.target.tag() == "body" {
            return false;
        }
        let Some(element) = self.target.element() else {
            return false;
        };
        let area = element.get_bounding_client_rect();
        let (x, y) = self.at;
        let is_in_area =
            (area.left()..=area.right()).contains(&x) && (area.top()..=area.bottom()).contains(&y);
        let page = element
            .owner_document()
            .and_then(|page| page.document_element());
        let fills = page.is_some_and(|page| {
            area.width() >= f64::from(page.client_width())
                && area.height() >= f64::from(page.client_height())
        });
        fills || self.target == *boundary && !is_in_area
    }

    /// Whether it has the console save the values in plain text.
    pub fn saves_plain_file(&self, dialog: &DialogParts<WebNode>) -> bool {
        let is_press = matches!(self.deed, Deed::Press | Deed::Space | Deed::Enter);
        let button = dialog.download_csv.seen();
        self.is_final && is_press && button.is_some_and(|button| self.is_on(button))
    }

    /// Whether it is aimed at a control, or at a label that is tied to it.
    pub fn is_on(&self, control: &WebNode) -> bool {
        control.holds(&self.target)
            || self.target.ancestry().any(|around| {
                let tied = around.html("label").and_then(HtmlLabelElement::control);
                tied.is_some_and(|tied| control.holds(&WebNode(tied.into())))
            })
    }

    /// Whether Enter here does what the form's default button does, and not what the focused control itself does with it.
    fn is_default_enter(&self, boundary: &WebNode) -> bool {
        if self.is_command {
            return true;
        }
        let mut inside = self
            .target
            .ancestry()
            .take_while(|around| around != boundary);
        !inside.by_ref().take(4).any(|around| {
            matches!(
                around.tag().as_str(),
                "textarea" | "button" | "a" | "select"
            ) || matches!(
                around.role().as_str(),
                "button" | "link" | "checkbox" | "switch" | "option" | "listbox" | "menuitem"
            ) || name::attribute(&around, "aria-expanded") == "true"
        })
    }
}

/// Whether an event is the Escape key.
pub fn is_escape(event: &Event) -> bool {
    key(event) == "Escape"
}

/// Which key it is. A browser's own autofill, or a page, sends events of that type which have none.
fn key(event: &Event) -> String {
    property(event, "key").as_string().unwrap_or_default()
}

/// Asked for by name, because what an event has depends on its class, and a frame's events are of the frame's classes.
fn property(event: &Event, name: &str) -> JsValue {
    js_sys::Reflect::get(event, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The innermost node that an event is aimed at. A closed shadow root shows its host alone; what is in it is found by the
/// point, or by what has the focus.
fn target(event: &Event, deed: Deed) -> Option<WebNode> {
    let first = event.composed_path().get(0);
    // The window is a target, too, but no node.
    let mut node = WebNode(first.unchecked_into());
    if node.0.node_type() == 0 {
        return None;
    }
    while let Some(root) = node.element().and_then(shadow_root) {
        let Some(inner) = innermost(&root, event, deed) else {
            break;
        };
        if node.element() == Some(&inner) {
            break;
        }
        node = WebNode(inner.into());
    }
    Some(node)
}

fn innermost(root: &ShadowRoot, event: &Event, deed: Deed) -> Option<web_sys::Element> {
    let is_by_keys = event.type_() == "click" && property(event, "detail").as_f64() == Some(0.0);
    if deed != Deed::Press || is_by_keys {
        return root.active_element();
    }
    let (x, y) = point(event);
    #[allow(clippy::cast_possible_truncation)] // pixels of a window
    root.element_from_point(x as f32, y as f32)
}

/// Where in the window an event of a pointer is. A touch has no place of its own; its fingers do.
fn point(event: &Event) -> (f64, f64) {
    let fingers = property(event, "changedTouches");
    let finger = js_sys::Reflect::get_u32(&fingers, 0).ok();
    let at: &Event = finger
        .as_ref()
        .filter(|finger| finger.is_object())
        .map_or(event, JsCast::unchecked_ref);
    let number = |name| property(at, name).as_f64().unwrap_or_default();
    (number("clientX"), number("clientY"))
}
