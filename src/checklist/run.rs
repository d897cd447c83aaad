//! One admin's way through the eight steps: what was seen so far, what is held, what to do about it.
//!
//! The run is told what was observed and what was asked for; it answers with [`Command`]s. It has no clock of its own:
//! times are milliseconds since any fixed moment, given by the caller.

use super::answer::Answer;
use super::checklists::{Checklist, Checklists};
use super::clearing::Clearing;
use super::command::{Command, Gate, Rules, Tried};
use super::custody::{Asking, Custody, Keeping, REDRAW_TAKES_MS};
use super::history::History;
use super::keys::Submits;
use super::observation::{
    BoxState, DatasetField, FormMode, Observation, Permission, Sighting, TokenForm, ValuesId,
};
use super::origin::{Origin, Submitted, Trail};
use super::setting::{FormRun, as_delay, set_box};
use super::sheet::Sheet;
use super::verdict::Verdict;
use super::view::{Action, NoticeKind};

/// One admin's way through the eight steps.
#[allow(clippy::struct_excessive_bools)] // independent facts, not one state in disguise
#[derive(Debug, Default)]
pub struct Run {
    rules: Rules,
    form: Option<FormRun>,
    /// The dataset field of that form, from its opening on.
    history: Option<History>,
    /// What was read of the form, until its credentials are shown.
    trail: Trail,
    keeping: Keeping,
    /// "Download CSV File" was pressed.
    has_plain_file: bool,
    /// What was stopped last, until it is put right.
    held: Option<NoticeKind>,
    /// The last press on the panel did not count.
    press_refused: bool,
    /// The admin came back since the values were verified.
    is_back: bool,
    clearing: Option<Clearing>,
    /// What became of the last OK.
    answer: Answer,
    /// The steps that the admin did by hand, a bit for each.
    by_hand: u8,
    /// An OK was let through, and the vault's window did not come by itself since.
    may_open: bool,
    /// What lies over the list of steps.
    pub sheet: Sheet,
}

impl Run {
    /// A run that has seen nothing yet.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// The rules changed: a policy arrived, or what was chosen on this console.
    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// What a form is compared with.
    #[must_use]
    pub fn checklist(&self) -> &Checklist {
        self.rules.checklists.chosen()
    }

    pub(crate) fn checklists(&self) -> &Checklists {
        &self.rules.checklists
    }

    /// The verdict on a form.
    pub(crate) fn verdict(&self, form: &TokenForm) -> Verdict {
        Verdict::of(form, self.checklist())
    }

    /// Says of the dataset field what it shows together with what it showed before. To be asked for every observation first.
    pub fn judge(&mut self, observation: &mut Observation, now: f64) {
        if let Sighting::Seen(form) = &mut observation.form {
            let begin = || History::of(form, now);
            form.datasets = self.history.get_or_insert_with(begin).judge(form, now);
        }
    }

    /// The page was read.
    pub fn observed(&mut self, observation: &Observation, now: f64) -> Vec<Command> {
        let mut commands = Vec::new();
        self.follow_dialog(observation, now, &mut commands);
        self.follow_form(observation, now, &mut commands);
        let has_form = observation.form != Sighting::Absent;
        let has_dialog = observation.credentials != Sighting::Absent;
        if let Some(rest) = self.answer.observed(has_form, has_dialog, now) {
            commands.push(Command::LookAgain(as_delay(rest)));
        }
        commands
    }

