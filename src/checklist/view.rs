//! What to show: messages and states, no words and no pixels.

use super::label::Term;
use super::message::{Message, Paragraph, Words};
use super::observation::ControlId;
use std::rc::Rc;

/// Everything that the overlay draws in one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Where the admin is, in one line.
    pub headline: Words,
    /// The eight steps, in their order.
    pub steps: [StepView; 8],
    /// Everything there is to say, in no order, until [`Self::keep_most_severe`] chooses of it.
    pub notices: Vec<Notice>,
    /// What is pointed out on the page.
    pub marks: Vec<Mark>,
    /// The controls that nothing may cover: the current one, OK, what closes the dialog, the values and their download.
    pub keep_clear: Vec<ControlId>,
    /// What the token is for, where the admin can choose that now.
    pub purpose: Option<Words>,
    /// What covers the list of steps.
    pub sheet: Option<SheetView>,
    /// The buttons below everything else, always available.
    pub footer: Vec<Action>,
}

impl View {
    /// Keeps the two most severe notices, the most severe first: nobody reads a third before they act. The others follow as
    /// soon as these are dealt with; what can be done for the credentials is always kept.
    pub fn keep_most_severe(&mut self) {
        while self.notices.len() > 2 {
            let rank = |notice: &Notice| (!notice.is_for_credentials(), notice.kind);
            let ranked = self.notices.iter().enumerate();
            let Some((least, _)) = ranked.max_by_key(|(_, notice)| rank(notice)) else {
                return;
            };
            self.notices.remove(least);
        }
        if let [first, second] = &mut self.notices[..]
            && second.kind < first.kind
        {
            std::mem::swap(first, second);
        }
    }

    /// Whether a press on the panel led to a question, which waits for its answer.
    #[must_use]
    pub fn asks(&self) -> bool {
        let is_question =
            |notice: &Notice| matches!(notice.kind, NoticeKind::Elsewhere | NoticeKind::Drop);
        self.notices.iter().any(is_question)
    }

    /// What the next button does, for a person who works with the keyboard: what the most urgent notice offers to go on with;
    /// else the first on the sheet; else the step at hand. Nobody gives up, confirms or leaves by it what they did not choose.
    #[must_use]
    pub fn next_action(&self) -> Option<Action> {
        let mut offers = self.notices.iter().flat_map(|notice| &notice.actions);
        if let Some(action) = offers.find(|action| action.goes_on()) {
            return Some(*action);
        }
        if let Some(sheet) = &self.sheet {
            let in_row = sheet.rows.iter().find_map(|row| row.action);
            return in_row.or_else(|| sheet.actions.first().copied());
        }
        let at_hand = self.steps.iter().find(|step| step.state.is_at_hand());
        let by_hand = at_hand.and_then(|step| step.action);
        by_hand.or_else(|| self.footer.first().copied())
    }

    /// Says that the organization's policy does not apply, and why.
    pub fn add_policy_refused(&mut self) {
        self.add(NoticeKind::Policy, Message::PolicyRefused);
    }

    /// Says what tried to get the values or to pose as the vault, and that Trivet refused it.
    pub fn add_refused(&mut self, what: Message) {
        self.add(NoticeKind::Refused, what);
    }

    /// Says that the extension is gone, and removes the buttons that open its window. `is_shown`: the console still shows
    /// the values.
    pub fn add_orphaned(&mut self, would_lose_values: bool, is_shown: bool) {
        // Nothing can be saved first any more; the notice below says what to do instead.
        self.notices
            .retain(|notice| notice.kind != NoticeKind::CloseHeld);
        for notice in &mut self.notices {
            if notice.actions.contains(&Action::OpenVault) {
                notice.actions.retain(|action| *action != Action::OpenVault);
                notice.text = Rc::new([if is_shown {
                    Message::OrphanedByHand
                } else {
                    Message::OrphanedUnreachable
                }]);
            }
        }
        // The sixth step says where they go.
        if let Some(step) = self.steps.get_mut(5) {
            step.detail = Rc::default();
        }
        let text = match (would_lose_values, is_shown) {
            (true, true) => Message::OrphanedStoreFirst,
            (true, false) => Message::OrphanedNoWindow,
            (false, _) => Message::OrphanedReload,
        };
        self.add(NoticeKind::Orphaned, text);
    }

    fn add(&mut self, kind: NoticeKind, text: Message) {
        self.notices.push(Notice {
            kind,
            text: Rc::new([text]),
            actions: Vec::new(),
        });
    }
}

