//! Whether a form makes a token or changes one that exists.

use super::form::{Grids, outermost};
use super::index::Index;
use super::kind::{is_dialog, is_pressable};
use super::name;
use super::node::{Node, precedes};
use trivet_checklist::FormMode;
use trivet_checklist::label::{Labels, Term, fold};

const HEADINGS: &str = "h1,h2,h3,h4,h5,h6,legend,[role=heading]";
const CONTROLS: &str =
    "input,select,textarea,[role=checkbox],[role=switch],[role=textbox],[role=combobox]";
/// By these a heading says that something is made, in the languages of the labels.
const MAKING: &[&str] = &[
    "create",
    "creating",
    "new",
    "add",
    "neu",
    "neue",
    "neuer",
    "neues",
    "erstellen",
    "crear",
    "nuevo",
    "nueva",
];

/// What the form in `boundary` is for. A token that exists may be meant for something else, so its form is let through: only
/// the form's own title tells that it is one, and never where a title says that something is made. Where titles leave it open,
/// the form is held as a new one, and set as little as an existing one.
pub fn of<N: Node>(
    index: &Index<N>,
    labels: &Labels,
    boundary: &N,
    group: &N,
    grids: &Grids<N>,
) -> FormMode {
    let mut titles = index.captions(Term::EditingToken);
    // What holds the form begins with its title, too; only its name is one.
    titles.retain(|title| {
        !title.holds(boundary) || labels.titles(Term::EditingToken, &name::of_group(title))
    });
    let mut titles = outermost(titles);
    titles.retain(|title| is_near(title, boundary, grids, labels));
    if titles.is_empty() {
        return FormMode::Create;
    }
    let dialog = boundary.ancestry().find(is_dialog);
    let around = dialog.clone().or_else(|| boundary.parent());
    let around = around.as_ref().unwrap_or(boundary);
    let name = dialog.as_ref().map(name::of_group).unwrap_or_default();
    let headings = around.select_all(HEADINGS).into_iter();
    // In a page there are titles of other things, too: there it has to stand between the form's title and the form.
    let is_its = |heading: &N| {
        dialog.is_some()
            || boundary.holds(heading)
            || titles.iter().any(|title| precedes(title, heading)) && precedes(heading, group)
    };
    let headings = headings.filter(|one| one.is_rendered() && !grids.hold(one) && is_its(one));
    let mut said = headings.filter_map(|heading| name::caption(&heading));
    let first = dialog
        .as_ref()
        .and_then(name::first_line)
        .unwrap_or_default();
    if said.any(|text| says_made(&text, labels))
        || says_made(&first, labels)
        || says_made(&name, labels)
    {
        return FormMode::Create;
    }
    let is_own = |title: &N| {
        let shown = name::caption(title).filter(|_| !title.holds(boundary));
        let shown = shown.filter(|text| labels.begins_with(Term::EditingToken, text));
        let text = shown.unwrap_or_else(|| name::of_group(title));
        labels.titles(Term::EditingToken, &text) && precedes(title, group)
    };
    let is_under_another = || {
        let mut above = headings_above(group).into_iter();
        above.any(|heading| says_made(&name::caption(&heading).unwrap_or_default(), labels))
    };
    if titles.iter().any(is_own) && (dialog.is_some() || !is_under_another()) {
        FormMode::Edit
    } else {
        FormMode::Unclear
    }
}

/// The headings of a page under which a form stands, from the outside in: each is above all of lower rank until the next of its
/// own.
fn headings_above<N: Node>(group: &N) -> Vec<N> {
    let Some(page) = group.ancestry().last() else {
        return Vec::new();
    };
    let mut above: Vec<(u32, N)> = Vec::new();
    for heading in page.select_all(HEADINGS) {
        if heading.is_rendered() && precedes(&heading, group) && !is_of_another(&heading, group) {
            let rank = rank_of(&heading);
            above.retain(|(other, _)| *other < rank);
            above.push((rank, heading));
        }
    }
    above.into_iter().map(|(_, heading)| heading).collect()
}

/// Whether a heading is that of other controls, which stand beside the form.
fn is_of_another<N: Node>(heading: &N, group: &N) -> bool {
    let beside = heading.ancestry().take_while(|around| !around.holds(group));
    beside
        .last()
        .is_some_and(|beside| !beside.select_all(CONTROLS).is_empty())
}

/// 1 for the page's own heading; a legend is below all others.
fn rank_of<N: Node>(heading: &N) -> u32 {
    let tag = heading.tag();
    let level = name::attribute(heading, "aria-level").parse().ok();
    level
        .or_else(|| tag.strip_prefix('h')?.parse().ok())
        .unwrap_or(if tag == "legend" { 7 } else { 2 })
}

/// Whether a title says that something is made, and not that a token of such a name is changed.
fn says_made(text: &str, labels: &Labels) -> bool {
    !labels.begins_with(Term::EditingToken, text)
        && fold(text).split(' ').any(|word| MAKING.contains(&word))
}

/// Whether a title may be the form's: beside it, or the name of what it stands in; or a heading of the page, or of the dialog
/// that the form stands in, or just these words.
fn is_near<N: Node>(title: &N, boundary: &N, grids: &Grids<N>, labels: &Labels) -> bool {
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
        && !grids.hold(title)
        && (is_heading || says_no_more())
}
