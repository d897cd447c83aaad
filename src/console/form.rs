//! The form in which a token is made: which check box is which permission, where the form ends, what submits it.

use super::datasets;
use super::index::Index;
use super::kind::{is_box, is_dialog, is_pressable, is_toggle, state_of};
use super::name;
use super::node::{Node, any_in, common};
use super::teach;
use crate::checklist::label::{Labels, Term};
use crate::checklist::{BoxState, FormPurpose, Permission, Sighting};

/// The form as it stands on the page, with its elements.
#[derive(Debug)]
pub struct FormParts<N> {
    /// The element that holds all of it.
    pub boundary: N,
    /// New or existing token.
    pub purpose: FormPurpose,
    /// The permissions' boxes.
    pub boxes: Vec<BoxPart<N>>,
    /// The dataset field.
    pub datasets: Option<datasets::Field<N>>,
    /// The button "OK".
    pub submit: Sighting<N>,
}

/// A permission's box on the page.
#[derive(Debug, Clone)]
pub struct BoxPart<N> {
    /// The check box.
    pub element: N,
    /// What it stands for.
    pub permission: Permission,
    /// What it shows.
    pub state: BoxState,
    /// Whether it can be changed.
    pub can_change: bool,
}

/// Looks for the form. It is ours when each of the three permissions' boxes is there exactly once and they stand together.
pub fn find<N: Node>(index: &Index<N>, labels: &Labels) -> Sighting<FormParts<N>> {
    let drawn = drawn_boxes(index);
    let mut known: Vec<(Permission, N)> = drawn
        .iter()
        .filter_map(|element| {
            let named = required_permission(element, labels);
            let permission = named.or_else(|| index.recognised(element))?;
            Some((permission, element.clone()))
        })
        .collect();
    let listed: Vec<N> = known
        .iter()
        .filter(|(permission, element)| is_in_list(permission, element, &known))
        .map(|(_, element)| element.clone())
        .collect();
    known.retain(|(_, element)| !listed.contains(element));
    let others = not_as_taught(&known, labels);
    known.retain(|(_, element)| !others.contains(element));
    let of = |permission: Permission| -> Vec<&N> {
        known
            .iter()
            .filter(|(p, _)| *p == permission)
            .map(|(_, element)| element)
            .collect()
    };
    let (access, send, enabled) = (
        of(Permission::CanAccessApi),
        of(Permission::CanSendEvents),
        of(Permission::IsEnabled),
    );
    if access.is_empty() || send.is_empty() || enabled.is_empty() {
        return Sighting::Absent;
    }
    let ([access], [send]) = (&access[..], &send[..]) else {
        return Sighting::Ambiguous {
            candidates: access.len().max(send.len()),
        };
    };
    // "Is enabled" is said of other things, too: the one that stands nearest to the other two is theirs.
    let Some(pair) = common(&[*access, *send]) else {
        return Sighting::Absent;
    };
    let nearest = pair.ancestry().find_map(|around| {
        let inside: Vec<&N> = enabled
            .iter()
            .copied()
            .filter(|e| around.holds(e))
            .collect();
        (!inside.is_empty()).then_some(inside)
    });
    match nearest.as_deref() {
        Some([enabled]) => match common(&[*access, *send, *enabled]) {
            Some(group) => Sighting::Seen(parts(index, labels, &group, drawn, &known, &others)),
            None => Sighting::Absent,
        },
        Some(several) => Sighting::Ambiguous {
            candidates: several.len(),
        },
        None => Sighting::Absent,
    }
}

/// Whether a box stands in a row of data, as tokens in a list do: with others of the permissions, under column headers.
fn is_in_list<N: Node>(permission: &Permission, element: &N, known: &[(Permission, N)]) -> bool {
    let is_row = |around: &N| around.tag() == "tr" || around.role() == "row";
    let Some(row) = element.ancestry().find(is_row) else {
        return false;
    };
    known
        .iter()
        .any(|(p, other)| p != permission && row.holds(other))
        && row
            .ancestry()
            .skip(1)
            .find(is_table)
            .is_some_and(|table| has_header_row(&table))
}

