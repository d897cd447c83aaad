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
    for (id, event, act) in ACTS {
        on(&session, &session.page().by_id(id)?, event, *act)?;
    }
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
            let leaver = Rc::clone(&session);
            let hears = lasting(move |message| receiver.receive(&message));
            let ends = lasting(move |_| leaver.disconnected());
            let listens = port.on_message().add_listener(&hears);
            if listens
                .and_then(|()| port.on_disconnect().add_listener(&ends))
                .is_err()
            {
                session.disconnected();
            }
        }
        Err(problem) => session.fail(&problem),
    }
}

/// What is done for an event. A plain function, so that the listener is compiled once and not for each.
type Act = fn(&Rc<Session>, &Event);

/// By the id of an element in `vault.html` and the name of the event.
const ACTS: &[(&str, &str, Act)] = &[
    ("work", "submit", |session, event| {
        event.prevent_default();
        let asked = session.ask_permission();
        spawn_local(Rc::clone(session).send(asked));
    }),
    ("to-downloads", "click", |session, _| {
        spawn_local(Rc::clone(session).save_to_downloads());
    }),
    ("check-key", "click", |session, _| {
        spawn_local(Rc::clone(session).check_key());
    }),
    ("generate", "click", |session, _| {
        spawn_local(Rc::clone(session).make_passphrase());
    }),
    ("own-password", "click", |session, _| {
        session.use_own_password();
    }),
    ("password-show", "click", |session, _| {
        session.turn_password();
    }),
    ("password", "focus", |session, _| {
        session.page().conceal_passphrase(true);
    }),
    ("passphrase-show", "click", |session, _| {
        session.page().conceal_passphrase(false);
    }),
    ("passphrase-print", "click", |session, _| {
        session.page().conceal_passphrase(false);
        // Fails only where printing is switched off.
        let _ = session.page().window.print();
    }),
    // A database that was there before.
    ("other-database", "click", |session, _| {
        session.change_database();
    }),
    ("forget-database", "click", |session, _| {
        spawn_local(Rc::clone(session).forget_kept());
    }),
    ("save-copy", "click", save_copy),
    ("save-previous", "click", save_copy),
    ("choose-database", "click", |session, _| {
        spawn_local(Rc::clone(session).choose_database());
    }),
    ("turn-place", "click", |session, _| session.turn_place()),
    // Where it goes, and how.
    ("other-format", "click", |session, _| session.open_list()),
    ("file-instead", "click", |session, _| {
        session.take_file_instead();
    }),
    ("forget-server", "click", |session, _| {
        session.forget_server();
    }),
    ("stop", "click", |session, _| {
        spawn_local(Rc::clone(session).stop_waiting());
    }),
    ("seal", "change", |session, _| session.change_way()),
    ("seal-passphrase", "change", |session, _| {
        session.change_way();
    }),
    ("seal-recipients", "change", |session, _| {
        session.change_way();
    }),
    ("recipients", "input", |session, _| session.read_keys()),
    ("recipients-file", "change", |session, _| {
        if let Some(file) = session.page().chosen_file("recipients-file") {
            spawn_local(Rc::clone(session).add_keys(file));
        }
    }),
    // The list.
    ("tiles", "click", |session, event| {
        if session.page().pick_tile(event) {
            session.choose();
        }
    }),
    ("others", "click", |session, _| session.page().open_all()),
    ("search", "input", |session, _| session.search()),
    ("choose", "submit", |session, event| {
        event.prevent_default();
        session.choose();
    }),
    // A line that is pressed twice is taken.
    ("list", "dblclick", |session, _| session.choose()),
    ("choose", "keydown", |session, event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        if key.key() == "Escape" {
            event.prevent_default();
            session.leave_list();
        }
    }),
    ("back", "click", |session, _| session.leave_list()),
    // The proof, and the end.
    ("proof-file", "change", |session, _| {
        prove(session, session.page().chosen_file("proof-file"));
    }),
    ("save-again", "click", |session, _| {
        spawn_local(Rc::clone(session).save_again());
    }),
    ("save-receipt", "click", |session, _| {
        spawn_local(Rc::clone(session).save_receipt());
    }),
    ("start-over", "click", |session, _| session.start_over()),
    // Copying, and what is in the list of what comes next, is the second program's.
    ("setup-card", "click", hand_on),
    ("salesforce", "click", hand_on),
    ("salesforce", "input", hand_on),
    ("salesforce", "change", hand_on),
    ("close", "click", |session, _| {
        let window = session.page().window.clone();
        let console = session.console_to_return_to();
        spawn_local(async move {
            if let Some(tab) = console {
                // It may be closed by now.
                let _ = super::platform::show_tab(tab).await;
            }
            if super::platform::close_this_window().await.is_err() {
                // Where this is refused too, the window stays open and empty.
                let _ = window.close();
            }
        });
    }),
];

fn save_copy(session: &Rc<Session>, _: &Event) {
    spawn_local(Rc::clone(session).save_copy());
}

fn hand_on(session: &Rc<Session>, event: &Event) {
    let (session, event) = (Rc::clone(session), event.clone());
    spawn_local(async move {
        match super::direct::program().await {
            Ok(program) => program.next_steps(&event),
            Err(problem) => session.page().show_notice(problem.message()),
        }
    });
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
    on(session, window, "pagehide", |session, _| session.wipe())
}

fn prove(session: &Rc<Session>, file: Option<File>) {
    if let Some(file) = file {
        let session = Rc::clone(session);
        spawn_local(async move { session.prove(file).await });
    }
}

fn dropped_file(event: &Event) -> Option<File> {
    let event: &DragEvent = event.dyn_ref()?;
    event.data_transfer()?.files()?.get(0)
}

fn on(session: &Rc<Session>, target: &EventTarget, name: &str, act: Act) -> Result<(), JsValue> {
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
