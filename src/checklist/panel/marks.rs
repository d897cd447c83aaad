//! What is marked on the page itself.

use super::Scene;
use crate::checklist::observation::{ControlId, DatasetField, Sighting, TokenForm};
use crate::checklist::verdict::{Doubt, Fault, Verdict};
use crate::checklist::view::{Action, Mark, MarkKind};

impl Scene<'_> {
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some(dialog) = self.dialog() {
            let (kind, text) = if self.run.custody().is_safe() {
                (MarkKind::Point, "")
            } else {
                (MarkKind::Held, "Save the credentials first")
            };
            marks.extend(dialog.close.iter().enumerate().map(|(index, control)| {
                // The words stand beside the first; the other controls that close get only the ring.
                let text = if index == 0 { text } else { "" };
                mark(*control, kind, text, None)
            }));
        } else if self.is_existing() {
            // It may be meant for something else.
        } else if let (Some(form), Some(verdict)) = (self.form(), &self.verdict) {
            self.mark_form(form, verdict, &mut marks);
        } else if self.run.is_closed() {
            // Done: nothing more is asked of the admin here.
        } else if let Some(control) = self.observation.create_token.seen() {
            marks.push(mark(*control, MarkKind::Point, "", None));
        } else if let Some(control) = self.observation.api_tokens.seen() {
            marks.push(mark(*control, MarkKind::Point, "", None));
        } else if let Some(control) = self.observation.security.seen() {
            marks.push(mark(*control, MarkKind::Point, "", None));
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
            marks.push(mark(fault.control(), kind, fault.words(), action));
        }
        for doubt in &verdict.doubts {
            let (control, text, action) = match doubt {
                Doubt::DatasetFieldUnclear { control, .. } => {
                    let action = Some(Action::ConfirmNoDataset);
                    (*control, "Is this field empty?", action)
                }
                Doubt::UnknownControl(unknown) => {
                    (unknown.control, "Trivet does not know this control", None)
                }
                Doubt::BoxNotFound(_) | Doubt::DatasetFieldNotFound => continue,
            };
            marks.push(mark(control, MarkKind::Point, text, action));
        }
        for right in &form.boxes {
            let is_wrong = verdict.faults.iter().any(|f| f.control() == right.control);
            if right.permission.is_required() && !is_wrong {
                marks.push(mark(right.control, MarkKind::Right, "", None));
            }
        }
        if let Some(control) = form.submit.seen()
            && verdict.faults.is_empty()
        {
            marks.push(mark(*control, MarkKind::Point, "", None));
        }
    }
}

fn mark(control: ControlId, kind: MarkKind, text: &str, action: Option<Action>) -> Mark {
    Mark {
        control,
        kind,
        text: text.to_owned(),
        action,
    }
}