fn is_table<N: Node>(element: &N) -> bool {
    element.tag() == "table" || matches!(element.role().as_str(), "table" | "grid" | "treegrid")
}

/// Whether there is a row of nothing but headers in it; a single one is a title.
fn has_header_row<N: Node>(element: &N) -> bool {
    let cells: Vec<N> = element
        .children()
        .into_iter()
        .filter(|c| !c.is_text())
        .collect();
    (cells.len() > 1 && cells.iter().all(is_column_header)) || cells.iter().any(has_header_row)
}

/// Of several boxes of one name, all but the one that the admin pointed at, if that can be told.
fn not_as_taught<N: Node>(known: &[(Permission, N)], labels: &Labels) -> Vec<N> {
    let mut others = Vec::new();
    for lesson in Term::ALL.into_iter().filter_map(|term| labels.lesson(term)) {
        let named = known
            .iter()
            .filter(|(permission, _)| permission.label() == lesson.term.title())
            .map(|(_, element)| element);
        let (shown, rest): (Vec<&N>, Vec<&N>) =
            named.partition(|element| teach::is_as_taught(lesson, *element));
        if shown.len() == 1 {
            others.extend(rest.into_iter().cloned());
        }
    }
    others
}

fn parts<N: Node>(
    index: &Index<N>,
    labels: &Labels,
    group: &N,
    drawn: Vec<N>,
    known: &[(Permission, N)],
    left_out: &[N],
) -> FormParts<N> {
    let buttons = index.captions(Term::Ok);
    let (boundary, submit) = boundary(group, &buttons);
    let in_form = drawn.into_iter().filter(|element| {
        boundary.holds(element) && !left_out.contains(element) && !is_in_data_grid(element, group)
    });
    let permission_boxes: Vec<N> = known
        .iter()
        .map(|(_, element)| element.clone())
        .filter(|element| boundary.holds(element))
        .collect();
    let mut others = permission_boxes.clone();
    others.extend(submit.seen().cloned());
    let datasets = datasets::find(index, labels, &boundary, &others);
    let are_toggles = permission_boxes.iter().all(is_toggle);
    let mut boxes: Vec<BoxPart<N>> = in_form
        .filter(|element| !datasets.as_ref().is_some_and(|field| field.holds(element)))
        .filter_map(|element| part(element, known, labels, are_toggles))
        .collect();
    // The page's order, for the panel: the index has them in the order in which they were seen.
    boxes.dedup_by(|a, b| a.element == b.element);
    let titles = outermost(index.captions(Term::EditingToken));
    let is_edit = titles
        .iter()
        .any(|title| is_title_of(title, &boundary, group, labels));
    FormParts {
        boundary,
        purpose: if is_edit {
            FormPurpose::Edit
        } else {
            FormPurpose::Create
        },
        boxes,
        datasets,
        submit,
    }
}

