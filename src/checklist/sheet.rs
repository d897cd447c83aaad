//! What can cover the list of steps: what a token is for, the screen check, a custom label, the page report.

use super::checklists::Checklists;
use super::command::Command;
use super::label::Term;
use super::lesson::{Lesson, LessonError, remember};
use super::message::{Message, Words};
use super::observation::{BoxState, DatasetField, Finding, Observation, Permission, Sighting};
use super::view::{Action, SheetRow, SheetView, StepState};

/// Which sheet is open.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    Purposes,
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
            (Action::ChoosePurpose, _) => self.page = Some(Page::Purposes),
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
    pub fn view(&self, observation: &Observation, checklists: &Checklists) -> Option<SheetView> {
        Some(match self.page.as_ref()? {
            Page::Purposes => purposes(checklists),
            Page::Check => self.check(observation, None),
            Page::Refused(error) => self.check(observation, Some(*error)),
            Page::Pointing(term) => SheetView {
                title: Message::PointTitle {
                    term: term.title().into(),
                }
                .into(),
                text: Message::PointText.into(),
                actions: vec![Action::DropLesson],
                rows: Vec::new(),
                report: None,
            },
            Page::Understood(lesson) => SheetView {
                title: Message::UseTitle {
                    term: lesson.term.title().into(),
                }
                .into(),
                text: Message::UseText {
                    control: lesson.control(),
                }
                .into(),
                actions: vec![
                    Action::KeepLesson,
                    Action::Teach(lesson.term),
                    Action::DropLesson,
                ],
                rows: Vec::new(),
                report: None,
            },
            Page::NotUnderstood(term, error) => SheetView {
                title: Message::CannotUseTitle {
                    term: term.title().into(),
                }
                .into(),
                text: error.message().into(),
                actions: vec![Action::Teach(*term), Action::DropLesson],
                rows: Vec::new(),
                report: None,
            },
            Page::Report(report) => SheetView {
                title: Message::ReportTitle.into(),
                text: Message::ReportText.into(),
                rows: Vec::new(),
                report: Some(report.clone()),
                actions: vec![Action::SaveReport, Action::CheckScreen],
            },
        })
    }

    fn check(&self, observation: &Observation, refused: Option<LessonError>) -> SheetView {
        let mut actions = vec![Action::LeaveSheet, Action::WriteReport];
        if !self.lessons.is_empty() {
            actions.push(Action::ExportLessons);
        }
        let text = match refused {
            Some(error) => error.message(),
            None if self.is_fixed => Message::CheckFixed,
            None => {
                actions.push(Action::ImportLessons);
                Message::CheckText
            }
        };
        SheetView {
            title: Message::CheckTitle.into(),
            text: text.into(),
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
            let control = lesson.control();
            detail.push(Message::CustomLabel { control });
        }
        let action = match (self.is_fixed, lesson, state) {
            (true, ..) | (_, None, StepState::Done) => None,
            (_, Some(_), _) => Some(Action::Forget(term)),
            (_, None, _) => Some(Action::Teach(term)),
        };
        SheetRow {
            title: term.title().into(),
            detail: detail.into(),
            state,
            words: Words::from(match state {
                StepState::Done => Message::RowFound,
                StepState::Todo => Message::RowNotFound,
                _ => Message::RowUncertain,
            }),
            action,
        }
    }
}

fn purposes(checklists: &Checklists) -> SheetView {
    let rows = (0..).zip(checklists.all()).map(|(number, one)| {
        let is_chosen = one == checklists.chosen();
        let (state, words) = if is_chosen {
            (StepState::Done, Message::RowChosen)
        } else {
            (StepState::Todo, Message::RowNotChosen)
        };
        SheetRow {
            title: one.title.clone(),
            detail: one.settings(false).into(),
            state,
            words: words.into(),
            action: (!is_chosen).then_some(Action::Purpose(number)),
        }
    });
    SheetView {
        title: Message::PurposesTitle.into(),
        text: Message::PurposesText.into(),
        rows: rows.collect(),
        actions: vec![Action::LeaveSheet],
        report: None,
    }
}

/// What is known of one term: first from the form or the dialog, else from the words on the page.
fn finding(term: Term, observation: &Observation) -> (StepState, Vec<Message>) {
    let certain = |detail: Message| (StepState::Done, vec![detail]);
    if let Some(form) = observation.form.seen() {
        let permission = match term {
            Term::CanAccessApi => Some(Permission::CanAccessApi),
            Term::CanSendEvents => Some(Permission::CanSendEvents),
            Term::IsEnabled => Some(Permission::IsEnabled),
            _ => None,
        };
        let found = permission.and_then(|p| form.boxes.iter().find(|b| b.permission == p));
        match (found.map(|b| b.state), term) {
            (Some(BoxState::On), _) => return certain(Message::FindingSelected),
            (Some(BoxState::Off), _) => return certain(Message::FindingNotSelected),
            (Some(BoxState::Mixed), _) => return certain(Message::FindingPartlySelected),
            (None, Term::Datasets) => match form.datasets {
                DatasetField::Empty(_) => return certain(Message::FindingEmpty),
                DatasetField::Confirmed(_) => return certain(Message::FindingEmptyConfirmed),
                DatasetField::Filled { .. } => return certain(Message::FindingFilled),
                DatasetField::Unclear { .. } => {
                    return (StepState::Unknown, vec![Message::FindingUnclear]);
                }
                DatasetField::NotFound => {}
            },
            (None, Term::Ok) if form.submit.seen().is_some() => {
                return (StepState::Done, Vec::new());
            }
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
            Some(Sighting::Seen(_)) => return certain(Message::FindingValue),
            Some(Sighting::Absent) => {
                return (StepState::Unknown, vec![Message::FindingNoValue]);
            }
            Some(Sighting::Ambiguous { .. }) => {
                return (StepState::Unknown, vec![Message::FindingTwoValues]);
            }
            None => {}
        }
        if term == Term::Close && !dialog.close.is_empty() {
            return (StepState::Done, Vec::new());
        }
    }
    let count = observation
        .findings
        .iter()
        .find(|Finding { term: found, .. }| *found == term)
        .map_or(0, |found| found.count);
    match count {
        0 => (StepState::Todo, Vec::new()),
        1 => (StepState::Done, Vec::new()),
        _ if term.is_box() => (StepState::Unknown, vec![Message::FindingBoxesTwice]),
        _ => (StepState::Done, vec![Message::FindingTwice]),
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
        let view = sheet
            .view(&Observation::default(), &Checklists::default())
            .unwrap();
        let found = view
            .rows
            .into_iter()
            .find(|row| row.title == Words::from(term.title()));
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
        let view = sheet
            .view(&Observation::default(), &Checklists::default())
            .unwrap();
        assert_eq!(view.text, LessonError::LooksLikeValue.message());
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
        let view = sheet
            .view(&Observation::default(), &Checklists::default())
            .unwrap();
        assert_eq!(view.report.as_deref(), Some("page"));
        let saved = sheet.asked(Action::SaveReport);
        assert_eq!(saved, [Command::SaveReport("page".to_owned())]);
        sheet.asked(Action::CheckScreen);
        sheet.asked(Action::LeaveSheet);
        assert_eq!(
            sheet.view(&Observation::default(), &Checklists::default()),
            None
        );
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
        assert!(detail.contains(&Message::FindingBoxesTwice));
        assert_eq!(finding(Term::Ok, &observation).0, StepState::Todo);
    }
}
