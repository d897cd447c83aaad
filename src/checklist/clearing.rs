//! Taking the datasets out of their field, one after the other where the page has it so.

use super::command::Command;
use super::observation::{DatasetField, TokenForm};
use super::setting::as_delay;

/// How long a page may take to show that a dataset was taken out.
const CLEARING_TAKES_MS: f64 = 50.0;
/// The same, for a page that has shown no change yet.
const SLOW_CLEARING_TAKES_MS: f64 = 250.0;
/// How many rounds of taking out are tried beyond one for each dataset.
const SPARE_ROUNDS: usize = 12;
/// An account has no more datasets.
const MOST_DATASETS: usize = 20;

/// Datasets are being taken out.
#[derive(Debug)]
pub(crate) struct Clearing {
    rounds_left: usize,
    last: f64,
    /// What the field showed when the last step was taken.
    print: Option<u64>,
}

impl Clearing {
    /// Of a field with so many entries, where that is certain.
    pub fn of(entries: Option<usize>) -> Self {
        Self {
            rounds_left: entries.unwrap_or(MOST_DATASETS) + SPARE_ROUNDS,
            last: f64::NEG_INFINITY,
            print: None,
        }
    }

    /// Goes on until the field is empty, for as long as the page could need. False: it is over.
    pub fn goes_on(&mut self, form: &TokenForm, now: f64, commands: &mut Vec<Command>) -> bool {
        let may_hold_more = match form.datasets {
            DatasetField::Filled { .. } | DatasetField::Unclear { .. } => form.can_clear,
            _ => false,
        };
        if !may_hold_more || self.rounds_left == 0 {
            commands.push(Command::LeaveDatasets);
            return false;
        }
        // A page that has shown nothing yet is given time to.
        let has_changed = self.print != Some(form.texts.print);
        let takes = if has_changed {
            CLEARING_TAKES_MS
        } else {
            SLOW_CLEARING_TAKES_MS
        };
        if now - self.last >= takes {
            self.rounds_left -= 1;
            self.last = now;
            self.print = Some(form.texts.print);
            commands.push(Command::ClearDatasets);
        }
        commands.push(Command::LookAgain(as_delay(CLEARING_TAKES_MS)));
        true
    }
}