/// Whether a title is the form's: beside it, or the name of what it stands in; or a heading of the page, or of the dialog that
/// the form stands in, or just these words. In doubt it is: a token that exists is not changed unasked.
fn is_title_of<N: Node>(title: &N, boundary: &N, group: &N, labels: &Labels) -> bool {
    let near = boundary.parent().unwrap_or_else(|| boundary.clone());
    if near.holds(title) || title.holds(boundary) {
        return true;
    }
    let dialog = boundary.ancestry().find(is_dialog);
    let is_heading = title.ancestry().take(3).any(|around| {
        matches!(
            around.tag().as_str(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        ) || around.role() == "heading"
    });
    let says_no_more =
        || name::caption(title).is_some_and(|text| labels.is(Term::EditingToken, &text));
    dialog.is_none_or(|dialog| dialog.holds(title))
        && !is_pressable(title)
        && !is_in_data_grid(title, group)
        && (is_heading || says_no_more())
}

/// The smallest element around the boxes that holds an OK, or else the dialog or form that they stand in.
fn boundary<N: Node>(group: &N, buttons: &[N]) -> (N, Sighting<N>) {
    let mut fallback = None;
    for around in group.ancestry() {
        let inside: Vec<N> = buttons
            .iter()
            .filter(|b| around.holds(b))
            .cloned()
            .collect();
        if !inside.is_empty() {
            return (around, Sighting::of(outermost(inside)));
        }
        let is_form = around.tag() == "form" || is_dialog(&around) || around.role() == "form";
        if is_form {
            fallback.get_or_insert(around.clone());
        }
        if is_dialog(&around) {
            break;
        }
    }
    (fallback.unwrap_or_else(|| group.clone()), Sighting::Absent)
}

/// Whether a box stands in a table of data, as the list of tokens is, and not in the form. Tables also lay forms out: one with
/// column headers that does not hold the permissions is data.
fn is_in_data_grid<N: Node>(element: &N, group: &N) -> bool {
    element
        .ancestry()
        .take_while(|around| !around.holds(group))
        .any(|around| is_table(&around) && any_in(&around, is_column_header))
}

pub(super) fn is_column_header<N: Node>(element: &N) -> bool {
    element.tag() == "th" || element.role() == "columnheader"
}

/// Of elements that stand one in another, the control itself: a native or stated button before what is around it or in it,
/// else the outermost.
pub fn outermost<N: Node>(elements: Vec<N>) -> Vec<N> {
    let mut kept: Vec<N> = Vec::new();
    for element in elements {
        match kept
            .iter()
            .position(|k| k.holds(&element) || element.holds(k))
        {
            None => kept.push(element),
            Some(place) => {
                let prefers_new = match (is_pressable(&element), is_pressable(&kept[place])) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => element.holds(&kept[place]),
                };
                if prefers_new {
                    kept[place] = element;
                }
            }
        }
    }
    kept
}

/// A check box is drawn when it is, or when what stands for it is: its label, or the element around it.
pub(super) fn is_drawn<N: Node>(element: &N) -> bool {
    if !is_box(element) {
        return false;
    }
    element.is_rendered()
        || element.labels().iter().any(Node::is_rendered)
        || (element.tag() == "input"
            && element.parent().is_some_and(|around| {
                around.is_rendered() && !matches!(around.tag().as_str(), "body" | "form" | "html")
            }))
}

/// The boxes that are drawn. One that stands in another and shows the same is one box: the native one where it is drawn.
pub(super) fn drawn_boxes<N: Node>(index: &Index<N>) -> Vec<N> {
    let mut drawn: Vec<N> = index.boxes().to_vec();
    drawn.retain(is_drawn);
    let all = drawn.clone();
    drawn.retain(|element| {
        let is_twin = |other: &N| {
            element != other
                && state_of(element) == state_of(other)
                && (element.holds(other) && other.is_rendered()
                    || other.holds(element) && !element.is_rendered())
        };
        !all.iter().any(is_twin)
    });
    drawn
}

pub(super) fn required_permission<N: Node>(element: &N, labels: &Labels) -> Option<Permission> {
    name::of_box(element)
        .iter()
        .find_map(|text| permission_named(text, labels))
}

fn permission_named(text: &str, labels: &Labels) -> Option<Permission> {
    [
        (Term::CanAccessApi, Permission::CanAccessApi),
        (Term::CanSendEvents, Permission::CanSendEvents),
        (Term::IsEnabled, Permission::IsEnabled),
    ]
    .into_iter()
    .find(|(term, _)| labels.is(*term, text))
    .map(|(_, permission)| permission)
}

/// A box as part of the form. One without any name is no permission that anyone could read, and one that is a pressed button
/// is a permission only if it is named as one of the three, or if they are pressed buttons themselves.
fn part<N: Node>(
    element: N,
    known: &[(Permission, N)],
    labels: &Labels,
    are_toggles: bool,
) -> Option<BoxPart<N>> {
    let names = name::of_box(&element);
    let permission = known
        .iter()
        .find(|(_, box_)| *box_ == element)
        .map(|(permission, _)| permission.clone())
        .or_else(|| names.iter().find_map(|text| permission_named(text, labels)))
        .or_else(|| {
            let name = names.into_iter().find(|name| !name.trim().is_empty())?;
            let words: Vec<&str> = name.split_whitespace().collect();
            (are_toggles || !is_toggle(&element)).then(|| Permission::Other(words.join(" ")))
        })?;
    Some(BoxPart {
        permission,
        state: state_of(&element)?,
        can_change: !element.is_disabled(),
        element,
    })
}
