//! What a token is for. Each purpose has a checklist, and a checklist is a value: those that Salesforce documents are built
//! in, and an organization's policy can add its own.
//!
//! Source: Salesforce Help, "Configure an API Token for Personalization Experiences", "Look Up and Delete a User", and
//! "Authenticated Events".

use crate::label::fold;
use crate::message::{Message, Words};
use crate::observation::Permission;
use std::borrow::Cow;
use std::rc::Rc;

/// What a form must look like for a token of one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// The name by which it is stored, and by which a policy names it.
    pub id: Cow<'static, str>,
    /// What its tokens are for.
    pub title: Words,
    /// The permissions that must be selected.
    pub on: Vec<Permission>,
    /// The permissions that must not be selected.
    pub off: Vec<Permission>,
    /// Whether permissions that neither list names may be selected.
    pub allows_others: bool,
    /// Whether the token may be restricted to datasets.
    pub allows_datasets: bool,
    /// Whether its credentials go into the named credential of the managed package next.
    pub is_for_package: bool,
}

impl Default for Checklist {
    fn default() -> Self {
        Self::package()
    }
}

impl Checklist {
    /// What every token for this purpose needs, where nothing is documented: the admin decides.
    fn free(id: &'static str, title: impl Into<Words>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            on: Vec::new(),
            off: Vec::new(),
            allows_others: true,
            allows_datasets: true,
            is_for_package: false,
        }
    }

    /// The managed package "Personalization for Sales and Service Cloud".
    #[must_use]
    pub fn package() -> Self {
        Self {
            on: Permission::NAMED.to_vec(),
            allows_others: false,
            allows_datasets: false,
            is_for_package: true,
            ..Self::free("package", Message::PurposePackage)
        }
    }

    /// "Keep the default permissions": a new token can send events and cannot access the API.
    fn deletion() -> Self {
        Self {
            on: vec![Permission::CanSendEvents],
            off: vec![Permission::CanAccessApi],
            ..Self::free("user-deletion", Message::PurposeDeletion)
        }
    }

    fn events() -> Self {
        Self {
            on: vec![Permission::CanSendEvents],
            ..Self::free("authenticated-events", Message::PurposeEvents)
        }
    }

    fn built_in() -> Vec<Self> {
        let other = Self::free("other", Message::PurposeOther);
        vec![Self::package(), Self::deletion(), Self::events(), other]
    }

    /// Whether one that an organization wrote can be meant.
    fn check(&self) -> Result<(), ChecklistError> {
        let named: Vec<&Permission> = self.on.iter().chain(&self.off).collect();
        let mut rest = named.iter();
        while let Some(one) = rest.next() {
            if rest.clone().any(|other| one.is(other)) {
                return Err(ChecklistError::Contradictory);
            }
        }
        let is_named =
            |title: &Words| !matches!(title, Words::Own(title) if title.trim().is_empty());
        if !self.id.trim().is_empty() && is_named(&self.title) {
            Ok(())
        } else {
            Err(ChecklistError::Nameless)
        }
    }

    /// Whether nothing of a form is left to the admin.
    #[must_use]
    pub fn checks_all(&self) -> bool {
        !self.allows_others && !self.allows_datasets
    }

    /// Whether it says something of this permission by name.
    pub(crate) fn names(&self, permission: &Permission) -> bool {
        let mut named = self.on.iter().chain(&self.off);
        named.any(|one| one.is(permission))
    }

    /// Whether a permission must be selected, must not be, or may be either.
    #[must_use]
    pub fn wants(&self, permission: &Permission) -> Option<bool> {
        let names = |list: &[Permission]| list.iter().any(|one| one.is(permission));
        if names(&self.on) {
            Some(true)
        } else if names(&self.off) || !self.allows_others {
            Some(false)
        } else {
            None
        }
    }

    /// Whether there is anything to check on a form.
    #[must_use]
    pub fn checks_form(&self) -> bool {
        !(self.on.is_empty() && self.off.is_empty() && self.allows_others && self.allows_datasets)
    }

    /// Its settings: "Only Can access API and Is enabled. No dataset."
    pub(crate) fn settings(&self, is_confirmed: bool) -> Vec<Message> {
        let mut sentences = Vec::new();
        let permission_list = list(&self.on);
        match (self.on.is_empty(), self.allows_others) {
            (false, false) => sentences.push(Message::WantsOnly { permission_list }),
            (false, true) => sentences.push(Message::WantsSelected { permission_list }),
            (true, false) => sentences.push(Message::WantsNone),
            (true, true) => {}
        }
        if !self.off.is_empty() && self.allows_others {
            let permission_list = list(&self.off);
            sentences.push(Message::WantsNotSelected { permission_list });
        }
        if !self.allows_datasets {
            sentences.push(if is_confirmed {
                Message::NoDatasetConfirmed
            } else {
                Message::NoDataset
            });
        }
        if sentences.is_empty() {
            sentences.push(Message::WantsNothing);
        }
        sentences
    }
}

fn list(permissions: &[Permission]) -> Rc<[Words]> {
    let names = permissions.iter().map(|one| one.short().into());
    names.collect()
}

/// The purposes that an admin can choose from, and the chosen one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklists {
    all: Vec<Checklist>,
    chosen: Checklist,
}

impl Default for Checklists {
    fn default() -> Self {
        Self {
            all: Checklist::built_in(),
            chosen: Checklist::package(),
        }
    }
}

