//! What can cover the list of steps: the screen check, a custom label, the page report.

use super::command::Command;
use super::label::Term;
use super::lesson::{Lesson, LessonError, remember};
use super::observation::{BoxState, DatasetField, Finding, Observation, Permission, Sighting};
use super::view::{Action, SheetRow, SheetView, StepState};

/// Which sheet is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    Check,
    Pointing(Term),
    Understood(Lesson),
    NotUnderstood(Term, LessonError),
    Refused(LessonError),
    Report(String),
}

/// The sheet over the list of steps, and the custom labels.
#[derive(Debug, Default)]
pub struct Sheet {
    page: Option<Page>,
    lessons: Vec<Lesson>,
    /// Set by the organization: shown here, but cannot be removed here.
    is_fixed: bool,
}

impl Sheet {
    /// Whether a sheet is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.page.is_some()
    }

    /// Whether the findings are shown now.
    #[must_use]
    pub fn wants_findings(&self) -> bool {
        matches!(self.page, Some(Page::Check | Page::Refused(_)))
    }

    /// What the admin is asked to point at.
    #[must_use]
    pub fn pointing_at(&self) -> Option<Term> {
        match self.page {
            Some(Page::Pointing(term)) => Some(term),
            _ => None,
        }
    }

    /// The custom labels that apply.
    #[must_use]
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// Other custom labels apply from now on.
    pub fn set_lessons(&mut self, lessons: Vec<Lesson>, is_fixed: bool) {
        self.lessons = lessons;
        self.is_fixed = is_fixed;
    }

    /// The admin pointed at something.
    pub fn pointed(&mut self, shown: Result<Lesson, LessonError>) {
        if let Some(Page::Pointing(term)) = self.page {
            self.page = Some(match shown {
                Ok(lesson) => Page::Understood(lesson),
                Err(error) => Page::NotUnderstood(term, error),
            });
        }
    }

    /// The chosen file could not be imported.
    pub fn refused(&mut self, error: LessonError) {
        self.page = Some(Page::Refused(error));
    }

    /// The page report was written.
    pub fn reported(&mut self, report: String) {
        self.page = Some(Page::Report(report));
    }

    /// The admin pressed a button of the sheet.
    pub fn asked(&mut self, action: Action) -> Vec<Command> {
        match (action, self.page.take()) {
            (Action::CheckScreen | Action::DropLesson, _) => self.page = Some(Page::Check),
            (Action::Teach(term), _) if !self.is_fixed => self.page = Some(Page::Pointing(term)),
            (Action::KeepLesson, Some(Page::Understood(lesson))) => {
                remember(&mut self.lessons, lesson);
                self.page = Some(Page::Check);
                return vec![Command::KeepLessons];
            }
            (Action::Forget(term), page) if !self.is_fixed => {
                self.page = page;
                self.lessons.retain(|lesson| lesson.term != term);
                return vec![Command::KeepLessons];
            }
            (Action::WriteReport, page) => {
                self.page = page;
                return vec![Command::WriteReport];
            }
            (Action::SaveReport, Some(Page::Report(report))) => {
                self.page = Some(Page::Report(report.clone()));
                return vec![Command::SaveReport(report)];
            }
            (Action::ExportLessons, page) => {
                self.page = page;
                return vec![Command::ExportLessons];
            }
            (Action::ImportLessons, page) if !self.is_fixed => {
                self.page = page;
                return vec![Command::ImportLessons];
            }
            (Action::LeaveSheet, _) => {}
            (_, page) => self.page = page,
        }
        Vec::new()
    }

    /// What is to be drawn.
    #[must_use]
    pub fn view(&self, observation: &Observation) -> Option<SheetView> {
        Some(match self.page.as_ref()? {
            Page::Check => self.check(observation, None),
            Page::Refused(error) => self.check(observation, Some(*error)),
            Page::Pointing(term) => SheetView {
                title: ["Point at “", term.title(), "”"].concat(),
                text: "Click it on the page, or press Tab to reach it and then Enter. The page does not notice, and Trivet does not read field values.".to_owned(),
                actions: vec![Action::DropLesson],
                ..SheetView::default()
            },
            Page::Understood(lesson) => SheetView {
                title: ["Use this for “", lesson.term.title(), "”?"].concat(),
                text: [
                    "Trivet will use ",
                    &lesson.in_words(),
                    " for it on every screen of this console. It stores only these words, in this browser.",
                ]
                .concat(),
                actions: vec![
                    Action::KeepLesson,
                    Action::Teach(lesson.term),
                    Action::DropLesson,
                ],
                ..SheetView::default()
            },
            Page::NotUnderstood(term, error) => SheetView {
                title: ["Cannot use this for “", term.title(), "”"].concat(),
                text: error.to_string(),
                actions: vec![Action::Teach(*term), Action::DropLesson],
                ..SheetView::default()
            },
            Page::Report(report) => SheetView {
                title: "Page report".to_owned(),
                text: "The file will contain only what you see here: this screen's structure and words that Trivet knows. It leaves out all other words and everything in fields, tables, and lists.".to_owned(),
                report: Some(report.clone()),
                actions: vec![Action::SaveReport, Action::CheckScreen],
                ..SheetView::default()
            },
        })
    }

    fn check(&self, observation: &Observation, refused: Option<LessonError>) -> SheetView {
        let mut actions = vec![Action::LeaveSheet, Action::WriteReport];
        if !self.lessons.is_empty() {
            actions.push(Action::ExportLessons);
        }
        let text = match refused {
            Some(error) => error.to_string(),
            None if self.is_fixed => {
                "What Trivet finds on this screen now. Your organization has set the custom labels."
                    .to_owned()
            }
            None => {
                actions.push(Action::ImportLessons);
                "What Trivet finds on this screen now. Not everything is on every screen. Point at anything that Trivet does not find.".to_owned()
            }
        };
        SheetView {
            title: "Screen check".to_owned(),
            text,
            rows: Term::ALL
                .into_iter()
                .filter(|term| {
                    !matches!(term, Term::EditingToken | Term::Notes | Term::IpAcceptList)
                })
                .map(|term| self.row(term, observation))
                .collect(),
            report: None,
            actions,
        }
    }

    fn row(&self, term: Term, observation: &Observation) -> SheetRow {
        let (state, mut detail) = finding(term, observation);
        let lesson = self.lessons.iter().find(|lesson| lesson.term == term);
        if let Some(lesson) = lesson {
            if !detail.is_empty() {
                detail.push_str(". ");
            }
            detail.push_str("Custom label: ");
            detail.push_str(&lesson.in_words());
        }
        let action = match (self.is_fixed, lesson, state) {
            (true, ..) | (_, None, StepState::Done) => None,
            (_, Some(_), _) => Some(Action::Forget(term)),
            (_, None, _) => Some(Action::Teach(term)),
        };
        SheetRow {
            title: term.title(),
            detail,
            state,
            action,
        }
    }
}

