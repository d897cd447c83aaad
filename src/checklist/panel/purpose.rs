//! What the token is for: what that means for the texts.

use std::rc::Rc;

use super::Scene;
use crate::message::{Message, Words};
use crate::origin;
use crate::verdict::Verdict;

impl Scene<'_> {
    /// What the token is for, while the admin can still choose that.
    pub(super) fn purpose(&self) -> Option<Words> {
        let can_choose = self.run.checklists().all().len() > 1;
        let is_due = self.is_on_token_screen() && !self.is_past_form() && !self.is_existing();
        (can_choose && is_due).then(|| self.run.checklist().title.clone())
    }

    pub(super) fn permissions_title(&self) -> Message {
        let checklist = self.run.checklist();
        if checklist.is_for_package {
            Message::StepPermissionsPackage
        } else if checklist.checks_form() {
            Message::StepPermissionsPurpose
        } else {
            Message::StepPermissionsOther
        }
    }

    /// What an existing token can be used for.
    pub(super) fn existing(&self, verdict: &Verdict) -> Vec<Message> {
        let form = self.form();
        let all = self.run.checklists().all().iter();
        let fits = all.filter(|one| {
            let is_right = |form| Verdict::of(form, one).is_right();
            one.checks_form() && form.is_some_and(is_right)
        });
        let fits: Rc<[Words]> = fits
            .map(|one| {
                let text = one.title.clone();
                Message::Quoted { text }.into()
            })
            .collect();
        let purpose = self.run.checklist().title.clone();
        let mut text = Vec::new();
        if !verdict.faults.is_empty() {
            text.push(Message::ExistingNotFor { purpose });
            text.extend(origin::facts(&verdict.faults));
        } else if !verdict.is_right() {
            text.push(Message::ExistingCannotTell { purpose });
        }
        if !fits.is_empty() {
            text.push(Message::ExistingFits { purpose_list: fits });
        }
        text.push(Message::ExistingUntouched);
        text
    }
}