    fn follow_form(&mut self, observation: &Observation, now: f64, commands: &mut Vec<Command>) {
        let Some(form) = observation.form.seen() else {
            self.trail.absent();
            if let Some(run) = &mut self.form {
                let since = *run.gone_since.get_or_insert(now);
                if now - since >= REDRAW_TAKES_MS {
                    self.form = None;
                    self.history = None;
                    self.forget_hold(NoticeKind::SubmitHeld);
                } else {
                    commands.push(Command::LookAgain(as_delay(REDRAW_TAKES_MS)));
                }
            } else if observation.form == Sighting::Absent {
                self.forget_hold(NoticeKind::SubmitHeld);
            }
            return;
        };
        let shown: Vec<(Permission, BoxState)> = form
            .boxes
            .iter()
            .map(|part| (part.permission.clone(), part.state))
            .collect();
        if self
            .form
            .as_ref()
            .is_some_and(|run| run.is_followed_by_another(&shown))
        {
            self.form = None;
            self.history = None;
            self.forget_hold(NoticeKind::SubmitHeld);
        }
        let is_new = self.form.is_none();
        let verdict = self.verdict(form);
        let run = self.form.get_or_insert_with(|| FormRun::of(form, now));
        run.gone_since = None;
        run.shown = shown;
        if run.settling && self.rules.is_purpose_known {
            run.settle(&verdict, now, commands);
        }
        // The dialog of a token that is being made may still come, though its form was put in again.
        if is_new && !self.trail.awaits_dialog(now) {
            self.trail = Trail::default();
            if observation.credentials == Sighting::Absent {
                // The next token: what was said of the last one is said no more, unless its values are still held.
                self.keeping.form_begins();
                self.has_plain_file &= *self.custody() != Custody::None;
            }
        }
        self.trail.read(form, &verdict, now);
        if let Some(clearing) = &mut self.clearing
            && !clearing.goes_on(form, now, commands)
        {
            self.clearing = None;
        }
        if verdict.faults.is_empty() {
            self.forget_hold(NoticeKind::SubmitHeld);
        }
    }

    fn follow_dialog(&mut self, observation: &Observation, now: f64, commands: &mut Vec<Command>) {
        let before = self.custody().clone();
        let at_hand = self.keeping.at_hand();
        match &observation.credentials {
            Sighting::Seen(dialog) => {
                self.keeping.seen(dialog, &self.trail, now);
                if self.keeping.at_hand() != at_hand {
                    self.open_by_itself(commands);
                }
            }
            Sighting::Ambiguous { .. } => {}
            Sighting::Absent => {
                if self.keeping.absent(now) {
                    commands.push(Command::LookAgain(as_delay(REDRAW_TAKES_MS)));
                } else {
                    self.forget_hold(NoticeKind::CloseHeld);
                }
            }
        }
        if before != *self.custody() && matches!(self.custody(), Custody::Kept | Custody::Lost) {
            commands.push(Command::Show);
        }
    }

    /// Values came to hand. Each OK of the admin's opens one window at most: a page alone opens none.
    fn open_by_itself(&mut self, commands: &mut Vec<Command>) {
        let is_by_ok = matches!(
            self.origin(),
            Origin::Submitted { .. } | Origin::Unconfirmed
        );
        let is_at_hand = *self.custody() == Custody::Shown && self.alarm().is_none();
        if self.rules.opens_vault && self.may_open && is_by_ok && is_at_hand && self.keeping.offer()
        {
            self.may_open = false;
            commands.push(Command::OpenVault);
        }
    }

    /// The admin used one of the form's boxes.
    pub fn admin_used_box(&mut self, now: f64) {
        if let Some(form) = &mut self.form {
            form.touched_at = Some(now);
        }
    }

    /// The admin did something to the form: from now on nothing is set unasked.
    pub fn admin_took_over(&mut self) {
        if let Some(form) = &mut self.form {
            form.settling = false;
        }
        if let Some(history) = &mut self.history {
            history.admin_acted();
        }
    }

    /// The admin tries to submit. `observation` must have been read in this very moment.
    pub fn tries_to_submit(&mut self, observation: &Observation) -> Gate {
        let Some(form) = observation.form.seen() else {
            let is_unread = matches!(observation.form, Sighting::Ambiguous { .. });
            if self.rules.hold_when_unsure && is_unread {
                self.held = Some(NoticeKind::SubmitHeld);
                return Gate::Held;
            }
            return Gate::Open;
        };
        let verdict = self.verdict(form);
        let is_let_through = self.is_let_through(form, &verdict);
        let checklist = self.rules.checklists.chosen();
        self.trail.tried(form, &verdict, checklist, is_let_through);
        self.answer = if is_let_through && form.mode != FormMode::Edit {
            Answer::Asked
        } else {
            Answer::None
        };
        if is_let_through {
            self.may_open = true;
            self.forget_hold(NoticeKind::SubmitHeld);
            return Gate::Open;
        }
        self.held = Some(NoticeKind::SubmitHeld);
        Gate::Held
    }

