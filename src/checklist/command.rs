//! What a run wants done, how strictly it holds, and what it says to something that the admin does.

use super::checklists::Checklists;
use super::message::Words;
use super::observation::ControlId;
use super::view::NoticeKind;

/// What the run wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Click the box so that it shows the state.
    SetBox {
        /// The box.
        control: ControlId,
        /// Ticked or not.
        on: bool,
    },
    /// Take the next step of clearing the dataset field.
    ClearDatasets,
    /// The dataset field is cleared, or cannot be: take the focus out of it.
    LeaveDatasets,
    /// Write into the empty field of notes what the token is for.
    FillNotes {
        /// The field.
        control: ControlId,
        /// What the token is for.
        purpose: Words,
    },
    /// Ask for the vault's window.
    OpenVault,
    /// Take the panel away until the admin asks for it.
    Hide,
    /// Keep where the panel was put for the next page of this console.
    KeepPlace,
    /// Keep what tokens are for on this console, by this name.
    KeepPurpose(String),
    /// Show the panel, though the admin had it away.
    Show,
    /// Observe again after so many milliseconds, though the page may not have changed.
    LookAgain(u32),
    /// Forget what is kept of the earlier token that was said.
    DropRecord,
    /// Open the page that says what an update changed.
    ShowChanges,
    /// Say no more that there was one.
    DropUpdate,
    /// Keep the lessons in force for the next visit, and read the page by them.
    KeepLessons,
    /// Write a page report, to be shown.
    WriteReport,
    /// Save this report as a file.
    SaveReport(String),
    /// Save the lessons in force as a file.
    ExportLessons,
    /// Let the admin choose a file of lessons.
    ImportLessons,
}

/// How strictly the run holds; a policy's part that concerns it.
#[allow(clippy::struct_excessive_bools)] // independent facts, not one state in disguise
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Hold OK, too, while something on the form cannot be told.
    pub hold_when_unsure: bool,
    /// Let the admin say that the values are safe elsewhere.
    pub allow_values_safe_elsewhere: bool,
    /// What a token can be for.
    pub checklists: Checklists,
    /// Whether it is known which of them applies. Until then no box is set.
    pub is_purpose_known: bool,
    /// Ask for the vault's window as soon as the credentials of a token are shown that the admin's OK made.
    pub opens_vault: bool,
}

impl Rules {
    /// Until the organization's are known, which may take a browser seconds, and what was chosen on this console.
    #[must_use]
    pub fn not_yet_known() -> Self {
        Self {
            allow_values_safe_elsewhere: false,
            is_purpose_known: false,
            ..Self::default()
        }
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            hold_when_unsure: false,
            allow_values_safe_elsewhere: true,
            checklists: Checklists::default(),
            is_purpose_known: true,
            opens_vault: false,
        }
    }
}

/// What became of something that the admin does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It is stopped, and this is said.
    Held(NoticeKind),
    /// It submits the form.
    Submits,
    /// It closes the dialog.
    Closes,
    /// It is none of this.
    Other,
}

/// Whether something that the admin does may reach the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// It goes through untouched.
    Open,
    /// It is stopped.
    Held,
}
