//! The guard's end of the wall: one ticket, one port, one handover.

use trivet_webext::chrome::Port;
use wasm_bindgen::prelude::*;

use super::browser;
use super::held::Entry;
use trivet_checklist::AskedDatasets;
use trivet_credential::handover::{Field, GuardEnd, Handover, Heard, Message, PORT_NAME, Refusal};
use trivet_credential::{
    ConsoleAccount, Credential, Datasets, KeyId, KeySecret, Purpose, Timestamp,
};

type OnMessage = Closure<dyn FnMut(JsValue)>;
type OnDisconnect = Closure<dyn FnMut()>;

/// The way to the vault, as far as it is open.
#[derive(Default)]
pub struct VaultLink {
    end: GuardEnd,
    open: Option<Open>,
    /// What was refused last, since the last ticket.
    refused: Option<Refusal>,
}

struct Open {
    port: Port,
    _on_message: OnMessage,
    _on_disconnect: OnDisconnect,
}

impl VaultLink {
    /// A new ticket was given out: an older one serves no more.
    pub fn expect(&mut self, ticket: String, now: f64) {
        self.close();
        self.end.expect(ticket, now);
        self.refused = None;
    }

    /// Takes a port that was opened, if it is the vault's and one is expected; whatever else comes is cut off.
    pub fn connects(
        &mut self,
        port: &JsValue,
        now: f64,
        on_message: OnMessage,
        on_disconnect: OnDisconnect,
    ) {
        let port: Port = port.clone().unchecked_into();
        let is_vault = port.name().as_deref() == Some(PORT_NAME) && browser::is_from_vault(&port);
        if let Err(refusal) = self.end.connect(is_vault, now) {
            self.refused = Some(refusal);
            // It is not ours to talk to; a port that is gone already cannot be closed.
            let _ = port.disconnect();
            return;
        }
        let listens = [
            (port.on_message(), on_message.as_ref()),
            (port.on_disconnect(), on_disconnect.as_ref()),
        ]
        .into_iter()
        .all(|(channel, listener)| channel.add_listener(listener.unchecked_ref()).is_ok());
        self.open = Some(Open {
            port,
            _on_message: on_message,
            _on_disconnect: on_disconnect,
        });
        if !listens {
            self.close();
        }
    }

    /// What the vault says, if it is its turn to say it; a window that shows no right ticket is cut off.
    pub fn hear(&mut self, message: &JsValue, now: f64) -> Option<Heard> {
        match self.end.hear(browser::message(message), now) {
            Ok(heard) => Some(heard),
            Err(refusal) => {
                self.refused = Some(refusal);
                if !self.end.is_open() {
                    self.close();
                }
                None
            }
        }
    }

    /// What was refused last, since the last ticket.
    pub fn refused(&self) -> Option<Refusal> {
        self.refused
    }

    /// Hands the values over. False: they did not leave.
    pub fn send(&self, handover: &Handover) -> bool {
        let Some(open) = &self.open else {
            return false;
        };
        object(&handover.to_message()).is_ok_and(|message| open.port.post_message(&message).is_ok())
    }

    /// Nothing more is to be said.
    pub fn close(&mut self) {
        self.end.disconnected();
        if let Some(open) = self.open.take() {
            let _ = open.port.disconnect();
        }
    }
}

/// The message as a browser's port takes it.
fn object(message: &Message) -> Result<JsValue, JsValue> {
    let fields = message.fields().map(|(name, field)| {
        let value = match field {
            Field::Text(text) => text.into(),
            Field::Texts(texts) => {
                let texts = texts.iter().map(|text| JsValue::from(text.as_str()));
                texts.collect::<js_sys::Array>().into()
            }
            Field::Flag(flag) => flag.into(),
            #[allow(clippy::cast_precision_loss)] // seconds of this age fit
            Field::Number(number) => (number as f64).into(),
        };
        (name, value)
    });
    trivet_webext::object(&fields)
}

/// The time.
pub fn now() -> Option<Timestamp> {
    #[allow(clippy::cast_possible_truncation)] // milliseconds of this age fit
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    Timestamp::from_unix_seconds(seconds)
}

/// What crosses the isolation boundary, from what is held. `purpose` is what the token is for, in words.
pub fn handover(entry: &Entry, host: &str, purpose: String) -> Option<Handover> {
    let checklist = &entry.submitted.checklist;
    Some(Handover {
        account: ConsoleAccount::from_host(host).ok()?,
        credential: Credential {
            key_id: KeyId::new((*entry.values.key_id).clone()).ok()?,
            secret: KeySecret::new((*entry.values.key_secret).clone()).ok()?,
        },
        permissions: entry.submitted.permissions.clone(),
        purpose: Purpose {
            title: purpose,
            is_package: checklist.is_for_package,
        },
        required: checklist
            .on
            .iter()
            .map(|permission| permission.label().to_owned())
            .collect(),
        datasets: datasets(entry.submitted.datasets),
        created: entry.created,
    })
}

/// What the vault is told of the datasets that the form asked for. The checklist has a type of its own, because it must not
/// reach the crate of the secrets.
fn datasets(asked: AskedDatasets) -> Datasets {
    match asked {
        AskedDatasets::NotRead => Datasets::NotRead,
        AskedDatasets::None => Datasets::None,
        AskedDatasets::NoneConfirmed => Datasets::NoneConfirmed,
        AskedDatasets::Some => Datasets::Some,
    }
}
