//! A line to a program outside the browser, by native messaging.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use trivet_webext::chrome::{Port, RUNTIME, Runtime};
use trivet_webext::{field, message};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// What is heard.
pub(crate) enum Heard {
    /// A message, as JSON.
    Message(String),
    /// The program ended, or never began; with the browser's words for it.
    Closed(String),
    /// The admin does not want to wait any longer.
    Stopped,
}

/// An open line. It closes when dropped, and the program with it.
pub(crate) struct Line {
    port: Port,
    /// Kept as long as the port.
    _document: Document,
    inbox: Rc<Inbox>,
    // They live as long as the port may call them.
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

#[derive(Default)]
struct Inbox {
    heard: RefCell<VecDeque<Heard>>,
    waiting: RefCell<Option<js_sys::Function>>,
}

impl Inbox {
    fn put(&self, heard: Heard) {
        self.heard.borrow_mut().push_back(heard);
        if let Some(resolve) = self.waiting.borrow_mut().take() {
            // A promise's resolver does not throw.
            let _ = resolve.call0(&JsValue::NULL);
        }
    }
}

impl Line {
    /// Has the browser start the program of this name.
    ///
    /// # Errors
    /// The browser's words: without the permission there is no such interface.
    pub(crate) async fn open(host: &str) -> Result<Self, String> {
        let document = Document::with_permission().await;
        let port = document.runtime.connect_native(host);
        let port = port.map_err(|error| words(&error))?;
        let (inbox, runtime) = (Rc::new(Inbox::default()), document.runtime.clone());
        let (for_messages, for_the_end) = (Rc::clone(&inbox), Rc::clone(&inbox));
        let listeners = [
            Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
                let text = js_sys::JSON::stringify(&message).map(String::from);
                for_messages.put(Heard::Message(text.unwrap_or_default()));
            }),
            Closure::<dyn FnMut(JsValue)>::new(move |port: JsValue| {
                for_the_end.put(Heard::Closed(why_closed(&port, &runtime)));
            }),
        ];
        let [for_messages, for_the_end] = listeners.each_ref().map(AsRef::as_ref);
        port.on_message()
            .add_listener(for_messages.unchecked_ref())
            .and_then(|()| {
                port.on_disconnect()
                    .add_listener(for_the_end.unchecked_ref())
            })
            .map_err(|error| words(&error))?;
        Ok(Self {
            port,
            _document: document,
            inbox,
            _listeners: listeners,
        })
    }

    /// Sends a message, given as JSON.
    ///
    /// # Errors
    /// The browser's words: the line is closed.
    pub(crate) fn say(&self, message: &str) -> Result<(), String> {
        js_sys::JSON::parse(message)
            .and_then(|message| self.port.post_message(&message))
            .map_err(|error| words(&error))
    }

    /// Waits for what comes next; nothing where so many seconds go by.
    pub(crate) async fn hear(&self, seconds: u32) -> Option<Heard> {
        if self.inbox.heard.borrow().is_empty() {
            let promise = js_sys::Promise::new(&mut |resolve, _| {
                if let Some(window) = web_sys::window() {
                    let milliseconds = i32::try_from(seconds * 1000).unwrap_or(i32::MAX);
                    // Does not fail in a window. Whichever resolves first counts.
                    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
                        &resolve,
                        milliseconds,
                    );
                }
                self.inbox.waiting.borrow_mut().replace(resolve);
            });
            // Never rejected.
            let _ = JsFuture::from(promise).await;
        }
        self.inbox.heard.borrow_mut().pop_front()
    }

    /// Ends the waiting.
    pub(crate) fn stop(&self) {
        self.inbox.put(Heard::Stopped);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // A port that is gone already cannot be closed.
        let _ = self.port.disconnect();
    }
}

/// A document that may start programs: this window's own; or, in Chromium, one that was made after the permission had been
/// granted, in a frame of this window. Chromium never gives `connectNative` to a document that was there before. The frame
/// shows nothing and holds nothing: what passes through it is encrypted for `KeePassXC`.
struct Document {
    runtime: Runtime,
    frame: Option<web_sys::Element>,
}

impl Document {
    async fn with_permission() -> Self {
        let own = RUNTIME.with(Runtime::clone);
        let may = field(&own, "connectNative").is_function();
        let frame = if may { None } else { frame().await };
        let inside = frame.as_ref().and_then(runtime_in);
        Self {
            runtime: inside.unwrap_or(own),
            frame,
        }
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        if let Some(frame) = &self.frame {
            frame.remove();
        }
    }
}

/// A frame with a new document of this extension.
async fn frame() -> Option<web_sys::Element> {
    let document = web_sys::window()?.document()?;
    let frame = document.create_element("iframe").ok()?;
    frame.set_attribute("hidden", "").ok()?;
    frame.set_attribute("src", "native.html").ok()?;
    let loaded = js_sys::Promise::new(&mut |resolve, _| {
        // Does not fail for a function.
        let _ = frame.add_event_listener_with_callback("load", &resolve);
    });
    document.body()?.append_child(&frame).ok()?;
    // Comes for a frame that could not be loaded, too.
    JsFuture::from(loaded).await.ok()?;
    Some(frame)
}

/// The `chrome.runtime` of a frame's document.
fn runtime_in(frame: &web_sys::Element) -> Option<Runtime> {
    let mut object: JsValue = frame.clone().into();
    for name in ["contentWindow", "chrome", "runtime"] {
        object = field(&object, name);
    }
    object.is_object().then(|| object.unchecked_into())
}

/// Why a port was closed, in the browser's words: Firefox has them at the port, Chromium at `runtime`, and only in the event
/// itself.
fn why_closed(port: &JsValue, runtime: &JsValue) -> String {
    let error = |object: &JsValue, name: &str| {
        let error = field(object, name);
        error.is_object().then(|| words(&error))
    };
    error(port, "error")
        .or_else(|| error(runtime, "lastError"))
        .unwrap_or_default()
}

/// What an error of the browser says.
fn words(error: &JsValue) -> String {
    message(error).unwrap_or_default()
}
