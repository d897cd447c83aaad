//! Reading the admin page, as a person reads it, and acting on it, as a person acts.
//!
//! [`Reader`] turns what stands on the page into an [`Observation`]: controls are known by name and role, a form is ours
//! when the known labels stand together, and two candidates are none. It is written against [`node::Node`]; [`web`] is a
//! real page, and the tests read pages natively. [`act`] is the only place that changes anything on the page.
#![deny(unsafe_code)]

pub mod act;
pub mod credentials;
mod crosses;
pub mod datasets;
mod fields;
pub mod form;
pub mod index;
pub mod kind;
pub mod labels;
mod mode;
pub mod name;
pub mod node;
pub mod report;
pub mod teach;
mod vocabulary;
pub mod web;
mod whole;

#[cfg(test)]
mod dialog_tests;
#[cfg(test)]
mod door_tests;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod linear_tests;
#[cfg(any(test, feature = "testing"))]
pub mod sample;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole_tests;
#[cfg(test)]
mod widgets_tests;

use credentials::DialogParts;
use datasets::{Clearing, Reading, Steps};
use form::FormParts;
use index::Index;
use node::{Node, any_in};
use trivet_checklist::label::{Labels, Term};
use trivet_checklist::{
    ControlId, CredentialsDialog, DatasetField, Finding, Observation, PermissionBox, Sighting,
    TokenForm, UnknownControl,
};
use zeroize::Zeroizing;

/// The two values of the dialog, as they stand on the page.
pub struct Values {
    /// The API Key ID.
    pub key_id: Zeroizing<String>,
    /// The API Key Secret.
    pub key_secret: Zeroizing<String>,
}

impl Values {
    /// Whether both are the same. In no constant time: whoever could measure it can read them on the page.
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        *self.key_id == *other.key_id && *self.key_secret == *other.key_secret
    }
}

/// Reads one document.
pub struct Reader<N: Node> {
    labels: Labels,
    index: Index<N>,
    controls: Vec<N>,
    form: Option<FormParts<N>>,
    dialog: Option<DialogParts<N>>,
    clearing: Steps<N>,
}

impl<N: Node> Reader<N> {
    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new(labels: Labels) -> Self {
        Self {
            labels,
            index: Index::default(),
            controls: Vec::new(),
            form: None,
            dialog: None,
            clearing: Steps::default(),
        }
    }

    /// Takes in a subtree that the page added or changed. Returns the shadow roots in it, which have to be watched, too.
    pub fn add(&mut self, node: &N) -> Vec<N> {
        self.index.add(node, &self.labels)
    }

    /// Whether the browser has translated the page.
    pub fn set_translated(&mut self, is_translated: bool) {
        self.index.set_translated(is_translated);
    }

    /// Reads the page as it is in this moment.
    pub fn observe(&mut self) -> Observation {
        self.index.prune();
        // Known controls keep their number for as long as they are part of the page.
        let form = form::find(&self.index, &self.labels);
        let dialog = credentials::find(&self.index, &self.labels);
        let boundary = form.seen().map(|form| &form.boundary);
        let accept_list =
            boundary.and_then(|around| fields::filled_accept_list(&self.index, around));
        let notes = boundary.and_then(|around| fields::empty_notes(&self.index, around));
        Observation {
            security: self.pressable(Term::Security),
            api_tokens: self.pressable(Term::ApiTokens),
            create_token: self.pressable(Term::CreateToken),
            signs: match form {
                Sighting::Absent => self.signs(),
                Sighting::Seen(_) | Sighting::Ambiguous { .. } => Vec::new(),
            },
            form: self.note_form(form),
            credentials: self.note_dialog(dialog),
            accept_list: accept_list.map(|field| self.control(&field)),
            notes: notes.map(|field| self.control(&field)),
            is_translated: self.index.is_translated(),
            findings: Vec::new(),
        }
    }

    /// The permissions whose names stand on the page, at a box or not; the list of tokens has columns of these names.
    fn signs(&self) -> Vec<Term> {
        let known = form::known_boxes(&self.index, &self.labels);
        Term::ALL
            .into_iter()
            .filter(|term| {
                term.is_box()
                    && (known.iter().any(|(known, _)| known.label() == term.title())
                        || self.index.captions(*term).iter().any(|caption| {
                            !any_in(caption, form::is_column_header)
                                && !caption
                                    .ancestry()
                                    .any(|around| form::is_column_header(&around))
                        }))
            })
            .collect()
    }

    /// How often each thing that is looked for is there, form or not.
    pub fn findings(&self) -> Vec<Finding> {
        let known = form::known_boxes(&self.index, &self.labels);
        let count = |term: Term| {
            if term.is_box() {
                let named = known.iter();
                named
                    .filter(|(known, _)| known.label() == term.title())
                    .count()
            } else {
                form::outermost(self.index.captions(term)).len()
            }
        };
        Term::ALL
            .into_iter()
            .map(|term| Finding {
                term,
                count: count(term),
            })
            .collect()
    }

    /// The node of a control that was observed.
    pub fn node(&self, control: ControlId) -> Option<&N> {
        self.controls
            .get(control.0 as usize)
            .filter(|node| node.is_connected())
    }

    /// The form, as it was observed last.
    pub fn form(&self) -> Option<&FormParts<N>> {
        self.form.as_ref()
    }

