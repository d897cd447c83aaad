//! The form in which a token is made: which check box is which permission, where the form ends, what submits it.

use super::datasets;
use super::index::Index;
use super::kind::{is_box, is_dialog, is_pressable, is_toggle, state_of};
use super::mode;
use super::name;
use super::node::{Node, NodeSet, Path, any_in, common, set_of};
use super::teach;
use super::whole;
use trivet_checklist::label::{Labels, Term};
use trivet_checklist::{BoxState, FormMode, Permission, Sighting};

/// The form as it stands on the page, with its elements.
#[derive(Debug)]
pub struct FormParts<N> {
    /// The element that holds all of it.
    pub boundary: N,
    /// New or existing token.
    pub mode: FormMode,
    /// The permissions' boxes.
    pub boxes: Vec<BoxPart<N>>,
    /// What is set in the form or its dialog, and is nothing that is known.
    pub unknown: Vec<N>,
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
    let mut known = known_boxes(index, labels);
    leave_lists_out(&mut known);
    let others = set_of(&not_as_taught(&known, labels));
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
    let Some(pair) = common(*access, *send).map(|pair| Path::of(&pair)) else {
        return Sighting::Absent;
    };
    let levels: Vec<usize> = enabled.iter().filter_map(|e| pair.level(e)).collect();
    let Some(nearest) = levels.iter().min() else {
        return Sighting::Absent;
    };
    match levels.iter().filter(|level| *level == nearest).count() {
        1 => Sighting::Seen(parts(index, labels, &pair.nodes[*nearest], known, &others)),
        candidates => Sighting::Ambiguous { candidates },
    }
}

/// The boxes that are drawn and named as one of the permissions.
pub(crate) fn known_boxes<N: Node>(index: &Index<N>, labels: &Labels) -> Vec<(Permission, N)> {
    let named = |element: N| {
        let named = required_permission(&element, labels);
        let permission = named.or_else(|| index.recognised(&element))?;
        Some((permission, element))
    };
    drawn(index.boxes()).into_iter().filter_map(named).collect()
}

/// Leaves out boxes in a row of data, as tokens in a list have: with others of the permissions, under column headers.
fn leave_lists_out<N: Node>(known: &mut Vec<(Permission, N)>) {
    let is_row = |around: &N| around.tag() == "tr" || around.role() == "row";
    let rows: Vec<Option<N>> = known
        .iter()
        .map(|(_, element)| element.ancestry().find(is_row))
        .collect();
    let of = |permission: &Permission| {
        let with_row = known.iter().zip(&rows);
        let named = with_row.filter(|((other, _), _)| other == permission);
        set_of::<N>(named.filter_map(|(_, row)| row.as_ref()))
    };
    let of_each = Permission::NAMED.map(|permission| (of(&permission), permission));
    let (lists, others) = (N::Set::default(), N::Set::default());
    let is_list = |table: &N| {
        if !others.contains(table) && !lists.contains(table) {
            let found = if has_header_row(table) {
                &lists
            } else {
                &others
            };
            found.insert(table);
        }
        lists.contains(table)
    };
    let mut place = 0;
    known.retain(|(permission, _)| {
        place += 1;
        let Some(row) = &rows[place - 1] else {
            return true;
        };
        let is_among_others = of_each
            .iter()
            .any(|(rows, other)| other != permission && rows.contains(row));
        let table = || row.ancestry().skip(1).find(is_table);
        !(is_among_others && table().is_some_and(|table| is_list(&table)))
    });
}

fn is_table<N: Node>(element: &N) -> bool {
    element.tag() == "table" || matches!(element.role().as_str(), "table" | "grid" | "treegrid")
}

/// Whether there is a row of nothing but headers near its beginning; a single one is a title.
fn has_header_row<N: Node>(table: &N) -> bool {
    any_in(table, |row| {
        let cells = row.children();
        let mut cells = cells.iter().filter(|cell| !cell.is_text());
        cells.next().is_some_and(is_column_header)
            && cells.next().is_some_and(is_column_header)
            && cells.all(is_column_header)
    })
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
    mut known: Vec<(Permission, N)>,
    left_out: &N::Set,
) -> FormParts<N> {
    let buttons = index.captions(Term::Ok);
    let (boundary, submit) = boundary(group, &buttons);
    known.retain(|(_, element)| boundary.holds(element));
    let mut others: Vec<N> = known.iter().map(|(_, element)| element.clone()).collect();
    let are_toggles = others.iter().all(is_toggle);
    others.extend(submit.seen().cloned());
    let datasets = datasets::find(index, labels, &boundary, &others);
    let grids = Grids::around(group);
    let three: Vec<N> = known.iter().map(|(_, element)| element.clone()).collect();
    let region = set_of(datasets.iter().flat_map(|field| &field.region));
    let is_elsewhere = |element: &N| {
        left_out.contains(element)
            || submit.seen() == Some(element)
            || element.ancestry().any(|around| region.contains(&around))
    };
    let whole = whole::read(&boundary, &three, &grids, labels, &is_elsewhere);
    let mut unknown = whole.unknown;
    let (mut boxes, mut unnamed) = (Vec::new(), Vec::new());
    for element in whole.boxes {
        match part(&element, &known, labels, are_toggles) {
            Some(part) => boxes.push(part),
            None if whole::is_on(&element) => unnamed.push(element),
            None => {}
        }
    }
    // The box that a library keeps beside one that it draws has no name, and nobody sees it.
    let named = set_of(boxes.iter().map(|part: &BoxPart<N>| &part.element));
    unnamed
        .retain(|element| whole::is_in_plain_sight(element) || !whole::stands_for(element, &named));
    unknown.extend(unnamed);
    let mode = mode::of(index, labels, &boundary, group, &grids);
    FormParts {
        boundary,
        mode,
        boxes,
        unknown,
        datasets,
        submit,
    }
}