    fn is_let_through(&self, form: &TokenForm, verdict: &Verdict) -> bool {
        let is_unsure = !verdict.doubts.is_empty() || form.submit.is_ambiguous();
        // A token that exists may be meant for something else: there the checks are said, and the admin decides.
        let is_edit = form.mode == FormMode::Edit;
        is_edit || verdict.faults.is_empty() && !(self.rules.hold_when_unsure && is_unsure)
    }

    fn would_hold(&self, observation: &Observation) -> bool {
        match &observation.form {
            Sighting::Seen(form) => !self.is_let_through(form, &self.verdict(form)),
            Sighting::Ambiguous { .. } => self.rules.hold_when_unsure,
            Sighting::Absent => false,
        }
    }

    /// The admin tries to close the dialog that shows the credentials.
    pub fn tries_to_close(&mut self, observation: &Observation) -> Gate {
        if observation.credentials.seen().is_none() || self.custody().is_safe() {
            return Gate::Open;
        }
        self.held = Some(NoticeKind::CloseHeld);
        Gate::Held
    }

    /// The admin does something that would close the dialog, submit the form, or both: a press beside a dialog can be one on
    /// the OK of a form. `observation` must have been read in this very moment.
    pub fn tries(&mut self, closes: bool, submits: Submits, observation: &Observation) -> Tried {
        if closes && self.tries_to_close(observation) == Gate::Held {
            return Tried::Held(NoticeKind::CloseHeld);
        }
        let gate = match submits {
            Submits::No => Gate::Open,
            // What is let through and may not have been an OK vouches for no token.
            Submits::Perhaps if !self.would_hold(observation) => Gate::Open,
            Submits::Perhaps | Submits::Yes => self.tries_to_submit(observation),
        };
        match (gate, submits) {
            (Gate::Held, _) => Tried::Held(NoticeKind::SubmitHeld),
            (Gate::Open, Submits::Yes) => Tried::Submits,
            (Gate::Open, _) if closes => Tried::Closes,
            (Gate::Open, _) => Tried::Other,
        }
    }

    /// Whether there is anything to guard on this screen.
    #[must_use]
    pub fn is_token_screen(&self, observation: &Observation) -> bool {
        observation.create_token.seen().is_some()
            || observation.form.seen().is_some()
            || observation.has_unrecognised_form()
            || observation.credentials != Sighting::Absent
            || *self.custody() != Custody::None
    }

