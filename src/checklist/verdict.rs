//! Whether a form matches the checklist, and what would fix it.

use super::observation::{
    BoxState, ControlId, DatasetField, Permission, TokenForm, Unclear, UnknownControl,
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
    /// A box beyond the three is ticked, in full or in part.
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
    /// A box that must be ticked was not found, or more than one was.
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
    /// Compares a form with the checklist: exactly the three permissions, no dataset.
    #[must_use]
    pub fn of(form: &TokenForm) -> Self {
        let mut verdict = Self::default();
        for required in Permission::REQUIRED {
            let mut boxes = form.boxes.iter().filter(|b| b.permission == required);
            match (boxes.next(), boxes.next()) {
                (Some(only), None) if only.state == BoxState::On => {}
                (Some(only), None) => verdict.faults.push(Fault::Missing {
                    permission: required,
                    control: only.control,
                    can_change: only.can_change,
                }),
                _ => verdict.doubts.push(Doubt::BoxNotFound(required)),
            }
        }
        for extra in &form.boxes {
            if !extra.permission.is_required() && extra.state != BoxState::Off {
                verdict.faults.push(Fault::Extra {
                    permission: extra.permission.clone(),
                    control: extra.control,
                    can_change: extra.can_change,
                });
            }
        }
        let unknown = form.unknown.iter().cloned();
        verdict.doubts.extend(unknown.map(Doubt::UnknownControl));
        match form.datasets {
            DatasetField::Empty(_) => {}
            DatasetField::Confirmed(_) => verdict.is_confirmed = true,
            DatasetField::NotFound => verdict.doubts.push(Doubt::DatasetFieldNotFound),
            DatasetField::Unclear { control, reason } => verdict
                .doubts
                .push(Doubt::DatasetFieldUnclear { control, reason }),
            DatasetField::Filled { control, entries } => {
                verdict.faults.push(Fault::Dataset { control, entries });
            }
        }
        verdict
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
    pub fn words(&self) -> &'static str {
        match self {
            Self::Missing {
                can_change: true, ..
            } => "Must be selected",
            Self::Extra {
                can_change: true, ..
            } => "Must not be selected",
            Self::Missing { .. } => "Must be selected, but the page does not let you change it",
            Self::Extra { .. } => "Must not be selected, but the page does not let you change it",
            Self::Dataset { .. } => {
                "A dataset here disables the token for the Sales and Service Cloud managed package"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::history::FieldTexts;
    use super::super::observation::{FormPurpose, PermissionBox, Sighting};
    use super::*;
    use proptest::prelude::*;

    fn form(states: [BoxState; 3], extras: &[BoxState], datasets: DatasetField) -> TokenForm {
        let names = Permission::REQUIRED.into_iter().zip(states).chain(
            extras
                .iter()
                .enumerate()
                .map(|(index, state)| (Permission::Other(format!("Extra {index}")), *state)),
        );
        TokenForm {
            purpose: FormPurpose::Create,
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
            let verdict = Verdict::of(&form(states, &extras, datasets));
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
        let verdict = Verdict::of(&form);
        assert_eq!(verdict.doubts, [Doubt::UnknownControl(unknown)]);
        assert!(!verdict.is_right());
    }

    #[test]
    fn a_box_seen_twice_is_a_doubt_and_never_right() {
        let mut twice = form([BoxState::On; 3], &[], DatasetField::Empty(ControlId(9)));
        twice.boxes.push(twice.boxes[0].clone());
        let verdict = Verdict::of(&twice);
        assert_eq!(
            verdict.doubts,
            [Doubt::BoxNotFound(Permission::CanAccessApi)]
        );
        assert!(!verdict.is_right());
    }
}
