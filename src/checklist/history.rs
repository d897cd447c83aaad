//! What the dataset field showed before, as evidence of what it shows now.
//!
//! The form for a new token opens without a dataset. So what the field shows then is its baseline: a text that comes later, outside
//! an open list, is a selection, and when it goes, the selection is gone. That tells of changes in widgets of any kind. A text that
//! stood there from the start may be a prompt or a dataset that was set before: time alone cannot tell which.

use super::observation::{DatasetField, FormMode, TokenForm, Unclear};

/// What the dataset field shows, as numbers that stand for its texts: to be compared, not to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldTexts {
    /// Texts and hidden values that may be datasets.
    pub unexplained: Vec<u64>,
    /// Texts that read like prompts.
    pub prompts: Vec<u64>,
    /// Items of lists that say nothing of being selected.
    pub items: Vec<u64>,
    /// Texts that only their place makes remarks.
    pub asides: Vec<u64>,
    /// Whether nothing but prompts stands against an empty field.
    pub has_only_prompts: bool,
    /// Whether anything is ticked in the lists that the field opens; nothing while none is there that says so.
    pub ticks: Option<bool>,
    /// Whether something says that nothing is selected.
    pub is_denied: bool,
    /// Whether a list of the field is open.
    pub is_open: bool,
    /// All of it together.
    pub print: u64,
}

/// How long a form may still be building itself: what comes in this time belongs to the baseline.
const BUILDING_TAKES_MS: f64 = 500.0;

/// The dataset field of one form, from its opening on.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub(crate) struct History {
    baseline: FieldTexts,
    since: f64,
    is_new_token: bool,
    has_admin_acted: bool,
    was_filled: bool,
    /// Something was ticked when a list of the field was seen last.
    was_ticked: bool,
    /// What the field showed when the admin said that it is empty.
    confirmed: Option<u64>,
}

impl History {
    /// The form opens.
    pub fn of(form: &TokenForm, now: f64) -> Self {
        Self {
            baseline: form.texts.clone(),
            since: now,
            is_new_token: form.mode == FormMode::Create,
            has_admin_acted: false,
            was_filled: false,
            was_ticked: false,
            confirmed: None,
        }
    }

    /// The admin did something to the form: from now on nothing belongs to the baseline.
    pub fn admin_acted(&mut self) {
        self.has_admin_acted = true;
    }

    /// The admin says that the field, as it stands now, is empty.
    pub fn confirm(&mut self, form: &TokenForm) {
        if matches!(form.datasets, DatasetField::Unclear { .. }) {
            self.confirmed = Some(form.texts.print);
        }
    }

    /// What is to be said of the field, with what it showed before.
    pub fn judge(&mut self, form: &TokenForm, now: f64) -> DatasetField {
        let texts = &form.texts;
        if !self.has_admin_acted && now - self.since < BUILDING_TAKES_MS {
            self.baseline = texts.clone();
        }
        if self.confirmed.is_some_and(|print| print != texts.print) {
            self.confirmed = None;
        }
        match (texts.ticks, form.datasets) {
            (Some(ticks), _) => self.was_ticked = ticks,
            // It shows what is selected elsewhere, too, and will show when it is gone.
            (None, DatasetField::Filled { .. }) => self.was_ticked = false,
            (None, _) => {}
        }
        let by_time = self.by_time(form.datasets, texts);
        self.was_filled = matches!(by_time, DatasetField::Filled { .. });
        match by_time {
            DatasetField::Unclear { control, .. } if self.confirmed.is_some() => {
                DatasetField::Confirmed(control)
            }
            other => other,
        }
    }

    fn by_time(&self, field: DatasetField, texts: &FieldTexts) -> DatasetField {
        let before = &self.baseline;
        let has_new_text = has_more(&texts.unexplained, &before.unexplained);
        let has_new_item = has_more(&texts.items, &before.items);
        let is_unchanged = !has_new_text
            && !has_new_item
            && !has_more(&texts.prompts, &before.prompts)
            && !has_more(&texts.asides, &before.asides);
        match field {
            _ if texts.is_open => field,
            DatasetField::Unclear {
                control,
                reason: Unclear::Unexplained,
            } if has_new_text || self.was_filled && has_new_item => DatasetField::Filled {
                control,
                entries: None,
            },
            DatasetField::Unclear { control, reason }
                if self.is_new_token
                    && is_unchanged
                    && (reason == Unclear::NotUnderstood
                        || reason == Unclear::Unexplained && texts.has_only_prompts) =>
            {
                DatasetField::Empty(control)
            }
            DatasetField::Empty(control)
                if has_new_text
                    || has_more(&texts.asides, &before.asides)
                    || has_new_item
                    // There are fields that show what is selected in their list alone.
                    || self.was_ticked && texts.ticks.is_none() && !texts.is_denied =>
            {
                DatasetField::Unclear {
                    control,
                    reason: Unclear::Unexplained,
                }
            }
            other => other,
        }
    }
}

/// Whether a text stands there that did not stand there before, or stands there once more.
fn has_more(now: &[u64], before: &[u64]) -> bool {
    let count = |texts: &[u64], text: u64| texts.iter().filter(|other| **other == text).count();
    now.iter()
        .any(|text| count(now, *text) > count(before, *text))
}

#[cfg(test)]
mod tests {
    use super::super::observation::{ControlId, Sighting};
    use super::*;
    use proptest::prelude::*;

    const CONTROL: ControlId = ControlId(1);
    const UNEXPLAINED: DatasetField = DatasetField::Unclear {
        control: CONTROL,
        reason: Unclear::Unexplained,
    };
    const NOT_UNDERSTOOD: DatasetField = DatasetField::Unclear {
        control: CONTROL,
        reason: Unclear::NotUnderstood,
    };

