//! What is marked on the page itself.

use super::Scene;
use crate::message::{Message, Words};
use crate::observation::{ControlId, DatasetField, Sighting, TokenForm};
use crate::verdict::{Doubt, Fault, Verdict};
use crate::view::{Action, Mark, MarkKind};

impl Scene<'_> {
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some(dialog) = self.dialog() {
            let (kind, mut text) = if self.run.custody().is_safe() {
                (MarkKind::Point, None)
            } else {
                (MarkKind::Held, Some(Message::MarkSaveFirst))
            };
            marks.extend(dialog.close.iter().map(|control| {
                // The words stand beside the first; the other controls that close get only the ring.
                let text = text.take();
                mark(*control, kind, text, None)
            }));
        } else if self.is_existing() {
            // It may be meant for something else.
        } else if let (Some(form), Some(verdict)) = (self.form(), &self.verdict) {
            self.mark_form(form, verdict, &mut marks);
        } else if self.run.is_closed() {
            // Done: nothing more is asked of the admin here.
        } else if let Some(control) = self.observation.create_token.seen() {
            marks.push(mark(*control, MarkKind::Point, None, None));
        } else if let Some(control) = self.observation.api_tokens.seen() {
            marks.push(mark(*control, MarkKind::Point, None, None));
        } else if let Some(control) = self.observation.security.seen() {
            marks.push(mark(*control, MarkKind::Point, None, None));
        }
        marks
    }

    /// The controls that the admin needs on this screen.
    pub(super) fn keep_clear(&self) -> Vec<ControlId> {
        let seen = |one: &Sighting<ControlId>| one.seen().copied();
        if let Some(dialog) = self.dialog() {
            let values = [&dialog.key_id, &dialog.key_secret, &dialog.download_csv];
            let values = values.into_iter().filter_map(seen);
            return values.chain(dialog.close.iter().copied()).collect();
        }
        if let Some(form) = self.form() {
            let boxes = form.boxes.iter().map(|one| one.control);
            // A field that is empty asks for nothing.
            let is_empty = matches!(form.datasets, DatasetField::Empty(_));
            let datasets = form.datasets.control().filter(|_| !is_empty);
            return boxes.chain(seen(&form.submit)).chain(datasets).collect();
        }
        let page = self.observation;
        let ways = [&page.create_token, &page.api_tokens, &page.security];
        ways.into_iter().filter_map(seen).collect()
    }

    fn mark_form(&self, form: &TokenForm, verdict: &Verdict, marks: &mut Vec<Mark>) {
        for fault in &verdict.faults {
            let (kind, action) = match fault {
                Fault::Dataset { .. } => {
                    let action = form.can_clear.then_some(Action::ClearDatasets);
                    (MarkKind::Dataset, action)
                }
                _ if self.run.is_settling() => continue,
                _ => (MarkKind::Wrong, Some(Action::PutRight)),
            };
            marks.push(mark(fault.control(), kind, Some(fault.message()), action));
        }
        for doubt in &verdict.doubts {
            let (control, text, action) = match doubt {
                Doubt::DatasetFieldUnclear { control, .. } => {
                    let action = Some(Action::ConfirmNoDataset);
                    (*control, Message::MarkIsEmpty, action)
                }
                Doubt::UnknownControl(unknown) => (unknown.control, Message::MarkUnknown, None),
                Doubt::BoxNotFound(_) | Doubt::DatasetFieldNotFound => continue,
            };
            marks.push(mark(control, MarkKind::Point, Some(text), action));
        }
        for right in &form.boxes {
            let is_wrong = verdict.faults.iter().any(|f| f.control() == right.control);
            if self.run.checklist().wants(&right.permission) == Some(true) && !is_wrong {
                marks.push(mark(right.control, MarkKind::Right, None, None));
            }
        }
        if let Some(control) = form.submit.seen()
            && verdict.faults.is_empty()
        {
            marks.push(mark(*control, MarkKind::Point, None, None));
        }
    }
}

fn mark(control: ControlId, kind: MarkKind, text: Option<Message>, action: Option<Action>) -> Mark {
    Mark {
        control,
        kind,
        text: text.map(Words::from),
        action,
    }
}
