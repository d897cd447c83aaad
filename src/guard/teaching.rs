//! What the admin teaches, and the files that go with it: the lessons of this console, the page report.

use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::attempt::{Attempt, Deed};
use super::browser;
use super::state::State;
use trivet_checklist::Action;
use trivet_checklist::label::Term;
use trivet_checklist::lesson::{Lesson, LessonError, LessonFile};
use trivet_page::web::{self, WebNode};
use trivet_page::{report, teach};

/// The lessons in what the storage holds; none where it holds anything else.
pub fn stored(stored: &JsValue) -> Vec<Lesson> {
    LessonFile::read(&trivet_webext::plain(stored)).unwrap_or_default()
}

/// The lessons in a file's text.
pub fn in_file(text: &JsValue) -> Result<Vec<Lesson>, LessonError> {
    let text = text.as_string().ok_or(LessonError::NoLessons)?;
    let json = js_sys::JSON::parse(&text).map_err(|_| LessonError::NoLessons)?;
    LessonFile::read(&trivet_webext::plain(&json))
}

impl State {
    /// What was taught before.
    pub(crate) fn set_lessons(&mut self, lessons: Vec<Lesson>) {
        if !lessons.is_empty() {
            self.lessons = lessons;
            self.apply_lessons();
        }
    }

    /// The admin points at something; the page must not notice.
    pub(crate) fn point(&mut self, term: Term, event: &Event, attempt: &Attempt) {
        if matches!(attempt.deed, Deed::Focus) || event.type_() == "input" {
            return;
        }
        let is_key = matches!(attempt.deed, Deed::Change) && event.type_().starts_with("key");
        if is_key {
            // Tab and the arrows find the way.
            return;
        }
        event.prevent_default();
        event.stop_immediate_propagation();
        if !attempt.is_trusted {
            return;
        }
        match event.type_().as_str() {
            "keydown" if attempt.deed == Deed::Escape => self.asked(Action::DropLesson),
            "click" | "keydown" => {
                let lesson = teach::describe(term, &attempt.target);
                self.run.sheet.pointed(lesson);
                self.read();
            }
            _ => {}
        }
    }

    /// While the admin points, what is under the pointer is ringed.
    pub(crate) fn follow_pointer(&mut self) {
        let is_pointing = self.run.sheet.pointing_at().is_some();
        let area = is_pointing.then(|| web::hovered(&self.document)).flatten();
        if let Some(overlay) = &mut self.overlay {
            overlay.ring(area.and_then(|node| node.area()));
        }
    }

    pub(crate) fn keep_lessons(&mut self) {
        self.lessons = self.run.sheet.lessons().to_vec();
        if let Ok(file) = trivet_webext::value(&LessonFile::of(&self.lessons)) {
            browser::store(&self.lessons_key, &file);
        }
        self.apply_lessons();
    }

    pub(crate) fn export_lessons(&mut self) {
        let file = LessonFile::of(self.run.sheet.lessons());
        let json = trivet_webext::value(&file)
            .and_then(|file| {
                let indent = JsValue::from(2);
                js_sys::JSON::stringify_with_replacer_and_space(&file, &JsValue::NULL, &indent)
            })
            .map(String::from);
        if let (Ok(json), Some(overlay)) = (json, &self.overlay) {
            overlay.save_file("trivet-lessons.json", &json);
        }
    }

    pub(crate) fn import_lessons(&mut self) {
        if let (Some(overlay), Some(ties)) = (&self.overlay, &self.ties) {
            overlay.choose_file(ties.on_file.as_ref().unchecked_ref());
        }
    }

    /// A file was chosen.
    pub(crate) fn chosen(&mut self, lessons: Result<Vec<Lesson>, LessonError>) {
        match lessons {
            Ok(lessons) => {
                self.run.sheet.set_lessons(lessons, false);
                self.run.sheet.asked(Action::CheckScreen);
                self.keep_lessons();
            }
            Err(error) => self.run.sheet.refused(error),
        }
        self.read();
    }

    pub(crate) fn write_report(&mut self) {
        if let Some(root) = self.document.document_element() {
            let report = report::write(&WebNode(root.into()), &self.observation);
            self.run.sheet.reported(report);
        }
    }

    pub(crate) fn save_report(&self, report: &str) {
        if let Some(overlay) = &self.overlay {
            overlay.save_file("trivet-page-report.txt", report);
        }
    }
}
