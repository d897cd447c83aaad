//! The console's field "Notes": what Trivet offers to write there, by which a token is told from others in the list.

use super::command::Command;
use super::observation::{ControlId, FormMode, Observation, Sighting};
use super::run::Run;

impl Run {
    /// The field of notes, while it is empty on the form of a new token that is for something known. A form behind the dialog
    /// of its token is of no concern any more.
    pub(crate) fn notes_to_fill(&self, observation: &Observation) -> Option<ControlId> {
        let form = observation.form.seen()?;
        let is_new = form.mode == FormMode::Create && observation.credentials == Sighting::Absent;
        observation
            .notes
            .filter(|_| is_new && self.checklist().checks_form())
    }

    /// The admin wants it filled in.
    pub(crate) fn fill_notes(&self, observation: &Observation) -> Vec<Command> {
        let control = self.notes_to_fill(observation);
        let purpose = self.checklist().title.clone();
        let fill = control.map(|control| Command::FillNotes { control, purpose });
        fill.into_iter().collect()
    }
}
