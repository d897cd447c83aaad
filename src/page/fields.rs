//! The fields of text on the form: whether something stands in "IP Accept List", which is worth a hint and no more, and whether
//! "Notes" is empty, so that Trivet can offer to fill it in.

use super::form::is_column_header;
use super::index::Index;
use super::node::Node;
use trivet_checklist::label::Term;

/// How far the field may be from its label, in elements around it.
const REACH: usize = 5;

/// The field "IP Accept List" of the form in `boundary`, if something stands in it.
pub fn filled_accept_list<N: Node>(index: &Index<N>, boundary: &N) -> Option<N> {
    named(index, boundary, Term::IpAcceptList)
        .filter(|field| field.value().is_some_and(|text| !text.trim().is_empty()))
}

/// The field "Notes" of the form in `boundary`, if it is empty and can be written.
pub fn empty_notes<N: Node>(index: &Index<N>, boundary: &N) -> Option<N> {
    named(index, boundary, Term::Notes).filter(|field| {
        let is_empty = field.value().is_some_and(|text| text.is_empty());
        is_empty && !field.is_disabled() && field.attribute("readonly").is_none()
    })
}

fn named<N: Node>(index: &Index<N>, boundary: &N, term: Term) -> Option<N> {
    index
        .captions(term)
        .into_iter()
        .filter(|caption| boundary.holds(caption))
        .find_map(|caption| field_of(&caption, boundary))
}

/// The label itself where it is the field's placeholder, the field that the browser ties to it, or the first behind it.
fn field_of<N: Node>(caption: &N, boundary: &N) -> Option<N> {
    if is_field(caption) {
        return Some(caption.clone());
    }
    let mut inner: Option<N> = None;
    let near = caption.ancestry().take(REACH);
    for around in near.take_while(|around| boundary.holds(around)) {
        if is_column_header(&around) {
            return None;
        }
        let tied = around.labelled();
        let found = tied.or_else(|| behind(inner.as_ref()?, &around));
        if let Some(field) = found.filter(is_field) {
            return Some(field);
        }
        inner = Some(around);
    }
    None
}

/// The first field without a label of its own behind a part of an element.
fn behind<N: Node>(part: &N, around: &N) -> Option<N> {
    let following = around.children().into_iter();
    let fields = following
        .skip_while(|child| child != part)
        .skip(1)
        .flat_map(|child| child.select_all(FIELDS));
    fields
        .take(MOST_FIELDS)
        .find(|field| is_field(field) && field.labels().is_empty())
}

/// Selects what may be such a field.
const FIELDS: &str = "textarea,input:not([type=checkbox]):not([type=radio]):not([type=hidden])";
/// So many fields behind the label are looked at.
const MOST_FIELDS: usize = 20;

fn is_field<N: Node>(node: &N) -> bool {
    !node.is_text()
        && matches!(node.tag().as_str(), "input" | "textarea")
        && node.native_state().is_none()
        && node.is_rendered()
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use crate::sample::SampleNode;
    use trivet_checklist::Observation;
    use trivet_checklist::label::Labels;

    const BOXES: &str = "<label><input type=checkbox checked>Can access API</label>\
        <label><input type=checkbox checked>Can send events</label>\
        <label><input type=checkbox checked>Is enabled</label><label>Select datasets<input></label>";

    fn has_value(fields: &str) -> bool {
        observed(fields).accept_list.is_some()
    }

    fn observed(fields: &str) -> Observation {
        let page = SampleNode::page(&format!("<form>{BOXES}{fields}<button>OK</button></form>"));
        let mut reader = Reader::new(Labels::default());
        reader.add(&page);
        let observation = reader.observe();
        assert!(observation.form.seen().is_some());
        observation
    }

    #[test]
    fn a_value_is_seen_wherever_the_label_stands() {
        for field in [
            "<label for=i>IP Accept List</label><input id=i value=V>",
            "<label>IP Accept List <textarea>V</textarea></label>",
            "<input placeholder='IP Accept List' value=V>",
            "<table><tr><td>IP Accept List:</td><td><input value=V></td></tr></table>",
            "<div><span>IP Accept List</span></div><div><input value=V></div>",
        ] {
            assert!(has_value(&field.replace('V', "203.0.113.7")), "{field}");
            assert!(
                !has_value(&field.replace("value=V", "").replace('V', " ")),
                "{field}"
            );
        }
    }

    #[test]
    fn what_stands_in_another_field_is_none() {
        let fields = "<label for=n>Notes</label><input id=n value=feed>\
            <label for=i>IP Accept List</label><input id=i>";
        assert!(!has_value(fields));
        let fields = "<div>IP Accept List</div><div><input></div><div>Notes</div><div><input value=feed></div>";
        assert!(!has_value(fields));
    }

    #[test]
    fn notes_can_be_filled_in_while_they_are_empty() {
        let can_fill = |fields: &str| observed(fields).notes.is_some();
        assert!(can_fill("<label for=n>Notes</label><input id=n>"));
        assert!(can_fill("<label>Notes <textarea></textarea></label>"));
        for other in [
            "",
            "<label for=n>Notes</label><input id=n value=feed>",
            "<label>Notes <textarea> </textarea></label>",
            "<label for=n>Notes</label><input id=n readonly>",
            "<label for=n>Notes</label><input id=n disabled>",
            "<label for=n>Notes</label><input id=n type=checkbox>",
            "<p>Notes</p>",
        ] {
            assert!(!can_fill(other), "{other}");
        }
    }
}
