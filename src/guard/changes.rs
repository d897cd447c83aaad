//! What the page changed, taken in: only what was added is read, and nothing of the overlay's own.

use wasm_bindgen::prelude::*;
use web_sys::{MutationObserver, MutationObserverInit, MutationRecord};

use super::drawing::own_host;
use super::state::State;
use trivet_page::labels;
use trivet_page::node::Node;
use trivet_page::web::{self, WebNode};

/// Attributes whose change can change what a person reads or what a control shows.
const ATTRIBUTES: [&str; 21] = [
    "aria-checked",
    "aria-disabled",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "aria-selected",
    "alt",
    "class",
    "disabled",
    "for",
    "hidden",
    "id",
    "open",
    "placeholder",
    "role",
    "style",
    "title",
    "type",
    "value",
];

impl State {
    /// The page changed.
    pub(crate) fn changed(&mut self, records: &js_sys::Array) {
        if self.is_awake {
            // What was drawn here is no news: looking at it would draw again, without end.
            labels::keep(true);
            if self.take_in_records(records) {
                self.stirred_at = super::browser::now(&self.window);
                self.read();
            }
            labels::keep(false);
        }
    }

    pub(crate) fn watch(&self, root: &web_sys::Node) {
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_child_list(true);
        options.set_character_data(true);
        options.set_attributes(true);
        let names = ATTRIBUTES.iter().map(|name| JsValue::from(*name));
        options.set_attribute_filter(&names.collect::<js_sys::Array>());
        if let Some(observer) = &self.observer {
            // A root that cannot be observed is read every so often all the same.
            let _ = observer.observe_with_options(root, &options);
        }
    }

    pub(crate) fn take_in(&mut self, node: &WebNode) {
        for root in self.reader.add(node) {
            // What opened in there before was not heard of.
            self.is_rise_due |= self.overlay.is_some();
            match root.view() {
                Some(view) => self.take_in_frame(view),
                None => self.listen_in(&root.0),
            }
            self.watch(&root.0);
        }
    }

    /// A shadow root tells of its events, too: some do not leave it, and of a closed one the window is told the host alone.
    fn listen_in(&self, target: &JsValue) {
        // The stub has nothing to answer.
        let _ = self.on_frame_window.call1(&JsValue::UNDEFINED, target);
    }

    /// A frame's window from now on tells of its events, too.
    fn take_in_frame(&mut self, view: web_sys::Window) {
        self.listen_in(&view);
        if !self.frames.contains(&view) {
            self.frames.retain(|known| !known.closed().unwrap_or(true));
            if self.is_unload_held {
                let listener = self.on_unload.as_ref().unchecked_ref();
                let _ = view.add_event_listener_with_callback("beforeunload", listener);
            }
            self.frames.push(view);
        }
    }

    /// A frame has another document than before.
    pub(crate) fn take_frame(&mut self, frame: &WebNode) {
        if self.is_awake {
            self.take_in(frame);
            self.read();
        }
    }

    /// Takes in the shadow roots that appeared in elements read earlier. True: there were some.
    pub(crate) fn take_in_late_roots(&mut self) -> bool {
        let hosts = web::late_hosts();
        for host in &hosts {
            self.take_in(host);
        }
        !hosts.is_empty()
    }

    /// Takes in what the page changed and the browser has not told yet.
    pub(crate) fn catch_up(&mut self) {
        if let Some(records) = self.observer.as_ref().map(MutationObserver::take_records) {
            self.take_in_records(&records);
        }
    }

    /// True: the page changed; false: all of it was the overlay's own.
    pub(crate) fn take_in_records(&mut self, records: &js_sys::Array) -> bool {
        let mut has_changed = false;
        let own: Option<web_sys::Node> = self.overlay.as_ref().map(own_host).map(Into::into);
        let is_own = |node: &web_sys::Node| own.as_ref() == Some(node);
        for record in records.iter() {
            let record: MutationRecord = record.unchecked_into();
            let Some(target) = record.target() else {
                continue;
            };
            if !WebNode(target.clone()).is_connected() {
                // Gone, a whole frame perhaps; of such a node nothing more can be asked.
                has_changed = true;
                continue;
            }
            match record.type_().as_str() {
                "childList" => {
                    // document.open() took every listener away.
                    if let Some(view) = WebNode(target).view() {
                        self.listen_in(&view);
                    }
                    for list in [record.added_nodes(), record.removed_nodes()] {
                        for node in (0..list.length()).filter_map(|index| list.get(index)) {
                            if is_own(&node) {
                                continue;
                            }
                            has_changed = true;
                            let node = WebNode(node);
                            if node.is_connected() {
                                self.take_in(&node);
                            }
                        }
                    }
                }
                "attributes" => {
                    let name = record.attribute_name().unwrap_or_default();
                    let may_name = matches!(
                        name.as_str(),
                        "aria-label"
                            | "aria-labelledby"
                            | "aria-pressed"
                            | "title"
                            | "type"
                            | "placeholder"
                            | "alt"
                            | "role"
                            | "value"
                    );
                    if is_own(&target) {
                        continue;
                    }
                    has_changed = true;
                    if may_name {
                        self.take_in(&WebNode(target));
                    }
                }
                _ => {
                    has_changed = true;
                    self.take_in(&WebNode(target));
                }
            }
        }
        has_changed
    }
}
