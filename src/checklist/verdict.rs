//! Whether a form matches the checklist, and what would fix it.

use super::checklists::Checklist;
use super::message::Message;
use super::observation::{
    BoxState, ControlId, DatasetField, Permission, PermissionBox, TokenForm, Unclear,
    UnknownControl,
};

/// Something on the form that is certainly wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A box that must be ticked is not.
    Missing {
        /// Which permission.
        permission: Permission,
        /// Its box.
        control: ControlId,
        /// Whether the page lets it be changed.
        can_change: bool,
    },
    /// A box that must not be ticked is, in full or in part.
    Extra {
        /// Which permission.
        permission: Permission,
        /// Its box.
        control: ControlId,
        /// Whether the page lets it be changed.
        can_change: bool,
    },
    /// A dataset is selected or typed.
    Dataset {
        /// The field.
        control: ControlId,
        /// How many entries, where that is certain.
        entries: Option<usize>,
    },
}

/// Something on the form that cannot be told from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A box that the checklist names was not found, or more than one was.
    BoxNotFound(Permission),
    /// An unknown control is set; it may grant something.
    UnknownControl(UnknownControl),
    /// The dataset field was not found.
    DatasetFieldNotFound,
    /// The dataset field was found, and it cannot be told whether it is empty.
    DatasetFieldUnclear {
        /// The field.
        control: ControlId,
        /// Why not.
        reason: Unclear,
    },
}

/// The result for one form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// What is certainly wrong, boxes first.
    pub faults: Vec<Fault>,
    /// What cannot be told.
    pub doubts: Vec<Doubt>,
    /// The admin confirmed that the dataset field is empty; Trivet could not read it.
    pub is_confirmed: bool,
}

impl Verdict {
    /// Compares a form with a checklist.
    #[must_use]
    pub fn of(form: &TokenForm, checklist: &Checklist) -> Self {
        let mut verdict = Self::default();
        for named in checklist.on.iter().chain(&checklist.off) {
            let mut boxes = form.boxes.iter().filter(|b| b.permission.is(named));
            match (boxes.next(), boxes.next()) {
                (Some(only), None) => verdict.compare(only, checklist),
                _ => verdict.doubts.push(Doubt::BoxNotFound(named.clone())),
            }
        }
        for other in &form.boxes {
            if !checklist.names(&other.permission) {
                verdict.compare(other, checklist);
            }
        }
        if !checklist.allows_others {
            let unknown = form.unknown.iter().cloned();
            verdict.doubts.extend(unknown.map(Doubt::UnknownControl));
        }
        if !checklist.allows_datasets {
            verdict.compare_datasets(form);
        }
        verdict
    }

    fn compare(&mut self, one: &PermissionBox, checklist: &Checklist) {
        let (permission, control) = (one.permission.clone(), one.control);
        let can_change = one.can_change;
        match checklist.wants(&permission) {
            Some(true) if one.state != BoxState::On => self.faults.push(Fault::Missing {
                permission,
                control,
                can_change,
            }),
            Some(false) if one.state != BoxState::Off => self.faults.push(Fault::Extra {
                permission,
                control,
                can_change,
            }),
            _ => {}
        }
    }

    fn compare_datasets(&mut self, form: &TokenForm) {
        match form.datasets {
            DatasetField::Empty(_) => {}
            DatasetField::Confirmed(_) => self.is_confirmed = true,
            DatasetField::NotFound => self.doubts.push(Doubt::DatasetFieldNotFound),
            DatasetField::Unclear { control, reason } => {
                self.doubts
                    .push(Doubt::DatasetFieldUnclear { control, reason });
            }
            DatasetField::Filled { control, entries } => {
                self.faults.push(Fault::Dataset { control, entries });
            }
        }
    }

    /// Whether the form meets the whole checklist, as read from the page; the admin may confirm the dataset field.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.faults.is_empty() && self.doubts.is_empty()
    }

    /// The faults that are boxes.
    pub fn box_faults(&self) -> impl Iterator<Item = &Fault> {
        self.faults
            .iter()
            .filter(|fault| !matches!(fault, Fault::Dataset { .. }))
    }

    /// The dataset field and the number of its entries, if it has any.
    #[must_use]
    pub fn dataset(&self) -> Option<(ControlId, Option<usize>)> {
        self.faults.iter().find_map(|fault| match fault {
            Fault::Dataset { control, entries } => Some((*control, *entries)),
            _ => None,
        })
    }
}