/// One step of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What is to be done.
    pub title: Words,
    /// What is known of it now, or what to do next; may be empty.
    pub detail: Paragraph,
    /// How far it is.
    pub state: StepState,
    /// What the admin can confirm, where Trivet cannot tell.
    pub action: Option<Action>,
}

/// What covers the list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetView {
    /// What it is.
    pub title: Words,
    /// What there is to know, and to do.
    pub text: Words,
    /// What was found, one line for each thing.
    pub rows: Vec<SheetRow>,
    /// A file's whole text, to be checked before it is saved.
    pub report: Option<String>,
    /// What can be done, the best first.
    pub actions: Vec<Action>,
}

/// One thing that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// What it is called.
    pub title: Words,
    /// What is known of it.
    pub detail: Paragraph,
    /// Whether it is there, or applies.
    pub state: StepState,
    /// The same in words.
    pub words: Words,
    /// What can be done about it.
    pub action: Option<Action>,
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// Not reached yet.
    Todo,
    /// The current step.
    Current,
    /// Done, as read from the page or from the disk.
    Done,
    /// The current step, and something is wrong.
    Wrong,
    /// The page does not show it; the admin must check.
    Unknown,
    /// Confirmed by the admin; Trivet cannot tell.
    ByHand,
}

impl StepState {
    /// Whether it is the current step, right or wrong.
    #[must_use]
    pub fn is_at_hand(self) -> bool {
        matches!(self, Self::Current | Self::Wrong)
    }

    /// The name of the state, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Current => "current",
            Self::Done => "done",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
            Self::ByHand => "by-hand",
        }
    }
}

/// A message to the admin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about; one notice of each kind at a time.
    pub kind: NoticeKind,
    /// What happened, what is safe, what to do next.
    pub text: Paragraph,
    /// What can be done with one click, the best first.
    pub actions: Vec<Action>,
}

impl Notice {
    /// Whether it has the buttons that save, give up or keep the credentials.
    fn is_for_credentials(&self) -> bool {
        let is_for = |action: &Action| {
            matches!(
                action,
                Action::OpenVault
                    | Action::ValuesSafeElsewhere
                    | Action::ConfirmValuesSafeElsewhere
                    | Action::DropValues
                    | Action::ConfirmDropValues
            )
        };
        self.actions.iter().any(is_for)
    }
}

/// What a notice is about, the most severe first: where two are the most that is shown, they are the first two of these. What
/// answers to the admin's last press comes before anything else; an alarm is in the headline, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// A press on a button of the panel did not count.
    PressRefused,
    /// An OK was stopped.
    SubmitHeld,
    /// A Close was stopped.
    CloseHeld,
    /// The extension was updated or turned off while the page was open.
    Orphaned,
    /// A token was created without an OK that was let through, and does not match the checklist.
    Alarm,
    /// The admin is about to confirm that the values are stored elsewhere.
    Elsewhere,
    /// The admin is about to discard the values.
    Drop,
    /// Something that came over the port to the vault was refused.
    Refused,
    /// The page closed the dialog before it could be read, or the admin discarded the values.
    Gone,
    /// The page closed the dialog, and the credentials are held here.
    Kept,
    /// The credentials can be saved, or are on their way.
    Credentials,
    /// A dataset is selected.
    Dataset,
    /// Trivet cannot tell whether a dataset is selected.
    DatasetUnclear,
    /// A box is wrong.
    Boxes,
    /// An OK was let through, and nothing came of it.
    Unanswered,
    /// The console saved the values in plain text.
    PlainFile,
    /// All is done.
    Done,
    /// An earlier token was left unfinished, and something is left to do.
    LeftBehind,
    /// Trivet did not see how a token was created.
    Unseen,
    /// Something was not recognized.
    NotRecognised,
    /// The form is of a token that exists.
    Existing,
    /// The organization's policy could not be read.
    Policy,
    /// The page is in a language that is not known.
    Translated,
    /// Only some addresses may use the token.
    AcceptList,
    /// The extension was updated, and something visible changed.
    Updated,
    /// The same, and nothing is lost.
    Finished,
}

/// How severe a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was stopped, or is lost.
    Bad,
    /// Something is to be done or checked.
    Warn,
    /// To be known.
    Plain,
    /// The credentials wait to be saved.
    Secret,
    /// All is well.
    Good,
}

