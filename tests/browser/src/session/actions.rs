//! A person's hands: a pointer and a keyboard, as the browser itself takes them.

use std::time::Duration;

use fantoccini::{
    Client,
    actions::{
        ActionSequence, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions,
        PointerAction, TouchActions,
    },
    elements::Element,
    key::Key,
};
use serde_json::json;

use crate::{
    effort::Place,
    error::{Doing, Result},
};

/// Brings the middle of the element where it can be seen, if it is not, as a person scrolls; answers with where the document is
/// from.
const SHOW: &str = r#"
    const box = arguments[0].getBoundingClientRect();
    const middle = (box.top + box.bottom) / 2;
    let seen = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    // What scrolls within the page hides what is outside of it.
    for (let around = arguments[0].parentElement; seen && around && around !== document.body; around = around.parentElement) {
      const window = around.getBoundingClientRect();
      seen = !/auto|scroll/.test(getComputedStyle(around).overflowY) || (window.top <= middle && middle <= window.bottom);
    }
    if (!seen && arguments[0].scrollIntoView) arguments[0].scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return location.protocol;
"#;

/// Moves the mouse onto the middle of the element and clicks; whatever lies there gets the click. Answers with where that was.
pub(super) async fn click(client: &Client, element: &Element) -> Result<Place> {
    let target = serde_json::to_value(element).unwrap_or_default();
    let shown = client.execute(SHOW, vec![target]).await;
    let protocol = shown.doing("scrolling to what is to be clicked")?;
    let at = PointerAction::MoveToElement {
        element: element.clone(),
        duration: Some(Duration::ZERO),
        x: 0.0,
        y: 0.0,
    };
    click_there(client, at, 1).await?;
    let protocol = protocol.as_str().unwrap_or_default();
    Ok(if protocol.ends_with("-extension:") {
        Place::Window
    } else {
        Place::Page
    })
}

/// Moves the mouse to a point of the window and clicks so many times; whatever lies there gets the clicks.
pub(super) async fn click_at(client: &Client, (x, y): (f64, f64), times: usize) -> Result<()> {
    let duration = Some(Duration::ZERO);
    click_there(client, PointerAction::MoveTo { duration, x, y }, times).await
}

async fn click_there(client: &Client, at: PointerAction, times: usize) -> Result<()> {
    let button = MOUSE_BUTTON_LEFT;
    let mut mouse = MouseActions::new("mouse".to_owned()).then(at);
    for _ in 0..times {
        mouse = mouse
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
    }
    client.perform_actions(mouse).await.doing("clicking")
}

/// Puts the mouse button down at one point and lets it go at another, as slowly as a hand does.
pub(super) async fn drag(client: &Client, from: (f64, f64), to: (f64, f64)) -> Result<()> {
    let button = MOUSE_BUTTON_LEFT;
    let (x, y) = from;
    let at = PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x,
        y,
    };
    let (x, y) = to;
    let there = PointerAction::MoveTo {
        duration: Some(Duration::from_millis(80)),
        x,
        y,
    };
    let mouse = MouseActions::new("mouse".to_owned())
        .then(at)
        .then(PointerAction::Down { button })
        .then(there)
        .then(PointerAction::Up { button });
    client.perform_actions(mouse).await.doing("dragging")
}

/// Taps with a finger.
pub(super) async fn tap(client: &Client, (x, y): (f64, f64)) -> Result<()> {
    let button = MOUSE_BUTTON_LEFT;
    let at = PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x,
        y,
    };
    let finger = TouchActions::new("finger".to_owned())
        .then(at)
        .then(PointerAction::Down { button })
        .then(PointerAction::Up { button });
    client.perform_actions(finger).await.doing("tapping")
}

/// Presses one key after the other.
pub(super) async fn press(client: &Client, keys: impl IntoIterator<Item = char>) -> Result<()> {
    let strokes = keys
        .into_iter()
        .flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]);
    let keyboard = strokes.fold(KeyActions::new("keys".to_owned()), KeyActions::then);
    client
        .perform_actions(ActionSequence::from(keyboard))
        .await
        .doing("pressing keys")
}

/// Presses one key while others are held.
pub(super) async fn press_with(client: &Client, held: &[Key], key: char) -> Result<()> {
    let down = |value| KeyAction::Down { value };
    let up = |value| KeyAction::Up { value };
    let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
    let strokes = held
        .iter()
        .map(|value| down(*value))
        .chain([down(key), up(key)])
        .chain(held.iter().rev().map(|value| up(*value)));
    let keyboard = strokes.fold(KeyActions::new("keys".to_owned()), KeyActions::then);
    client
        .perform_actions(ActionSequence::from(keyboard))
        .await
        .doing(format!("pressing {}", json!(key)))
}
