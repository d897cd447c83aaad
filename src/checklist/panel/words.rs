//! What was found, in messages.

use std::rc::Rc;

use crate::legible::legible;
use crate::message::{Message, Words};
use crate::observation::{CredentialsDialog, Observation, Permission};
use crate::verdict::{Doubt, Fault, Verdict};

pub(super) fn fixes(verdict: &Verdict) -> Vec<Message> {
    let fix = |fault: &Fault| match fault {
        Fault::Missing { permission, .. } => Message::FixSelect {
            permission: permission.label().into(),
        },
        Fault::Extra { permission, .. } => Message::FixDeselect {
            permission: permission.short().into(),
        },
        Fault::Dataset { .. } => Message::FixDatasets,
    };
    verdict.faults.iter().map(fix).collect()
}

pub(super) fn is_unclear(doubt: &Doubt) -> bool {
    matches!(doubt, Doubt::DatasetFieldUnclear { .. })
}

pub(super) fn doubts(doubts: &[&Doubt]) -> Vec<Message> {
    let say = |doubt: &&Doubt| match doubt {
        Doubt::BoxNotFound(permission) => Message::DoubtBox {
            permission: permission.label().into(),
        },
        Doubt::UnknownControl(unknown) => match unknown.name.trim() {
            "" => Message::DoubtControl,
            name => Message::DoubtControlNamed {
                name: legible(name, 60).into(),
            },
        },
        Doubt::DatasetFieldUnclear { .. } => Message::DoubtDatasetsUnclear,
        Doubt::DatasetFieldNotFound => Message::DoubtDatasetsUnseen,
    };
    doubts.iter().map(say).collect()
}

pub(super) fn unrecognised_form(observation: &Observation) -> Message {
    if observation.signs.is_empty() {
        return Message::FormTwo;
    }
    let missing: Rc<[Words]> = Permission::NAMED
        .iter()
        .map(Permission::label)
        .filter(|label| observation.signs.iter().all(|sign| sign.title() != *label))
        .map(Words::from)
        .collect();
    if missing.is_empty() {
        Message::FormNoBoxes
    } else {
        Message::FormMisses {
            permission_alternatives: missing,
        }
    }
}

pub(super) fn missing_values(dialog: &CredentialsDialog) -> Message {
    match (dialog.key_id.seen(), dialog.key_secret.seen()) {
        (None, None) => Message::ValuesMissingBoth,
        (None, Some(_)) => Message::ValuesMissingId,
        _ => Message::ValuesMissingSecret,
    }
}
