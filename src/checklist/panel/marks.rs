//! What is marked on the page itself.

use super::Scene;
use crate::checklist::observation::{ControlId, FormPurpose, TokenForm};
use crate::checklist::verdict::{Fault, Verdict};
use crate::checklist::view::{Action, Mark, MarkKind};

impl Scene<'_> {
    pub(super) fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        if let Some(dialog) = self.dialog() {
            let (kind, text) = if self.run.custody().is_safe() {
                (MarkKind::Point, "")
            } else {
                (MarkKind::Held, "Save the values first")
            };
            marks.extend(dialog.close.iter().enumerate().map(|(index, control)| {
                // The words stand once; every further control that closes gets the ring alone.
                let text = if index == 0 { text } else { "" };
                mark(*control, kind, text, None)
            }));
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

    fn mark_form(&self, form: &TokenForm, verdict: &Verdict, marks: &mut Vec<Mark>) {
        for fault in &verdict.faults {
            let (kind, action) = match fault {
                Fault::Dataset { .. } => (MarkKind::Dataset, Action::ClearDatasets),
                _ if self.run.is_settling() => continue,
                _ => (MarkKind::Wrong, Action::PutRight),
            };
            marks.push(mark(fault.control(), kind, fault.words(), Some(action)));
        }
        for right in &form.boxes {
            let is_wrong = verdict.faults.iter().any(|f| f.control() == right.control);
            if right.permission.is_required() && !is_wrong {
                marks.push(mark(right.control, MarkKind::Right, "", None));
            }
        }
        if let Some(control) = form.submit.seen()
            && verdict.faults.is_empty()
            && form.purpose == FormPurpose::Create
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