    /// A widget of no known kind that shows these texts.
    fn unknown(texts: &[u64]) -> TokenForm {
        form(
            if texts.is_empty() {
                NOT_UNDERSTOOD
            } else {
                UNEXPLAINED
            },
            texts,
        )
    }

    fn form(datasets: DatasetField, texts: &[u64]) -> TokenForm {
        TokenForm {
            mode: FormMode::Create,
            boxes: Vec::new(),
            datasets,
            texts: FieldTexts {
                unexplained: texts.to_vec(),
                print: texts.iter().fold(7, |print, text| print * 31 + text),
                ..FieldTexts::default()
            },
            unknown: Vec::new(),
            can_clear: true,
            submit: Sighting::Absent,
        }
    }

    fn is_filled(field: DatasetField) -> bool {
        matches!(field, DatasetField::Filled { .. })
    }

    #[test]
    fn a_text_that_comes_later_is_a_selection_and_when_it_goes_the_selection_is_gone() {
        let mut history = History::of(&unknown(&[]), 0.0);
        let empty = DatasetField::Empty(CONTROL);
        assert_eq!(history.judge(&unknown(&[]), 600.0), empty);
        assert!(is_filled(history.judge(&unknown(&[4]), 700.0)));
        assert_eq!(history.judge(&unknown(&[]), 800.0), empty);
    }

    #[test]
    fn what_stood_there_from_the_start_stays_unclear() {
        let mut history = History::of(&unknown(&[3]), 0.0);
        assert_eq!(history.judge(&unknown(&[3]), 900.0), UNEXPLAINED);
        assert!(is_filled(history.judge(&unknown(&[3, 3]), 910.0)));
        assert_eq!(history.judge(&unknown(&[3]), 920.0), UNEXPLAINED);
    }

    #[test]
    fn an_existing_token_has_no_baseline_that_proves_an_empty_field() {
        let edit = TokenForm {
            mode: FormMode::Edit,
            ..unknown(&[])
        };
        let mut history = History::of(&edit, 0.0);
        assert_eq!(history.judge(&edit, 900.0), NOT_UNDERSTOOD);
    }

    #[test]
    fn proofs_that_disagree_are_not_settled_by_what_was_there_before() {
        let mut disagreeing = form(
            DatasetField::Unclear {
                control: CONTROL,
                reason: Unclear::Disagreeing,
            },
            &[],
        );
        disagreeing.texts.has_only_prompts = true;
        let mut history = History::of(&form(DatasetField::Empty(CONTROL), &[]), 0.0);
        assert_eq!(history.judge(&disagreeing, 900.0), disagreeing.datasets);
    }

    #[test]
    fn texts_in_an_open_list_are_no_selection() {
        let mut history = History::of(&unknown(&[]), 0.0);
        let mut open = unknown(&[4, 5]);
        open.texts.is_open = true;
        assert_eq!(history.judge(&open, 900.0), UNEXPLAINED);
    }

    #[test]
    fn what_was_ticked_in_a_list_that_has_closed_is_not_called_gone() {
        let empty = form(DatasetField::Empty(CONTROL), &[]);
        let with = |ticks: Option<bool>, is_denied: bool| {
            let mut form = empty.clone();
            (form.texts.ticks, form.texts.is_denied) = (ticks, is_denied);
            form
        };
        let mut history = History::of(&empty, 0.0);
        let mut said = |ticks, is_denied| history.judge(&with(ticks, is_denied), 900.0);
        assert_eq!(said(None, false), DatasetField::Empty(CONTROL));
        said(Some(true), false);
        assert_eq!(said(None, false), UNEXPLAINED);
        assert_eq!(said(None, true), DatasetField::Empty(CONTROL));
        said(Some(false), false);
        assert_eq!(said(None, false), DatasetField::Empty(CONTROL));
    }

    #[test]
    fn the_admins_word_counts_until_the_field_changes() {
        let mut history = History::of(&unknown(&[3]), 0.0);
        let unclear = unknown(&[3]);
        history.confirm(&unclear);
        let confirmed = DatasetField::Confirmed(CONTROL);
        assert_eq!(history.judge(&unclear, 900.0), confirmed);
        assert!(is_filled(history.judge(&unknown(&[3, 4]), 910.0)));
        assert_eq!(history.judge(&unclear, 920.0), UNEXPLAINED);
    }

    proptest! {
        #[test]
        fn a_new_text_is_never_called_empty(
            baseline in proptest::collection::vec(0_u64..4, 0..3),
            steps in proptest::collection::vec((proptest::collection::vec(0_u64..6, 0..4), any::<bool>(), any::<bool>()), 1..12),
        ) {
            let mut history = History::of(&unknown(&baseline), 0.0);
            let mut now = 500.0;
            let mut confirmed = None;
            for (texts, says_empty, confirms) in steps {
                now += 100.0;
                let read = if says_empty { form(DatasetField::Empty(CONTROL), &texts) } else { unknown(&texts) };
                let has_new = has_more(&texts, &baseline);
                let field = history.judge(&read, now);
                if has_new {
                    prop_assert!(!matches!(field, DatasetField::Empty(_)), "{field:?}");
                }
                if is_filled(field) {
                    prop_assert!(has_new);
                }
                if field == DatasetField::Confirmed(CONTROL) {
                    prop_assert_eq!(confirmed, Some(read.texts.print));
                }
                if confirmed != Some(read.texts.print) {
                    confirmed = None;
                }
                let judged = TokenForm { datasets: field, ..read };
                if confirms && matches!(field, DatasetField::Unclear { .. }) {
                    history.confirm(&judged);
                    confirmed = Some(judged.texts.print);
                }
            }
        }
    }
}
