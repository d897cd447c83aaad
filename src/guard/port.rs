//! The guard's end of the wall: one ticket, one port, one handover.

use wasm_bindgen::prelude::*;

use super::browser::{self, Port};
use super::held::Entry;
use crate::credential::{ConsoleAccount, Credential, KeyId, KeySecret, Timestamp};
use crate::handover::{FromVault, Handover, PORT_NAME};

type OnMessage = Closure<dyn FnMut(JsValue)>;
type OnDisconnect = Closure<dyn FnMut()>;

/// The way to the vault, as far as it is open.
#[derive(Default)]
pub struct VaultLink {
    /// What the next window must show; used up when it has.
    ticket: Option<String>,
    open: Option<Open>,
}

struct Open {
    port: Port,
    _on_message: OnMessage,
    _on_disconnect: OnDisconnect,
}

impl VaultLink {
    /// A new ticket was given out: an older one serves no more.
    pub fn expect(&mut self, ticket: String) {
        self.ticket = Some(ticket);
        self.close();
    }

    /// Takes a port that was opened, if it is the vault's and one is expected; whatever else comes is cut off.
    pub fn connects(&mut self, port: &JsValue, on_message: OnMessage, on_disconnect: OnDisconnect) {
        let port: Port = port.clone().unchecked_into();
        let is_expected = self.ticket.is_some()
            && self.open.is_none()
            && port.name().as_deref() == Some(PORT_NAME)
            && browser::is_from_vault(&port);
        let listens = is_expected
            && browser::listen(&port, "onMessage", on_message.as_ref()).is_ok()
            && browser::listen(&port, "onDisconnect", on_disconnect.as_ref()).is_ok();
        if listens {
            self.open = Some(Open {
                port,
                _on_message: on_message,
                _on_disconnect: on_disconnect,
            });
        } else {
            // It is not ours to talk to; a port that is gone already cannot be closed.
            let _ = port.disconnect();
        }
    }

    /// What the vault says, if it is something that it can say.
    pub fn understand(&self, message: &JsValue) -> Option<FromVault> {
        self.open.as_ref()?;
        serde_wasm_bindgen::from_value(message.clone()).ok()
    }

    /// Whether the ticket shown is the one given out. It is used up either way.
    pub fn redeem(&mut self, shown: &str) -> bool {
        self.ticket.take().is_some_and(|ticket| ticket == shown)
    }

    /// Hands the values over. False: they did not leave.
    pub fn send(&self, handover: &Handover) -> bool {
        let Some(open) = &self.open else {
            return false;
        };
        serde_wasm_bindgen::to_value(&handover.to_message())
            .is_ok_and(|message| open.port.post_message(&message).is_ok())
    }

    /// Nothing more is to be said.
    pub fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let _ = open.port.disconnect();
        }
    }
}

/// The time.
pub fn now() -> Option<Timestamp> {
    #[allow(clippy::cast_possible_truncation)] // milliseconds of this age fit
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    Timestamp::from_unix_seconds(seconds)
}

/// What goes over the wall, from what is held.
pub fn handover(entry: &Entry, host: &str) -> Option<Handover> {
    Some(Handover {
        account: ConsoleAccount::from_host(host).ok()?,
        credential: Credential {
            key_id: KeyId::new((*entry.values.key_id).clone()).ok()?,
            secret: KeySecret::new((*entry.values.key_secret).clone()).ok()?,
        },
        permissions: entry.permissions.clone(),
        created: entry.created,
    })
}