impl Fault {
    /// The control that has it.
    #[must_use]
    pub fn control(&self) -> ControlId {
        match self {
            Self::Missing { control, .. }
            | Self::Extra { control, .. }
            | Self::Dataset { control, .. } => *control,
        }
    }

    /// A few words to show beside the control.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Missing {
                can_change: true, ..
            } => Message::MarkSelect,
            Self::Extra {
                can_change: true, ..
            } => Message::MarkDeselect,
            Self::Missing { .. } => Message::MarkSelectFixed,
            Self::Extra { .. } => Message::MarkDeselectFixed,
            Self::Dataset { .. } => Message::MarkDataset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::history::FieldTexts;
    use super::super::observation::{FormMode, Sighting};
    use super::*;
    use proptest::prelude::*;

    fn form(states: [BoxState; 3], extras: &[BoxState], datasets: DatasetField) -> TokenForm {
        let names = Permission::NAMED.into_iter().zip(states).chain(
            extras
                .iter()
                .enumerate()
                .map(|(index, state)| (Permission::Other(format!("Extra {index}")), *state)),
        );
        TokenForm {
            mode: FormMode::Create,
            boxes: names
                .enumerate()
                .map(|(index, (permission, state))| PermissionBox {
                    control: ControlId(u32::try_from(index).expect("few boxes")),
                    permission,
                    state,
                    can_change: true,
                })
                .collect(),
            datasets,
            texts: FieldTexts::default(),
            unknown: Vec::new(),
            can_clear: true,
            submit: Sighting::Absent,
        }
    }

    fn state() -> impl Strategy<Value = BoxState> {
        prop_oneof![
            Just(BoxState::On),
            Just(BoxState::Off),
            Just(BoxState::Mixed)
        ]
    }

    fn datasets() -> impl Strategy<Value = DatasetField> {
        prop_oneof![
            Just(DatasetField::NotFound),
            Just(DatasetField::Empty(ControlId(90))),
            Just(DatasetField::Confirmed(ControlId(90))),
            (0_usize..9).prop_map(|entries| DatasetField::Filled {
                control: ControlId(90),
                entries: (entries > 0).then_some(entries)
            }),
            Just(DatasetField::Unclear {
                control: ControlId(90),
                reason: Unclear::Unexplained
            }),
        ]
    }

    proptest! {
        #[test]
        fn right_means_exactly_the_three_and_no_dataset(
            states in [state(), state(), state()],
            extras in proptest::collection::vec(state(), 0..5),
            datasets in datasets(),
        ) {
            let verdict = Verdict::of(&form(states, &extras, datasets), &Checklist::package());
            let exactly = states.iter().all(|s| *s == BoxState::On)
                && extras.iter().all(|s| *s == BoxState::Off);
            let unrestricted = matches!(datasets, DatasetField::Empty(_) | DatasetField::Confirmed(_));
            prop_assert_eq!(verdict.is_confirmed, matches!(datasets, DatasetField::Confirmed(_)));
            prop_assert_eq!(verdict.is_right(), exactly && unrestricted);
            prop_assert_eq!(verdict.box_faults().count() == 0, exactly);
        }
    }

    #[test]
    fn what_is_not_known_is_a_doubt_and_never_right() {
        let mut form = form([BoxState::On; 3], &[], DatasetField::Empty(ControlId(9)));
        let unknown = UnknownControl {
            control: ControlId(7),
            name: "Scope".to_owned(),
        };
        form.unknown.push(unknown.clone());
        let verdict = Verdict::of(&form, &Checklist::package());
        assert_eq!(verdict.doubts, [Doubt::UnknownControl(unknown)]);
        assert!(!verdict.is_right());
    }

    #[test]
    fn a_box_seen_twice_is_a_doubt_and_never_right() {
        let mut twice = form([BoxState::On; 3], &[], DatasetField::Empty(ControlId(9)));
        twice.boxes.push(twice.boxes[0].clone());
        let verdict = Verdict::of(&twice, &Checklist::package());
        assert_eq!(
            verdict.doubts,
            [Doubt::BoxNotFound(Permission::CanAccessApi)]
        );
        assert!(!verdict.is_right());
    }
}