impl Checklists {
    /// The built-in ones and those of an organization, or those of them that it allows: in the order in which it names them.
    ///
    /// # Errors
    ///
    /// Two have one name, or one is allowed that there is not.
    pub fn of_organization(
        added: Vec<Checklist>,
        allowed: &[String],
    ) -> Result<Self, ChecklistError> {
        let mut all = Checklist::built_in();
        for checklist in added {
            checklist.check()?;
            if all.iter().any(|other| other.id == checklist.id) {
                return Err(ChecklistError::Twice);
            }
            all.push(checklist);
        }
        if !allowed.is_empty() {
            let find = |id: &String| all.iter().find(|one| one.id == *id).cloned();
            let found: Option<Vec<Checklist>> = allowed.iter().map(find).collect();
            all = found.ok_or(ChecklistError::Unknown)?;
        }
        let chosen = all.first().cloned().ok_or(ChecklistError::Unknown)?;
        Ok(Self { all, chosen })
    }

    /// All that can be chosen, the default first.
    #[must_use]
    pub fn all(&self) -> &[Checklist] {
        &self.all
    }

    /// The one that applies.
    #[must_use]
    pub fn chosen(&self) -> &Checklist {
        &self.chosen
    }

    /// Chooses by name. A name that there is not, of a policy that was taken back, changes nothing.
    pub fn choose(&mut self, id: &str) {
        if let Some(found) = self.all.iter().find(|one| one.id == id) {
            self.chosen.clone_from(found);
        }
    }

    /// The name of the one with this number.
    pub(crate) fn id(&self, number: usize) -> Option<&str> {
        self.all.get(number).map(|one| &*one.id)
    }
}

/// Why an organization's checklists do not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChecklistError {
    /// Two checklists have one name.
    #[error("two checklists have the same name; give each its own")]
    Twice,
    /// It names a permission twice.
    #[error("a checklist names a permission twice; name it once")]
    Contradictory,
    /// Its name or its title is empty.
    #[error("a checklist has no name or no title; give it both")]
    Nameless,
    /// One is allowed that there is not.
    #[error("a checklist is allowed that does not exist; correct its name")]
    Unknown,
}

impl Permission {
    /// Whether both are the same, however the page and a policy write it.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Other(one), Self::Other(other)) => fold(one) == fold(other),
            // Asked for every box of a form, however many there are.
            _ => self == other,
        }
    }

    /// The permission that the console shows under a label.
    #[must_use]
    pub fn labeled(label: &str) -> Self {
        let folded = fold(label);
        let named = Self::NAMED.into_iter();
        let found = named.into_iter().find(|one| fold(one.label()) == folded);
        found.unwrap_or_else(|| Self::Other(label.trim().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::english;

    fn own(id: &'static str) -> Checklist {
        Checklist::free(id, "Loyalty app")
    }

    #[test]
    fn each_says_what_it_asks_for() {
        let words: Vec<String> = Checklist::built_in()
            .iter()
            .map(|one| english().paragraph(&one.settings(false)))
            .collect();
        assert_eq!(
            words,
            [
                "Only Can access API, Can send events, and Is enabled. No dataset.",
                "Selected: Can send events. Not selected: Can access API.",
                "Selected: Can send events.",
                "Trivet checks nothing on this form.",
            ]
        );
        let two = Checklist {
            on: vec![
                Permission::labeled("IS ENABLED:"),
                Permission::labeled("Export "),
            ],
            ..Checklist::package()
        };
        let text = "Only Is enabled and Export. No dataset, confirmed by you.";
        assert_eq!(english().paragraph(&two.settings(true)), text);
    }

    #[test]
    fn a_label_is_the_same_however_it_is_written() {
        assert_eq!(
            Permission::labeled("can access API *"),
            Permission::CanAccessApi
        );
        let exports = Checklist {
            on: vec![Permission::labeled("Can export")],
            ..own("loyalty")
        };
        let on_page = Permission::Other("can  export:".to_owned());
        assert_eq!(exports.wants(&on_page), Some(true));
        assert_eq!(exports.wants(&Permission::IsEnabled), None);
        assert_eq!(Checklist::package().wants(&on_page), Some(false));
    }

    #[test]
    fn an_organization_adds_and_limits() {
        let allowed = ["loyalty", "package"].map(str::to_owned);
        let mut checklists = Checklists::of_organization(vec![own("loyalty")], &allowed).unwrap();
        assert_eq!(checklists.chosen().id, "loyalty");
        checklists.choose("user-deletion");
        assert_eq!(checklists.chosen().id, "loyalty", "it is not allowed");
        checklists.choose("package");
        assert_eq!(*checklists.chosen(), Checklist::package());
        assert_eq!(checklists.id(0), Some("loyalty"));
        assert_eq!(checklists.id(2), None);

        let twice = Checklists::of_organization(vec![own("package")], &[]);
        assert_eq!(twice, Err(ChecklistError::Twice));
        let contradictory = Checklist {
            on: vec![Permission::labeled("Export")],
            off: vec![Permission::labeled("export:")],
            ..own("loyalty")
        };
        let contradictory = Checklists::of_organization(vec![contradictory], &[]);
        assert_eq!(contradictory, Err(ChecklistError::Contradictory));
        let nameless = Checklists::of_organization(vec![own(" ")], &[]);
        assert_eq!(nameless, Err(ChecklistError::Nameless));
        let unknown = Checklists::of_organization(Vec::new(), &["loyalty".to_owned()]);
        assert_eq!(unknown, Err(ChecklistError::Unknown));
    }
}