/// The smallest element around the boxes that holds an OK, or else the dialog or form that they stand in.
fn boundary<N: Node>(group: &N, buttons: &[N]) -> (N, Sighting<N>) {
    let mut fallback = None;
    let path = Path::of(group);
    let nearest = path.nearest(buttons);
    for (level, around) in path.nodes.iter().enumerate() {
        if nearest == Some(level) {
            let inside = buttons.iter().filter(|b| path.level(b) == nearest);
            let inside: Vec<N> = inside.cloned().collect();
            return (around.clone(), Sighting::of(outermost(inside)));
        }
        let is_form = around.tag() == "form" || is_dialog(around) || around.role() == "form";
        if is_form {
            fallback.get_or_insert(around.clone());
        }
        if is_dialog(around) {
            break;
        }
    }
    (fallback.unwrap_or_else(|| group.clone()), Sighting::Absent)
}

/// What stands in a table of data, as the list of tokens is, and not in the form. Tables also lay forms out: one with
/// column headers that does not hold the permissions is data.
pub(crate) struct Grids<N: Node> {
    around_form: N::Set,
    /// What was found to stand in one, and what was found not to.
    inside: N::Set,
    outside: N::Set,
}

impl<N: Node> Grids<N> {
    fn around(group: &N) -> Self {
        Self {
            around_form: set_of(&group.ancestry().collect::<Vec<N>>()),
            inside: N::Set::default(),
            outside: N::Set::default(),
        }
    }

    pub(crate) fn hold(&self, element: &N) -> bool {
        let mut passed = Vec::new();
        let mut is_inside = false;
        for around in element.ancestry() {
            if self.around_form.contains(&around) || self.outside.contains(&around) {
                break;
            }
            is_inside = self.inside.contains(&around)
                || is_table(&around) && any_in(&around, is_column_header);
            passed.push(around);
            if is_inside {
                break;
            }
        }
        let found = if is_inside {
            &self.inside
        } else {
            &self.outside
        };
        for around in passed.iter().skip(1) {
            found.insert(around);
        }
        is_inside
    }
}

pub(crate) fn is_column_header<N: Node>(element: &N) -> bool {
    element.tag() == "th" || element.role() == "columnheader"
}

/// Of elements that stand one in another, the control itself: a native or stated button before what is around it or in it,
/// else the outermost.
pub fn outermost<N: Node>(mut elements: Vec<N>) -> Vec<N> {
    let known = N::Set::default();
    elements.retain(|element| known.insert(element));
    if elements.len() < 2 {
        return elements;
    }
    let left = N::Set::default();
    for element in &elements {
        for around in element.ancestry().skip(1).filter(|a| known.contains(a)) {
            let is_control = is_pressable(element) && !is_pressable(&around);
            left.insert(if is_control { &around } else { element });
        }
    }
    elements.retain(|element| !left.contains(element));
    elements
}

/// A check box is drawn when it is, or when what stands for it is: its label, or the element around it.
pub(crate) fn is_drawn<N: Node>(element: &N) -> bool {
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

/// So many elements around a box one may be that is the same.
const TWIN_DEPTH: usize = 8;

/// Of some boxes those that are drawn. One that stands in another and shows the same is one box: the native one where it is
/// drawn.
pub(crate) fn drawn<N: Node>(mut boxes: Vec<N>) -> Vec<N> {
    boxes.retain(is_drawn);
    let (all, left) = (set_of(&boxes), N::Set::default());
    for inner in &boxes {
        let around = inner.ancestry().skip(1).take(TWIN_DEPTH);
        for outer in around.filter(|around| all.contains(around)) {
            if state_of(inner) == state_of(&outer) {
                left.insert(if inner.is_rendered() { &outer } else { inner });
            }
        }
    }
    boxes.retain(|element| !left.contains(element));
    boxes
}

pub(crate) fn required_permission<N: Node>(element: &N, labels: &Labels) -> Option<Permission> {
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
    element: &N,
    known: &[(Permission, N)],
    labels: &Labels,
    are_toggles: bool,
) -> Option<BoxPart<N>> {
    let names = name::of_box(element);
    let permission = known
        .iter()
        .find(|(_, box_)| box_ == element)
        .map(|(permission, _)| permission.clone())
        .or_else(|| names.iter().find_map(|text| permission_named(text, labels)))
        .or_else(|| {
            let name = names.into_iter().find(|name| !name.trim().is_empty())?;
            let words: Vec<&str> = name.split_whitespace().collect();
            (are_toggles || !is_toggle(element)).then(|| Permission::Other(words.join(" ")))
        })?;
    Some(BoxPart {
        permission,
        state: state_of(element)?,
        can_change: !element.is_disabled(),
        element: element.clone(),
    })
}