impl Tone {
    /// Its name, as style sheets know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bad => "bad",
            Self::Warn => "warn",
            Self::Plain => "plain",
            Self::Secret => "info",
            Self::Good => "good",
        }
    }
}

impl NoticeKind {
    /// How severe it is.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Alarm | Self::SubmitHeld | Self::CloseHeld | Self::Gone => Tone::Bad,
            Self::Boxes
            | Self::Dataset
            | Self::DatasetUnclear
            | Self::Kept
            | Self::Elsewhere
            | Self::Drop
            | Self::PlainFile
            | Self::LeftBehind
            | Self::Orphaned
            | Self::Unanswered
            | Self::PressRefused
            | Self::Unseen
            | Self::Refused => Tone::Warn,
            Self::NotRecognised
            | Self::Existing
            | Self::AcceptList
            | Self::Translated
            | Self::Updated
            | Self::Policy => Tone::Plain,
            Self::Credentials => Tone::Secret,
            Self::Done | Self::Finished => Tone::Good,
        }
    }

    /// The name of the kind, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alarm => "alarm",
            Self::Boxes => "boxes",
            Self::Dataset => "dataset",
            Self::DatasetUnclear => "dataset-unclear",
            Self::SubmitHeld => "submit-held",
            Self::CloseHeld => "close-held",
            Self::Credentials => "credentials",
            Self::Kept => "kept",
            Self::Gone => "gone",
            Self::Elsewhere => "elsewhere",
            Self::Drop => "drop",
            Self::PlainFile => "plain-file",
            Self::NotRecognised => "not-recognised",
            Self::Unanswered => "unanswered",
            Self::Existing => "existing",
            Self::AcceptList => "accept-list",
            Self::Translated => "translated",
            Self::PressRefused => "press-refused",
            Self::Unseen => "unseen",
            Self::Refused => "refused",
            Self::Policy => "policy",
            Self::Orphaned => "orphaned",
            Self::Updated => "updated",
            Self::LeftBehind => "left-behind",
            Self::Finished => "finished",
            Self::Done => "done",
        }
    }
}

/// Something pointed out at a control of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The control.
    pub control: ControlId,
    /// How it is drawn.
    pub kind: MarkKind,
    /// A few words beside it; none for a mark that speaks for itself.
    pub text: Option<Words>,
    /// What a click on the words does.
    pub action: Option<Action>,
}

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// The step at hand: here.
    Point,
    /// Read and right.
    Right,
    /// Read and wrong.
    Wrong,
    /// A dataset stands here.
    Dataset,
    /// Held back until something else is done.
    Held,
}

impl MarkKind {
    /// The name of the kind, as style sheets and tests know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Dataset => "dataset",
            Self::Held => "held",
        }
    }
}

/// What the admin can ask for with one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Set the boxes to match the checklist.
    PutRight,
    /// Take every dataset out of the field.
    ClearDatasets,
    /// Write what the token is for into the empty field of notes.
    FillNotes,
    /// Confirm that the dataset field, which cannot be read, is empty.
    ConfirmNoDataset,
    /// Hand the credentials to the vault.
    OpenVault,
    /// Say that the values are stored elsewhere; asks for confirmation.
    ValuesSafeElsewhere,
    /// Confirm it.
    ConfirmValuesSafeElsewhere,
    /// Go back: the values are not stored yet.
    CancelValuesSafeElsewhere,
    /// Discard the values that only this tab holds; asks for confirmation.
    DropValues,
    /// Discard them permanently.
    ConfirmDropValues,
    /// Go back: keep them.
    CancelDropValues,
    /// Hide the checklist.
    Hide,
    /// Keep the panel where it was moved to; no button does this.
    KeepPlace,
    /// Show what a token can be for.
    ChoosePurpose,
    /// Tokens are for this, by its number in the list.
    Purpose(u8),
    /// Show which terms are found on this screen.
    CheckScreen,
    /// Back to the list of steps.
    LeaveSheet,
    /// Let the admin point at this.
    Teach(Term),
    /// Keep the custom label.
    KeepLesson,
    /// Cancel the custom label.
    DropLesson,
    /// Remove the custom label of this term.
    Forget(Term),
    /// Show the page report.
    WriteReport,
    /// Save the report that is shown.
    SaveReport,
    /// Save the custom labels as a file.
    ExportLessons,
    /// Read custom labels from a file.
    ImportLessons,
    /// The admin dismissed the notice about an earlier token.
    DropRecord,
    /// Show what an update changed.
    ShowChanges,
    /// The admin dismissed the notice about an update.
    DropUpdate,
    /// Mark this step, 1 to 8, as done by hand, or undo that.
    Tick(u8),
}

