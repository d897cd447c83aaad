//! What an admin points at, as a description by which it is found again.

use super::kind::{BOXES, is_box, is_pressable, state_of};
use super::name;
use super::node::Node;
use trivet_checklist::label::{Term, fold};
use trivet_checklist::lesson::{Lesson, LessonError};

/// How far around the place pointed at the control may be.
const REACH: usize = 4;

/// Describes what stands at a place of the page, as `term`.
///
/// # Errors
///
/// [`LessonError`] when nothing there can be described, or nothing that `term` could be.
pub fn describe<N: Node>(term: Term, place: &N) -> Result<Lesson, LessonError> {
    if term.is_box() {
        let element = box_at(place).ok_or(LessonError::NoBox)?;
        let name = name::of_box(&element)
            .into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_default();
        let role = element.role();
        let role = if role.is_empty() { "checkbox" } else { &role };
        return Lesson::new(term, role, &name, &group_of(&element));
    }
    let control = place.ancestry().take(REACH).find(|around| {
        is_pressable(around) || name::has_field(around) && around.children().is_empty()
    });
    if let Some(control) = control {
        let name = name::of_control(&control);
        return Lesson::new(term, role_of(&control), &name, &group_of(&control));
    }
    let words = place
        .ancestry()
        .take(REACH)
        .filter(|around| !around.is_text())
        .find_map(|around| name::caption(&around).filter(|words| !words.trim().is_empty()));
    Lesson::new(term, "text", &words.unwrap_or_default(), &group_of(place))
}

/// Whether a box is the one that a lesson describes, its group included.
pub fn is_as_taught<N: Node>(lesson: &Lesson, element: &N) -> bool {
    let named = name::of_box(element)
        .iter()
        .any(|name| fold(name) == lesson.name);
    named && fold(&group_of(element)) == lesson.near
}

/// The check box at a place: itself, around it, or the only one beside it.
fn box_at<N: Node>(place: &N) -> Option<N> {
    if let Some(around) = place.ancestry().take(REACH).find(|around| is_box(around)) {
        return Some(around);
    }
    for around in place.ancestry().filter(|a| !a.is_text()).take(REACH) {
        let mut boxes = around.select_all(BOXES);
        boxes.retain(|element| state_of(element).is_some());
        match boxes.len() {
            0 => {}
            1 => return boxes.pop(),
            _ => return None,
        }
    }
    None
}

fn role_of<N: Node>(control: &N) -> &'static str {
    match (control.role().as_str(), control.tag().as_str()) {
        ("link", _) | ("", "a") => "link",
        ("button" | "menuitem" | "tab", _) | ("", "button") => "button",
        (_, "input" | "textarea" | "select") if control.selected_options().is_some() => "listbox",
        (_, "input") if is_button(control) => "button",
        (_, "input" | "textarea") => "textbox",
        _ => "text",
    }
}

fn is_button<N: Node>(input: &N) -> bool {
    matches!(
        name::attribute(input, "type").to_ascii_lowercase().as_str(),
        "submit" | "button" | "reset" | "image"
    )
}