    /// The next step of clearing the dataset field, if any is left. A step that was seen to change nothing is not taken again.
    pub fn next_clearing(&mut self) -> Option<Clearing<N>> {
        let field = self.form.as_ref()?.datasets.as_ref()?;
        self.clearing.next(field)
    }

    /// Whether something goes by the name of the button "OK", the one of the form or not.
    pub fn is_named_ok(&self, node: &N) -> bool {
        self.labels.is(Term::Ok, &name::of_control(node))
    }

    /// The credentials dialog, as it was observed last.
    pub fn dialog(&self) -> Option<&DialogParts<N>> {
        self.dialog.as_ref()
    }

    /// The two values, if both were observed for certain.
    pub fn values(&self) -> Option<Values> {
        let dialog = self.dialog.as_ref()?;
        Some(Values {
            key_id: dialog.key_id.seen()?.text.clone(),
            key_secret: dialog.key_secret.seen()?.text.clone(),
        })
    }

    /// Drops the values that were read.
    pub fn forget_values(&mut self) {
        if let Some(dialog) = &mut self.dialog {
            dialog.key_id = Sighting::Absent;
            dialog.key_secret = Sighting::Absent;
        }
    }

    /// Something to press that goes by a name, as an entry of the navigation does; a heading of the same words is not one.
    fn pressable(&mut self, term: Term) -> Sighting<ControlId> {
        let captions = form::outermost(self.index.captions(term));
        let (buttons, texts): (Vec<N>, Vec<N>) = captions.into_iter().partition(kind::is_pressable);
        let found = if buttons.is_empty() { texts } else { buttons };
        self.number(Sighting::of(found))
    }

    fn number(&mut self, sighting: Sighting<N>) -> Sighting<ControlId> {
        match sighting {
            Sighting::Seen(node) => Sighting::Seen(self.control(&node)),
            Sighting::Absent => Sighting::Absent,
            Sighting::Ambiguous { candidates } => Sighting::Ambiguous { candidates },
        }
    }

    fn control(&mut self, node: &N) -> ControlId {
        let place = self.controls.iter().position(|known| known == node);
        let place = place.unwrap_or_else(|| {
            self.controls.push(node.clone());
            self.controls.len() - 1
        });
        ControlId(u32::try_from(place).unwrap_or(u32::MAX))
    }

    fn note_form(&mut self, found: Sighting<FormParts<N>>) -> Sighting<TokenForm> {
        self.form = None;
        let parts = match found {
            Sighting::Seen(parts) => parts,
            Sighting::Absent => return Sighting::Absent,
            Sighting::Ambiguous { candidates } => return Sighting::Ambiguous { candidates },
        };
        for part in parts.boxes.iter().filter(|b| b.permission.is_named()) {
            self.index.recognise(&part.element, &part.permission);
        }
        let boxes = parts
            .boxes
            .iter()
            .map(|part| PermissionBox {
                control: self.control(&part.element),
                permission: part.permission.clone(),
                state: part.state,
                can_change: part.can_change,
            })
            .collect();
        let unknown = parts
            .unknown
            .iter()
            .map(|element| UnknownControl {
                control: self.control(element),
                name: name::of_control(element),
            })
            .collect();
        let datasets = match &parts.datasets {
            None => DatasetField::NotFound,
            Some(field) => {
                let control = self.control(&field.control);
                match field.reading {
                    Reading::Empty => DatasetField::Empty(control),
                    Reading::Filled { entries } => DatasetField::Filled { control, entries },
                    Reading::Unclear(reason) => DatasetField::Unclear { control, reason },
                }
            }
        };
        let submit = self.number(parts.submit.clone());
        let can_clear = parts
            .datasets
            .as_ref()
            .is_some_and(|field| self.clearing.has_left(field, &parts.boundary));
        let form = TokenForm {
            can_clear,
            mode: parts.mode,
            boxes,
            unknown,
            datasets,
            texts: parts
                .datasets
                .as_ref()
                .map(|field| field.texts.clone())
                .unwrap_or_default(),
            submit,
        };
        self.form = Some(parts);
        Sighting::Seen(form)
    }

    fn note_dialog(&mut self, found: Sighting<DialogParts<N>>) -> Sighting<CredentialsDialog> {
        self.dialog = None;
        let parts = match found {
            Sighting::Seen(parts) => parts,
            Sighting::Absent => return Sighting::Absent,
            Sighting::Ambiguous { candidates } => return Sighting::Ambiguous { candidates },
        };
        let place = |value: &Sighting<credentials::Value<N>>| match value {
            Sighting::Seen(value) => Sighting::Seen(value.element.clone()),
            Sighting::Absent => Sighting::Absent,
            Sighting::Ambiguous { candidates } => Sighting::Ambiguous {
                candidates: *candidates,
            },
        };
        let (key_id, key_secret) = (place(&parts.key_id), place(&parts.key_secret));
        let dialog = CredentialsDialog {
            key_id: self.number(key_id),
            key_secret: self.number(key_secret),
            close: parts.close.iter().map(|c| self.control(c)).collect(),
            download_csv: self.number(parts.download_csv.clone()),
            values: None,
        };
        self.dialog = Some(parts);
        Sighting::Seen(dialog)
    }
}
