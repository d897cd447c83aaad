//! From the window's events to the [`Session`].

use super::page::Page;
use super::session::Session;
use super::stage::Stage;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Event, EventTarget, File, KeyboardEvent};

/// Starts the vault in this window.
///
/// # Errors
/// When the document is not `vault.html`.
pub fn start() -> Result<(), JsValue> {
    let session = Rc::new(Session::new(Page::of_this_window()?));
    wire_form(&session)?;
    wire_choice(&session)?;
    wire_proof(&session)?;
    wire_window(&session)?;
    spawn_local(receive(session));
    Ok(())
}

/// First what the organisation has set, then the credentials.
async fn receive(session: Rc<Session>) {
    let outcome = session.read_settings().await;
    match outcome.and_then(|()| session.connect()) {
        Ok(port) => {
            let receiver = Rc::clone(&session);
            port.on_message()
                .add_listener(&lasting(move |message| receiver.receive(message)));
            port.on_disconnect()
                .add_listener(&lasting(move |_| session.disconnected()));
        }
        Err(problem) => session.fail(&problem),
    }
}

fn wire_form(session: &Rc<Session>) -> Result<(), JsValue> {
    let page = session.page();
    on(session, &page.by_id("work")?, "submit", |session, event| {
        event.prevent_default();
        let asked = session.ask_permission();
        spawn_local(Rc::clone(session).send(asked));
    })?;
    on(session, &page.by_id("generate")?, "click", |session, _| {
        spawn_local(Rc::clone(session).make_passphrase());
    })?;
    on(
        session,
        &page.by_id("own-password")?,
        "click",
        |session, _| {
            session.use_own_password();
        },
    )?;
    on(session, &page.by_id("password")?, "focus", |session, _| {
        session.page().conceal_passphrase(true);
    })?;
    on(
        session,
        &page.by_id("passphrase-show")?,
        "click",
        |session, _| {
            session.page().conceal_passphrase(false);
        },
    )
}

fn wire_choice(session: &Rc<Session>) -> Result<(), JsValue> {
    let page = session.page();
    on(
        session,
        &page.by_id("other-format")?,
        "click",
        |session, _| {
            session.open_list();
        },
    )?;
    on(
        session,
        &page.by_id("file-instead")?,
        "click",
        |session, _| {
            session.take_file_instead();
        },
    )?;
    on(session, &page.by_id("stop")?, "click", |session, _| {
        spawn_local(Rc::clone(session).stop_waiting());
    })?;
    for id in ["seal", "seal-passphrase", "seal-recipients"] {
        on(session, &page.by_id(id)?, "change", |session, _| {
            session.change_way();
        })?;
    }
    on(
        session,
        &page.by_id("recipients")?,
        "input",
        |session, _| {
            session.read_keys();
        },
    )?;
    on(
        session,
        &page.by_id("recipients-file")?,
        "change",
        |session, _| {
            if let Some(file) = session.page().chosen_file("recipients-file") {
                spawn_local(Rc::clone(session).add_keys(file));
            }
        },
    )?;
    on(
        session,
        &page.by_id("other-database")?,
        "click",
        |session, _| {
            session.change_database();
        },
    )?;
    on(session, &page.by_id("save-copy")?, "click", |session, _| {
        spawn_local(Rc::clone(session).save_copy());
    })?;
    on(session, &page.by_id("search")?, "input", |session, _| {
        session.search();
    })?;
    on(
        session,
        &page.by_id("choose")?,
        "submit",
        |session, event| {
            event.prevent_default();
            session.choose();
        },
    )?;
    // A line that is pressed twice is taken.
    on(session, &page.by_id("list")?, "dblclick", |session, _| {
        session.choose();
    })?;
    on(
        session,
        &page.by_id("choose")?,
        "keydown",
        |session, event| {
            let event: &KeyboardEvent = event.unchecked_ref();
            if event.key() == "Escape" {
                event.prevent_default();
                session.leave_list();
            }
        },
    )?;
    on(session, &page.by_id("back")?, "click", |session, _| {
        session.leave_list();
    })
}

fn wire_proof(session: &Rc<Session>) -> Result<(), JsValue> {
    let page = session.page();
    on(
        session,
        &page.by_id("proof-file")?,
        "change",
        |session, _| {
            prove(session, session.page().chosen_file("proof-file"));
        },
    )?;
    on(
        session,
        &page.by_id("save-again")?,
        "click",
        |session, _| {
            spawn_local(Rc::clone(session).save_again());
        },
    )?;
    on(
        session,
        &page.by_id("save-receipt")?,
        "click",
        |session, _| {
            spawn_local(Rc::clone(session).save_receipt());
        },
    )?;
    on(
        session,
        &page.by_id("start-over")?,
        "click",
        |session, _| {
            session.start_over();
        },
    )
}

fn wire_window(session: &Rc<Session>) -> Result<(), JsValue> {
    let window = &session.page().window;
    // A file that is dropped anywhere must never replace the window, whatever the stage.
    on(session, window, "dragover", |session, event| {
        event.prevent_default();
        session
            .page()
            .show_dropping(session.stage() == Stage::Downloaded);
    })?;
    on(session, window, "dragleave", |session, _| {
        session.page().show_dropping(false);
    })?;
    on(session, window, "drop", |session, event| {
        event.prevent_default();
        session.page().show_dropping(false);
        prove(session, dropped_file(event));
    })?;
    on(session, window, "beforeunload", |session, event| {
        if session.stage().would_lose_values() {
            event.prevent_default();
        }
    })?;
    on(session, window, "pagehide", |session, _| session.wipe())?;
    on(
        session,
        &session.page().by_id("close")?,
        "click",
        |session, _| {
            let window = session.page().window.clone();
            spawn_local(async move {
                if super::platform::close_this_window().await.is_err() {
                    // Where this is refused too, the window stays open and empty.
                    let _ = window.close();
                }
            });
        },
    )
}

fn prove(session: &Rc<Session>, file: Option<File>) {
    if let Some(file) = file {
        spawn_local(Rc::clone(session).prove(file));
    }
}

fn dropped_file(event: &Event) -> Option<File> {
    let event: &DragEvent = event.dyn_ref()?;
    event.data_transfer()?.files()?.get(0)
}

/// The act is a plain function, so that the listener is compiled once and not for each.
fn on(
    session: &Rc<Session>,
    target: &EventTarget,
    name: &str,
    act: fn(&Rc<Session>, &Event),
) -> Result<(), JsValue> {
    let session = Rc::clone(session);
    let listener = lasting(move |event| act(&session, event.unchecked_ref()));
    target.add_event_listener_with_callback(name, &listener)
}

/// A listener that lives as long as the window.
fn lasting(act: impl FnMut(JsValue) + 'static) -> js_sys::Function {
    Closure::<dyn FnMut(JsValue)>::new(act)
        .into_js_value()
        .unchecked_into()
}