/// The name of the group that an element stands in: what tells two controls of one name apart.
pub fn group_of<N: Node>(element: &N) -> String {
    for around in element.ancestry().skip(1) {
        let legend = around
            .children()
            .into_iter()
            .find(|child| around.tag() == "fieldset" && child.tag() == "legend");
        let is_group = matches!(
            around.role().as_str(),
            "group" | "region" | "dialog" | "tabpanel" | "form"
        );
        let name = match legend {
            Some(legend) => name::caption(&legend).unwrap_or_default(),
            None if is_group => name::of_group(&around),
            None => String::new(),
        };
        if !name.trim().is_empty() {
            return name;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::super::Reader;
    use super::super::sample::SampleNode;
    use super::*;
    use trivet_checklist::Sighting;
    use trivet_checklist::label::Labels;
    use trivet_checklist::message::english;

    fn point(term: Term, html: &str) -> Result<Lesson, LessonError> {
        describe(term, &SampleNode::page(html).find("#here"))
    }

    fn words(term: Term, html: &str) -> String {
        let lesson = point(term, html).expect("a lesson");
        english().words(&lesson.control())
    }

    #[test]
    fn a_box_is_described_from_wherever_one_points_at_it() {
        for html in [
            "<fieldset><legend>Rights</legend><label><input type=checkbox id=here> API calls</label></fieldset>",
            "<fieldset><legend>Rights</legend><label id=here><input type=checkbox> API calls</label></fieldset>",
            "<div role=group aria-label=Rights><table><tr><td><div role=checkbox></div></td><td><b id=here>API calls</b></td></tr></table></div>",
        ] {
            assert_eq!(
                words(Term::CanAccessApi, html),
                "the checkbox “api calls” in “rights”",
                "{html}"
            );
        }
    }

    #[test]
    fn what_has_no_state_or_no_words_is_not_taught_as_a_box() {
        for (html, error) in [
            (
                "<div><span class=box id=here></span> API calls</div>",
                LessonError::NoBox,
            ),
            (
                "<div id=here><input type=checkbox>A<input type=checkbox>B</div>",
                LessonError::NoBox,
            ),
            ("<p><input type=checkbox id=here></p>", LessonError::NoWords),
        ] {
            assert_eq!(point(Term::CanAccessApi, html), Err(error), "{html}");
        }
    }

    #[test]
    fn buttons_fields_and_words_are_described() {
        assert_eq!(
            words(
                Term::Ok,
                "<div role=dialog aria-label='New token'><button><i id=here></i> Make it</button></div>"
            ),
            "the button “make it” in “new token”"
        );
        assert_eq!(
            words(
                Term::KeyId,
                "<label for=here>Key</label><input id=here value=0F8FAD5B-D9CB-469F>"
            ),
            "the field “key”"
        );
        assert_eq!(
            words(
                Term::KeySecret,
                "<dl><dt id=here>Private part</dt><dd>abc</dd></dl>"
            ),
            "the words “private part”"
        );
    }

    #[test]
    fn of_two_boxes_of_one_name_the_one_pointed_at_is_meant() {
        let group = |name: &str, id: &str| {
            format!(
                "<fieldset><legend>{name}</legend>
                 <label><input type=checkbox id={id}>Can access API</label><label><input type=checkbox>Can send events</label>
                 <label><input type=checkbox>Is enabled</label></fieldset>"
            )
        };
        let html = format!(
            "<form>{}{}<button>OK</button></form>",
            group("Template", "a"),
            group("Token", "b")
        );
        let page = SampleNode::page(&html);
        let boxes = page.select_all(BOXES);
        let terms = [Term::CanAccessApi, Term::CanSendEvents, Term::IsEnabled];
        let lessons: Vec<Lesson> = terms
            .into_iter()
            .zip(&boxes[3..])
            .map(|(term, element)| describe(term, element).unwrap())
            .collect();
        let mut reader = Reader::new(Labels::default());
        reader.add(&page);
        assert!(matches!(reader.observe().form, Sighting::Ambiguous { .. }));
        let mut reader = Reader::new(Labels::default().taught(lessons));
        reader.add(&page);
        let observation = reader.observe();
        let form = observation.form.seen().expect("a form");
        assert_eq!(reader.node(form.boxes[0].control), Some(&page.find("#b")));
    }

    #[test]
    fn a_control_of_another_name_is_found_by_what_was_taught() {
        let html = "<form><label><input type=checkbox id=here>Allow API</label><label><input type=checkbox>Can send events</label>
            <label><input type=checkbox>Is enabled</label><button>OK</button></form>";
        let page = SampleNode::page(html);
        let mut reader = Reader::new(Labels::default());
        reader.add(&page);
        let observation = reader.observe();
        assert!(observation.has_unrecognised_form());
        let lesson = describe(Term::CanAccessApi, &page.find("#here")).unwrap();
        let mut reader = Reader::new(Labels::default().taught(vec![lesson]));
        reader.add(&page);
        assert!(reader.observe().form.seen().is_some());
    }

    #[test]
    fn a_value_is_never_taken_for_a_name() {
        let html = "<p>Key: <code id=here>-Z-KbBqVoHfha5hx-sJro6oViyRQmsxjqC5TxKiDwFU</code></p>";
        assert_eq!(
            point(Term::KeySecret, html),
            Err(LessonError::LooksLikeValue)
        );
        let html = "<input id=here value='not a name'>";
        assert_eq!(point(Term::KeySecret, html), Err(LessonError::NoWords));
    }
}