/// What is known of one term: first from the form or the dialog, else from the words on the page.
fn finding(term: Term, observation: &Observation) -> (StepState, String) {
    let certain = |detail: &str| (StepState::Done, detail.to_owned());
    if let Some(form) = observation.form.seen() {
        let permission = match term {
            Term::CanAccessApi => Some(Permission::CanAccessApi),
            Term::CanSendEvents => Some(Permission::CanSendEvents),
            Term::IsEnabled => Some(Permission::IsEnabled),
            _ => None,
        };
        let found = permission.and_then(|p| form.boxes.iter().find(|b| b.permission == p));
        match (found.map(|b| b.state), term) {
            (Some(BoxState::On), _) => return certain("selected"),
            (Some(BoxState::Off), _) => return certain("not selected"),
            (Some(BoxState::Mixed), _) => return certain("partly selected"),
            (None, Term::Datasets) => match form.datasets {
                DatasetField::Empty(_) => return certain("empty"),
                DatasetField::Confirmed(_) => return certain("empty, confirmed by you"),
                DatasetField::Filled { .. } => return certain("not empty"),
                DatasetField::Unclear { .. } => {
                    let text = "Trivet cannot tell whether it is empty";
                    return (StepState::Unknown, text.to_owned());
                }
                DatasetField::NotFound => {}
            },
            (None, Term::Ok) if form.submit.seen().is_some() => return certain(""),
            (None, _) => {}
        }
    }
    if let Some(dialog) = observation.credentials.seen() {
        let value = match term {
            Term::KeyId => Some(&dialog.key_id),
            Term::KeySecret => Some(&dialog.key_secret),
            _ => None,
        };
        match value {
            Some(Sighting::Seen(_)) => return certain("value found"),
            Some(Sighting::Absent) => {
                return (StepState::Unknown, "value not recognized".to_owned());
            }
            Some(Sighting::Ambiguous { .. }) => {
                let text = "more than one possible value; Trivet uses none";
                return (StepState::Unknown, text.to_owned());
            }
            None => {}
        }
        if term == Term::Close && !dialog.close.is_empty() {
            return certain("");
        }
    }
    let count = observation
        .findings
        .iter()
        .find(|Finding { term: found, .. }| *found == term)
        .map_or(0, |found| found.count);
    match count {
        0 => (StepState::Todo, String::new()),
        1 => (StepState::Done, String::new()),
        _ if term.is_box() => (
            StepState::Unknown,
            "found more than once; Trivet changes none".to_owned(),
        ),
        _ => (StepState::Done, "found more than once".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taught(term: Term) -> Lesson {
        Lesson::new(term, "checkbox", "API access", "Permissions").unwrap()
    }

    fn open() -> Sheet {
        let mut sheet = Sheet::default();
        assert!(sheet.asked(Action::CheckScreen).is_empty());
        sheet
    }

    fn row(sheet: &Sheet, term: Term) -> SheetRow {
        let view = sheet.view(&Observation::default()).unwrap();
        let found = view.rows.into_iter().find(|row| row.title == term.title());
        found.unwrap()
    }

    #[test]
    fn what_was_pointed_at_is_kept_only_when_the_admin_says_so() {
        let mut sheet = open();
        assert_eq!(
            row(&sheet, Term::CanAccessApi).action,
            Some(Action::Teach(Term::CanAccessApi))
        );
        sheet.asked(Action::Teach(Term::CanAccessApi));
        assert_eq!(sheet.pointing_at(), Some(Term::CanAccessApi));
        sheet.pointed(Ok(taught(Term::CanAccessApi)));
        assert!(sheet.lessons().is_empty());
        sheet.asked(Action::DropLesson);
        assert!(sheet.lessons().is_empty());
        sheet.asked(Action::Teach(Term::CanAccessApi));
        sheet.pointed(Ok(taught(Term::CanAccessApi)));
        assert_eq!(sheet.asked(Action::KeepLesson), [Command::KeepLessons]);
        assert_eq!(sheet.lessons().len(), 1);
        assert_eq!(
            row(&sheet, Term::CanAccessApi).action,
            Some(Action::Forget(Term::CanAccessApi))
        );
        assert_eq!(
            sheet.asked(Action::Forget(Term::CanAccessApi)),
            [Command::KeepLessons]
        );
        assert!(sheet.lessons().is_empty());
    }

    #[test]
    fn what_is_not_understood_is_said_and_can_be_tried_again() {
        let mut sheet = open();
        sheet.asked(Action::Teach(Term::KeyId));
        sheet.pointed(Err(LessonError::LooksLikeValue));
        let view = sheet.view(&Observation::default()).unwrap();
        assert_eq!(view.text, LessonError::LooksLikeValue.to_string());
        assert_eq!(view.actions[0], Action::Teach(Term::KeyId));
        // Nothing was pointed at now: a late answer changes nothing.
        sheet.pointed(Ok(taught(Term::CanAccessApi)));
        assert!(sheet.asked(Action::KeepLesson).is_empty());
    }

    #[test]
    fn an_organizations_lessons_stay() {
        let mut sheet = open();
        sheet.set_lessons(vec![taught(Term::CanAccessApi)], true);
        assert_eq!(row(&sheet, Term::CanAccessApi).action, None);
        sheet.asked(Action::Forget(Term::CanAccessApi));
        sheet.asked(Action::Teach(Term::Ok));
        assert_eq!(sheet.lessons().len(), 1);
        assert_eq!(sheet.pointing_at(), None);
    }

    #[test]
    fn only_the_report_that_was_shown_is_saved() {
        let mut sheet = open();
        assert_eq!(sheet.asked(Action::WriteReport), [Command::WriteReport]);
        assert!(sheet.asked(Action::SaveReport).is_empty());
        sheet.reported("page".to_owned());
        let view = sheet.view(&Observation::default()).unwrap();
        assert_eq!(view.report.as_deref(), Some("page"));
        let saved = sheet.asked(Action::SaveReport);
        assert_eq!(saved, [Command::SaveReport("page".to_owned())]);
        sheet.asked(Action::CheckScreen);
        sheet.asked(Action::LeaveSheet);
        assert_eq!(sheet.view(&Observation::default()), None);
    }

    #[test]
    fn two_boxes_of_one_name_are_said_to_be_two() {
        let observation = Observation {
            findings: vec![Finding {
                term: Term::IsEnabled,
                count: 2,
            }],
            ..Observation::default()
        };
        let (state, detail) = finding(Term::IsEnabled, &observation);
        assert_eq!(state, StepState::Unknown);
        assert!(detail.contains("Trivet changes none"));
        assert_eq!(finding(Term::Ok, &observation).0, StepState::Todo);
    }
}
