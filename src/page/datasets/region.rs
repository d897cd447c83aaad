//! Where the field is: its row, or its label and what follows it up to the form's next control.

use crate::kind::{BOXES, is_entry};
use crate::node::{Node, NodeSet, any_in, holders};
use trivet_checklist::label::{Labels, Term, fold};

/// How far a field may reach around its label.
const REGION_DEPTH: usize = 8;

/// The elements that make the field up, none of them in another. `others` are the form's other controls.
pub fn of<N: Node>(anchors: &[N], boundary: &N, others: &[N], labels: &Labels) -> Vec<N> {
    let mut region: Vec<N> = Vec::new();
    let others = holders(others);
    for anchor in anchors {
        for part in region_of(anchor, boundary, &others, labels) {
            if !region.iter().any(|known| known.holds(&part)) {
                region.retain(|known| !part.holds(known));
                region.push(part);
            }
        }
    }
    region
}

/// The lists outside the field that its controls say they open.
pub fn lists_of<N: Node>(region: &[N]) -> Vec<N> {
    let mut lists: Vec<N> = Vec::new();
    for part in region {
        add_lists(part, &mut lists);
    }
    lists.retain(|list| {
        !region
            .iter()
            .any(|part| part.holds(list) || list.holds(part))
    });
    // One may be named twice, by itself and by what is around it.
    let all = lists.clone();
    lists.retain(|list| !all.iter().any(|other| other != list && other.holds(list)));
    lists
}

fn add_lists<N: Node>(part: &N, lists: &mut Vec<N>) {
    for element in part.select_all("[aria-controls],[aria-owns]") {
        let opens = is_entry(&element)
            || element.attribute("aria-haspopup").is_some()
            || element.attribute("aria-expanded").is_some();
        if !opens {
            continue;
        }
        for name in ["aria-controls", "aria-owns"] {
            let ids = element.attribute(name).unwrap_or_default();
            for list in ids
                .split_ascii_whitespace()
                .filter_map(|id| element.by_id(id))
            {
                if !lists.contains(&list) {
                    lists.push(list);
                }
            }
        }
    }
}

/// The largest element around the label that holds none of the form's other controls; where that is the label alone, what
/// follows it up to the next of them.
fn region_of<N: Node>(anchor: &N, boundary: &N, others: &N::Set, labels: &Labels) -> Vec<N> {
    let holds_other = |element: &N| others.contains(element);
    let mut top = anchor.clone();
    for around in anchor.ancestry().take(REGION_DEPTH) {
        if around == *boundary || holds_other(&around) {
            break;
        }
        top = around;
    }
    if holds_other(&top) && !is_entry(&top) {
        return after_text(&top, labels, &holds_other);
    }
    let mut region = vec![top.clone()];
    // A list of check boxes is the field itself; a single one may only open it.
    if !has_entry(&top)
        && top.select_all(BOXES).len() < 2
        && let Some(parent) = top.parent()
    {
        let following = parent
            .children()
            .into_iter()
            .skip_while(|child| *child != top)
            .skip(1)
            .take_while(|child| child.is_text() || !holds_other(child))
            .filter(|child| !child.is_text());
        region.extend(following);
    }
    region
}

/// Of an element that holds more than the field, what stands between the label's text and the next text or control: some forms
/// are nothing but texts and fields in a row.
fn after_text<N: Node>(around: &N, labels: &Labels, holds_other: &impl Fn(&N) -> bool) -> Vec<N> {
    let is_label = |child: &N| child.is_text() && labels.is(Term::Datasets, &child.text());
    let mut region = Vec::new();
    let mut has_found = false;
    for child in around
        .children()
        .into_iter()
        .skip_while(|child| !is_label(child))
        .skip(1)
    {
        if child.is_text() {
            // Words of help may stand before the field.
            let is_next = has_found && !child.text().trim().is_empty();
            if is_next || labels.all().any(|(_, form)| form == fold(&child.text())) {
                break;
            }
        } else if holds_other(&child) {
            break;
        } else {
            has_found |= has_entry(&child);
            region.push(child);
        }
    }
    region
}

/// Whether there is anything in an element that a dataset could be put in.
fn has_entry<N: Node>(element: &N) -> bool {
    any_in(element, |one| {
        is_entry(one) || one.attribute("aria-haspopup").is_some()
    })
}
