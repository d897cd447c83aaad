//! Telling when a control that is marked is no longer where it was, without asking in every frame: an observer of what is in
//! exactly its box hears of it as soon as it leaves that box.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    /// `web_sys` does not have what is asked for here.
    #[wasm_bindgen(js_name = IntersectionObserver)]
    type Watcher;

    #[wasm_bindgen(constructor, js_class = "IntersectionObserver", catch)]
    fn new(callback: &JsValue, options: &JsValue) -> Result<Watcher, JsValue>;

    #[wasm_bindgen(method)]
    fn observe(this: &Watcher, target: &Element);

    #[wasm_bindgen(method)]
    fn disconnect(this: &Watcher);
}

/// In how many steps it is told how much of a control is still in its box.
const STEPS: u32 = 20;

/// The controls that are marked.
#[derive(Default)]
pub struct Followed(Vec<Control>);

struct Control {
    element: Element,
    place: [f64; 4],
    watcher: Watcher,
}

impl Drop for Control {
    fn drop(&mut self) {
        self.watcher.disconnect();
    }
}

impl Followed {
    /// From now on these are followed, each from where it is now; `on_move` is called when one is not there any more.
    pub fn follow(&mut self, controls: impl Iterator<Item = Element>, on_move: &Function) {
        let mut before = std::mem::take(&mut self.0);
        for element in controls {
            let area = element.get_bounding_client_rect();
            let place = [area.left(), area.top(), area.right(), area.bottom()];
            let known = before
                .iter()
                .position(|known| known.element == element && same(known.place, place));
            let control = match known {
                Some(at) => Some(before.swap_remove(at)),
                // Where it cannot be watched it is looked at once a second.
                None => watch(&element, place, on_move),
            };
            self.0.extend(control);
        }
    }
}

fn same(one: [f64; 4], other: [f64; 4]) -> bool {
    let apart = one
        .iter()
        .zip(other)
        .map(|(one, other)| (one - other).abs());
    apart.into_iter().all(|apart| apart < 0.5)
}

fn watch(element: &Element, place: [f64; 4], on_move: &Function) -> Option<Control> {
    let document = element.owner_document()?;
    let window = document.default_view()?;
    let length = |size: Result<JsValue, JsValue>| size.ok()?.as_f64();
    let (width, height) = (
        length(window.inner_width())?,
        length(window.inner_height())?,
    );
    let [left, top, right, bottom] = place;
    let margin: String = [top, width - right, height - bottom, left]
        .iter()
        .map(|inset| inset_of(*inset))
        .collect();
    let options = Object::new();
    let thresholds: Array = (0..=STEPS)
        .map(|step| JsValue::from(f64::from(step) / f64::from(STEPS)))
        .collect();
    // Named as the root, because the margin of a root that is not named counts for nothing in a frame of another origin.
    for (name, value) in [
        ("root", document.into()),
        ("rootMargin", margin.into()),
        ("threshold", thresholds.into()),
    ] {
        Reflect::set(&options, &name.into(), &value).ok()?;
    }
    let watcher = Watcher::new(on_move, &options).ok()?;
    watcher.observe(element);
    Some(Control {
        element: element.clone(),
        place,
        watcher,
    })
}

/// How far the box ends from an edge of the window, as a margin to the inside.
fn inset_of(length: f64) -> String {
    let whole = js_sys::Number::from(-length.floor()).to_string_with_radix(10);
    whole.map_or_else(|_| String::new(), |whole| String::from(whole) + "px ")
}