    /// Whether something is said that a person must not miss.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.held.is_some() || self.alarm().is_some()
    }

    /// Whether leaving the page now would lose the values for ever.
    #[must_use]
    pub fn would_lose_values(&self) -> bool {
        self.keeping.would_lose_values()
    }

    /// The admin asked for something.
    pub fn asked(&mut self, action: Action, observation: &Observation) -> Vec<Command> {
        self.press_refused = false;
        match action {
            Action::PutRight => self.put_boxes_right(observation.form.seen()),
            Action::ClearDatasets => {
                if let Some(DatasetField::Filled { entries, .. }) =
                    observation.form.seen().map(|form| form.datasets)
                {
                    self.clearing = Some(Clearing::of(entries));
                }
                Vec::new()
            }
            Action::ConfirmNoDataset => {
                if let (Some(form), Some(history)) = (observation.form.seen(), &mut self.history) {
                    history.confirm(form);
                }
                Vec::new()
            }
            Action::OpenVault => {
                if !self.keeping.offer() {
                    return Vec::new();
                }
                self.forget_hold(NoticeKind::CloseHeld);
                vec![Command::OpenVault]
            }
            Action::ValuesSafeElsewhere => {
                let may = self.may_say_elsewhere() && self.keeping.can_be_elsewhere();
                self.keeping.asking = may.then_some(Asking::Elsewhere);
                // The admin answers to it. One that is stopped while the question stands is said again.
                self.forget_hold(NoticeKind::CloseHeld);
                Vec::new()
            }
            Action::DropValues => {
                let may = self.keeping.can_be_dropped();
                self.keeping.asking = may.then_some(Asking::Drop);
                Vec::new()
            }
            Action::ConfirmValuesSafeElsewhere => self.confirmed(Asking::Elsewhere),
            Action::ConfirmDropValues => self.confirmed(Asking::Drop),
            Action::CancelValuesSafeElsewhere | Action::CancelDropValues => {
                self.keeping.asking = None;
                Vec::new()
            }
            Action::FillNotes => self.fill_notes(observation),
            Action::Purpose(number) => self.choose(number, observation),
            Action::Hide => vec![Command::Hide],
            Action::KeepPlace => vec![Command::KeepPlace],
            Action::DropRecord => vec![Command::DropRecord],
            Action::ShowChanges => vec![Command::DropUpdate, Command::ShowChanges],
            Action::DropUpdate => vec![Command::DropUpdate],
            Action::Tick(step) => {
                self.by_hand ^= step_bit(step);
                Vec::new()
            }
            Action::CheckScreen
            | Action::ChoosePurpose
            | Action::LeaveSheet
            | Action::Teach(_)
            | Action::KeepLesson
            | Action::DropLesson
            | Action::Forget(_)
            | Action::WriteReport
            | Action::SaveReport
            | Action::ExportLessons
            | Action::ImportLessons => self.sheet.asked(action),
        }
    }

    fn put_boxes_right(&self, form: Option<&TokenForm>) -> Vec<Command> {
        let Some(form) = form else {
            return Vec::new();
        };
        self.verdict(form)
            .box_faults()
            .filter_map(set_box)
            .collect()
    }

    /// The admin chose what tokens are for on this console: an open form for a new token is set for that.
    fn choose(&mut self, number: u8, observation: &Observation) -> Vec<Command> {
        self.sheet.asked(Action::LeaveSheet);
        let is_made = *self.custody() != Custody::None && observation.form.seen().is_none();
        if is_made || observation.credentials != Sighting::Absent {
            // The token is made: what it is for was decided at its OK.
            return Vec::new();
        }
        let checklists = &mut self.rules.checklists;
        let Some(id) = checklists.id(number.into()).map(str::to_owned) else {
            return Vec::new();
        };
        checklists.choose(&id);
        if let Some(form) = &mut self.form {
            form.is_set_anew();
        }
        self.forget_hold(NoticeKind::SubmitHeld);
        vec![Command::KeepPurpose(id)]
    }

    fn confirmed(&mut self, asked: Asking) -> Vec<Command> {
        if self.keeping.confirm(asked) {
            self.forget_hold(NoticeKind::CloseHeld);
        }
        Vec::new()
    }

    /// The vault's window takes the values: which of those that are held.
    pub fn hand_over(&mut self) -> Option<ValuesId> {
        self.keeping.hand_over()
    }

    /// The vault has the credentials.
    pub fn vault_received(&mut self) {
        self.keeping.received();
    }

    /// The vault opened the saved file again and compared every field.
    pub fn vault_verified(&mut self, file_name: String) {
        self.is_back = false;
        if self.keeping.verified(file_name) {
            self.forget_hold(NoticeKind::CloseHeld);
        }
    }

    /// The vault's window is gone. What was not verified was not saved.
    pub fn vault_left(&mut self) {
        self.keeping.vault_is_gone();
    }

    /// The button was pressed by which the console saves both values in plain text.
    pub fn saves_plain_file(&mut self) {
        self.has_plain_file = true;
    }

    /// Whether it was, for the token at hand.
    #[must_use]
    pub fn has_plain_file(&self) -> bool {
        self.has_plain_file
    }

    /// Whether the admin may say that the values are safe elsewhere. A policy can ask for the verified export instead, but
    /// not where the values are not recognised and no export can be made.
    #[must_use]
    pub fn may_say_elsewhere(&self) -> bool {
        let is_unread = matches!(self.custody(), Custody::None | Custody::Lost);
        self.rules.allow_values_safe_elsewhere || is_unread
    }

    /// Where the credentials are.
    #[must_use]
    pub fn custody(&self) -> &Custody {
        self.keeping.custody()
    }

    /// Which values are at hand, if any were read.
    #[must_use]
    pub fn at_hand(&self) -> Option<ValuesId> {
        self.keeping.at_hand()
    }

    /// Whether the page took the dialog of the values at hand away before they were safe.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.keeping.is_taken()
    }

    /// The admin comes to the console's window. True, once for each token: its values were verified in Trivet's window, and
    /// Close is what is left to do.
    pub fn comes_back(&mut self) -> bool {
        let is_verified = matches!(self.custody(), Custody::Verified { .. });
        is_verified && !std::mem::replace(&mut self.is_back, true)
    }

    /// Whether the dialog of a token may come whose form was read: the checklist must not be forgotten until then.
    #[must_use]
    pub fn may_see_dialog(&self, now: f64) -> bool {
        self.trail.may_see_dialog(now)
    }

    /// Whether these values have to be kept: they are not safe yet, and nobody gave them up.
    #[must_use]
    pub fn holds(&self, values: ValuesId) -> bool {
        self.keeping.holds(values)
    }

    /// Whether values may be read: not those of a dialog that is done with.
    #[must_use]
    pub fn wants_values(&self) -> bool {
        self.keeping.wants_values()
    }

    /// Whether it was said how it ended, and nothing is left to do for the token at hand.
    #[must_use]
    pub fn is_done_with(&self) -> bool {
        self.keeping.is_done_with()
    }

    /// The credentials dialog, and what was read of it.
    pub(crate) fn keeping(&self) -> &Keeping {
        &self.keeping
    }

    /// The verdict on the form of a token that nobody's OK made and that is not as the checklist asks.
    #[must_use]
    pub fn alarm(&self) -> Option<&Verdict> {
        self.keeping.alarm()
    }

    /// Whether the admin said that this step, 1 to 8, was done by hand.
    #[must_use]
    pub fn is_done_by_hand(&self, step: u8) -> bool {
        self.by_hand & step_bit(step) != 0
    }

    /// What was stopped last and has not been put right since.
    #[must_use]
    pub fn held(&self) -> Option<NoticeKind> {
        self.held
    }

    /// What the token may do whose dialog is shown, or comes now: what its form asked for. Nothing is known of it where an OK
    /// was not seen, or the form was gone or other before it could be read again.
    #[must_use]
    pub fn asked_for(&self, now: f64) -> Submitted {
        let of_trail = self.trail.origin(now);
        let origin = self.keeping.shown_origin().unwrap_or(&of_trail);
        let asked = self.trail.submitted();
        let asked = asked.filter(|_| matches!(origin, Origin::Submitted { .. }));
        asked.cloned().unwrap_or_else(|| Submitted {
            checklist: self.checklist().clone(),
            ..Submitted::default()
        })
    }

    /// Whether an OK for a new token was let through, whose dialog may still come.
    pub(crate) fn awaits_dialog(&self, now: f64) -> bool {
        self.trail.awaits_dialog(now)
    }

    /// How the token came about whose credentials are shown, or were shown last.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        self.keeping.origin()
    }

    /// Whether the credentials dialog was closed after its values were safe.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.keeping.is_closed()
    }

    /// The admin, or whoever moved something under the pointer, pressed a button of the panel that was not seen in full.
    pub fn press_refused(&mut self) {
        self.press_refused = true;
    }

    /// Whether an OK was let through, and nothing came of it for too long.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.answer == Answer::Missing
    }

    /// Whether the last press on the panel did not count.
    #[must_use]
    pub fn is_press_refused(&self) -> bool {
        self.press_refused
    }

    /// Whether boxes are still being set, so that what is wrong now may be right in a moment.
    #[must_use]
    pub fn is_settling(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.settling)
    }

    fn forget_hold(&mut self, kind: NoticeKind) {
        if self.held == Some(kind) {
            self.held = None;
        }
    }
}

/// Step 1 to 8 as a bit; none for any other number.
fn step_bit(step: u8) -> u8 {
    1_u8.checked_shl(u32::from(step).wrapping_sub(1))
        .unwrap_or_default()
}