impl Action {
    /// The name of the action, as the overlay's buttons and tests know it.
    #[must_use]
    pub fn name(self) -> String {
        let name = match self {
            Self::Teach(term) => return ["teach-", term.name()].concat(),
            Self::Forget(term) => return ["forget-", term.name()].concat(),
            Self::Tick(step) => return ["tick-", &step.to_string()].concat(),
            Self::Purpose(number) => return ["purpose-", &number.to_string()].concat(),
            Self::PutRight => "put-right",
            Self::ClearDatasets => "clear-datasets",
            Self::FillNotes => "fill-notes",
            Self::ConfirmNoDataset => "confirm-no-dataset",
            Self::OpenVault => "open-vault",
            Self::ValuesSafeElsewhere => "values-safe-elsewhere",
            Self::ConfirmValuesSafeElsewhere => "confirm-values-safe-elsewhere",
            Self::CancelValuesSafeElsewhere => "cancel-values-safe-elsewhere",
            Self::DropValues => "drop-values",
            Self::ConfirmDropValues => "confirm-drop-values",
            Self::CancelDropValues => "cancel-drop-values",
            Self::Hide => "hide",
            Self::ChoosePurpose => "choose-purpose",
            Self::CheckScreen => "check-screen",
            Self::LeaveSheet => "leave-sheet",
            Self::DropRecord => "drop-record",
            Self::ShowChanges => "show-changes",
            Self::DropUpdate => "drop-update",
            Self::KeepLesson => "keep-lesson",
            Self::DropLesson => "drop-lesson",
            Self::WriteReport => "write-report",
            Self::SaveReport => "save-report",
            Self::ExportLessons => "export-lessons",
            Self::ImportLessons => "import-lessons",
            Self::KeepPlace => "keep-place",
        };
        name.to_owned()
    }

    /// Whether it leads on to the next step, and is neither a confirmation nor a way out.
    fn goes_on(self) -> bool {
        !matches!(
            self,
            Self::ValuesSafeElsewhere
                | Self::ConfirmValuesSafeElsewhere
                | Self::DropValues
                | Self::ConfirmDropValues
                | Self::ConfirmNoDataset
                | Self::ShowChanges
                | Self::DropUpdate
        )
    }

    /// What its button says.
    #[must_use]
    pub fn caption(self) -> Message {
        match self {
            Self::PutRight => Message::ButtonPutRight,
            Self::ClearDatasets => Message::ButtonClearDatasets,
            Self::FillNotes => Message::ButtonFillNotes,
            Self::ConfirmNoDataset => Message::ButtonConfirmNoDataset,
            Self::OpenVault => Message::ButtonOpenVault,
            Self::ValuesSafeElsewhere => Message::ButtonElsewhere,
            Self::ConfirmValuesSafeElsewhere => Message::ButtonConfirmElsewhere,
            Self::CancelValuesSafeElsewhere => Message::ButtonCancelElsewhere,
            Self::DropValues => Message::ButtonDrop,
            Self::ConfirmDropValues => Message::ButtonConfirmDrop,
            Self::CancelDropValues => Message::ButtonCancelDrop,
            // No button keeps the place.
            Self::Hide | Self::KeepPlace => Message::ButtonHide,
            Self::ChoosePurpose => Message::ButtonChoosePurpose,
            Self::Purpose(_) => Message::ButtonChoose,
            Self::CheckScreen => Message::ButtonCheckScreen,
            Self::LeaveSheet => Message::ButtonBack,
            Self::Teach(_) => Message::ButtonPoint,
            Self::KeepLesson => Message::ButtonUseLabel,
            Self::DropLesson => Message::ButtonCancel,
            Self::Forget(_) => Message::ButtonRemoveLabel,
            Self::WriteReport => Message::ButtonShowReport,
            Self::SaveReport => Message::ButtonSaveReport,
            Self::ExportLessons => Message::ButtonExportLabels,
            Self::ImportLessons => Message::ButtonImportLabels,
            Self::ShowChanges => Message::ButtonShowChanges,
            Self::DropRecord | Self::DropUpdate => Message::ButtonDismiss,
            Self::Tick(_) => Message::ButtonMarkDone,
        }
    }
}
