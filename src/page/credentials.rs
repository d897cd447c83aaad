//! The dialog that shows the credentials once: where it is, where the two values stand, what closes it.

use super::crosses;
use super::form::outermost;
use super::index::Index;
use super::kind::{is_dialog, is_pressable};
use super::name::{self, Piece, attribute};
use super::node::{Node, NodeSet, Path, common, holders};
use trivet_checklist::Sighting;
use trivet_checklist::label::{Labels, Term, fold};
use zeroize::Zeroizing;

/// The dialog as it stands on the page, with its elements.
#[derive(Debug)]
pub struct DialogParts<N> {
    /// The element that holds all of it.
    pub boundary: N,
    /// Where the API Key ID stands.
    pub key_id: Sighting<Value<N>>,
    /// Where the API Key Secret stands.
    pub key_secret: Sighting<Value<N>>,
    /// Everything that closes it.
    pub close: Vec<N>,
    /// What is drawn without words beside all that it says, and may close it: a cross at its edge, what covers the page.
    pub beside: Vec<N>,
    /// The button that saves the values in plain text.
    pub download_csv: Sighting<N>,
}

/// A value and the element in which it stands.
#[derive(Clone)]
pub struct Value<N> {
    /// The element.
    pub element: N,
    /// What stands there. A secret may: it has no Debug.
    pub text: Zeroizing<String>,
}

impl<N> std::fmt::Debug for Value<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Value(concealed)")
    }
}

impl<N: PartialEq> PartialEq for Value<N> {
    fn eq(&self, other: &Self) -> bool {
        self.element == other.element && self.text == other.text
    }
}

/// The shortest text that is taken for a value, in characters; shorter ones are captions.
const SHORTEST_VALUE: usize = 16;
/// More words than any label of a key has.
const LONGEST_LABEL: usize = 6;
/// How far the dialog may reach around its labels.
const DIALOG_DEPTH: usize = 12;

/// Looks for the dialog. It is ours by its title, or when both keys are named with a value each.
pub fn find<N: Node>(index: &Index<N>, labels: &Labels) -> Sighting<DialogParts<N>> {
    let ids = index.captions(Term::KeyId);
    let secrets = index.captions(Term::KeySecret);
    let closers = index.captions(Term::Close);
    let mut titles = outermost(index.captions(Term::CredentialsTitle));
    titles.retain(|title| !is_announced(title));
    // What belongs to the dialog wherever it stands: a cross in the title's bar does not end it there.
    let csv = outermost(index.captions(Term::DownloadCsv));
    let mut belongings = vec![ids.clone(), secrets.clone()];
    if csv.len() == 1 {
        belongings.push(csv.clone());
    }
    belongings.retain(|named| !named.is_empty());
    let boundary_of = |inner: &N| boundary(inner, &belongings, &closers);
    let dialogs = titled(&titles, &boundary_of, &[&ids[..], &secrets[..]].concat());
    let title = dialogs.first().map(|(title, _)| title);
    let boundary = match (&dialogs[..], pair(&ids, &secrets)) {
        ([], None) => return Sighting::Absent,
        ([], Some(around)) => boundary_of(&around),
        ([(_, only)], _) => only.clone(),
        ([(_, first), others @ ..], _) => {
            // Which of them is the dialog cannot be told: none of its values is read, and none of them is to be closed.
            let whole = others
                .iter()
                .try_fold(first.clone(), |all, (_, one)| common(&all, one));
            let Some(boundary) = whole else {
                return Sighting::Absent;
            };
            let candidates = dialogs.len();
            return Sighting::Seen(DialogParts {
                key_id: Sighting::Ambiguous { candidates },
                key_secret: Sighting::Ambiguous { candidates },
                close: outermost(closers),
                beside: Vec::new(),
                download_csv: Sighting::of(csv),
                boundary,
            });
        }
    };
    let within =
        |found: Vec<N>| -> Vec<N> { found.into_iter().filter(|f| boundary.holds(f)).collect() };
    let (ids, secrets) = (within(ids), within(secrets));
    let mut key_id = value_of(Term::KeyId, &ids, &secrets, &boundary, labels);
    let mut key_secret = value_of(Term::KeySecret, &secrets, &ids, &boundary, labels);
    if title.is_none() && (key_id.seen().is_none() || key_secret.seen().is_none()) {
        return Sighting::Absent;
    }
    if let (Some(id), Some(secret)) = (key_id.seen(), key_secret.seen())
        && id.element == secret.element
        && id.text == secret.text
    {
        // One text cannot be both.
        key_id = Sighting::Ambiguous { candidates: 2 };
        key_secret = Sighting::Ambiguous { candidates: 2 };
    }
    let csv = within(csv);
    let keys = [&ids[..], &secrets[..]].concat();
    let mut close = outermost(within(closers));
    let crosses = title.map(|title| crosses::painted(title, &boundary, &keys));
    for cross in crosses.into_iter().flatten() {
        let is_known = |known: &N| known.holds(&cross) || cross.holds(known);
        if !close.iter().any(is_known) {
            close.push(cross);
        }
    }
    let parts = title.into_iter().chain(&keys).chain(&csv);
    let beside = crosses::beside(parts, &boundary);
    Sighting::Seen(DialogParts {
        key_id,
        key_secret,
        close,
        beside,
        download_csv: Sighting::of(csv),
        boundary,
    })
}

/// So far around a title something may say of it that it is announced, or drawn where nobody sees it.
const ANNOUNCED_DEPTH: usize = 12;

/// Whether a title is only said to assistive technology, in a region for that: no dialog stands there.
fn is_announced<N: Node>(title: &N) -> bool {
    // What holds nothing but the title reads as the title, too: begin at the words.
    let words = name::lines(title).into_iter().next();
    let words = words.map_or_else(|| title.clone(), |line| line.element);
    let around = words.ancestry().take(ANNOUNCED_DEPTH);
    around.take_while(|one| !is_dialog(one)).any(|one| {
        matches!(
            attribute(&one, "aria-live").as_str(),
            "polite" | "assertive"
        ) || matches!(one.role().as_str(), "status" | "alert" | "log")
            || one.is_unseen()
    })
}

/// The titles with the dialogs that they title, one for each: a title that has the keys' labels or is the only one, and of
/// dialogs around one another the innermost.
fn titled<N: Node>(titles: &[N], boundary_of: &dyn Fn(&N) -> N, keys: &[N]) -> Vec<(N, N)> {
    let mut all: Vec<(N, N)> = Vec::new();
    for title in titles {
        let boundary = boundary_of(title);
        if all.iter().all(|(_, known)| *known != boundary) {
            all.push((title.clone(), boundary));
        }
    }
    let has_keys = |boundary: &N| keys.iter().any(|key| boundary.holds(key));
    if all.len() > 1 && all.iter().any(|(_, boundary)| has_keys(boundary)) {
        all.retain(|(_, boundary)| has_keys(boundary));
    }
    let boundaries: Vec<N> = all.iter().map(|(_, boundary)| boundary.clone()).collect();
    all.retain(|(_, around)| {
        let is_inner = |inner: &N| inner != around && around.holds(inner);
        !boundaries.iter().any(is_inner)
    });
    all
}

/// The nearest element that holds a label of each kind.
fn pair<N: Node>(ids: &[N], secrets: &[N]) -> Option<N> {
    let around = N::Set::default();
    for secret in secrets {
        // What is around one that is known is known.
        let _ = secret.ancestry().find(|holder| !around.insert(holder));
    }
    ids.iter()
        .filter_map(|id| id.ancestry().find(|holder| around.contains(holder)))
        .max_by_key(|around| around.ancestry().count())
}

/// The dialog around an element: stated by the markup, however far out its own cross stands, or else the smallest element that also holds something that closes
/// and what belongs to the dialog; where they stand too far apart, something that closes is enough.
fn boundary<N: Node>(inner: &N, belongings: &[Vec<N>], closers: &[N]) -> N {
    let (mut with_all, mut with_closer) = (None, None);
    let path = Path::of(inner);
    let closer = path.nearest(closers);
    let parts = belongings.iter().map(|named| path.nearest(named));
    let whole = parts.fold(closer, |whole, part| Some(whole?.max(part?)));
    for (level, around) in path.nodes.iter().enumerate().take(DIALOG_DEPTH) {
        if is_dialog(around) {
            return around.clone();
        }
        if is_page(around) {
            break;
        }
        if whole == Some(level) {
            with_all = Some(around.clone());
        }
        if closer == Some(level) {
            with_closer = Some(around.clone());
        }
    }
    with_all
        .or(with_closer)
        .or_else(|| inner.parent())
        .unwrap_or_else(|| inner.clone())
}

/// Whether an element is the page itself. The body of a frame is a part of the page around it, and may be a dialog.
fn is_page<N: Node>(element: &N) -> bool {
    let root = match element.tag().as_str() {
        "html" => Some(element.clone()),
        "body" => element.parent(),
        _ => return false,
    };
    root.and_then(|root| root.parent()).is_none()
}

fn value_of<N: Node>(
    term: Term,
    anchors: &[N],
    others: &[N],
    boundary: &N,
    labels: &Labels,
) -> Sighting<Value<N>> {
    let mut found: Vec<Value<N>> = Vec::new();
    for anchor in anchors {
        let candidates = candidates(term, anchor, others, boundary, labels);
        for candidate in candidates {
            // A value may be shown twice under one label (an input and its copy); the same characters are one value.
            if !found.iter().any(|known| known.text == candidate.text) {
                found.push(candidate);
            }
        }
    }
    Sighting::of(found)
}

fn candidates<N: Node>(
    term: Term,
    anchor: &N,
    others: &[N],
    boundary: &N,
    labels: &Labels,
) -> Vec<Value<N>> {
    let own = own_values(term, anchor, labels);
    if !own.is_empty() {
        return own;
    }
    let holding = holders(others);
    let holds_other = |element: &N| holding.contains(element);
    let mut top = anchor.clone();
    for around in anchor.ancestry() {
        if around == *boundary || holds_other(&around) {
            break;
        }
        let mut values = values_in(&around, labels);
        if values.is_empty() {
            values = alone_behind(&top, &around, labels);
        }
        if !values.is_empty() {
            return values;
        }
        top = around;
    }
    let Some(parent) = top.parent() else {
        return Vec::new();
    };
    let siblings = parent.children();
    let place = siblings.iter().position(|child| *child == top).unwrap_or(0);
    let mut values = Vec::new();
    for sibling in siblings.iter().skip(place + 1) {
        if sibling.is_text() {
            values.extend(token(&sibling.text(), &parent, labels));
        } else if holds_other(sibling) {
            break;
        } else {
            values.extend(values_in(sibling, labels));
        }
        if !values.is_empty() {
            return values;
        }
    }
    below(&top, place, &siblings, labels)
}

/// A value drawn in one line with its label, and no space between: the only other thing in `around`, but for buttons. Of
/// several, each may be a part of the value.
fn alone_behind<N: Node>(label: &N, around: &N, labels: &Labels) -> Vec<Value<N>> {
    let is_blank = |child: &N| child.is_text() && child.text().trim().is_empty();
    let children = around.children();
    let mut behind = children
        .iter()
        .skip_while(|child| *child != label)
        .skip(1)
        .filter(|child| !is_blank(child) && !is_pressable(*child));
    match (behind.next(), behind.next()) {
        (Some(only), None) if !only.is_text() => values_in(only, labels),
        _ => Vec::new(),
    }
}

/// A value in the column under its label.
fn below<N: Node>(cell: &N, place: usize, cells: &[N], labels: &Labels) -> Vec<Value<N>> {
    let is_cell = matches!(cell.tag().as_str(), "th" | "td")
        || matches!(cell.role().as_str(), "columnheader" | "cell" | "gridcell");
    let Some(row) = cell.parent().filter(|_| is_cell) else {
        return Vec::new();
    };
    let column = cells[..place].iter().filter(|c| !c.is_text()).count();
    let Some(table) = row.ancestry().find(|around| {
        around.tag() == "table" || matches!(around.role().as_str(), "table" | "grid")
    }) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    collect_rows(&table, &mut rows);
    rows.iter()
        .skip_while(|r| **r != row)
        .skip(1)
        .filter_map(|r| {
            r.children()
                .into_iter()
                .filter(|c| !c.is_text())
                .nth(column)
        })
        .flat_map(|value| values_in(&value, labels))
        .collect()
}

fn collect_rows<N: Node>(element: &N, rows: &mut Vec<N>) {
    for child in element.children() {
        if child.tag() == "tr" || child.role() == "row" {
            rows.push(child);
        } else if !child.is_text() {
            collect_rows(&child, rows);
        }
    }
}

/// The value of a field that is itself named, or what follows the label in the same line or is the next.
fn own_values<N: Node>(term: Term, anchor: &N, labels: &Labels) -> Vec<Value<N>> {
    if anchor.value().is_some() {
        return in_field(anchor).into_iter().collect();
    }
    let lines = name::lines(anchor);
    let behind = lines
        .iter()
        .flat_map(|line| labelled(&line.text, labels))
        .filter(|(label, _)| *label == term)
        .filter_map(|(_, text)| as_value(&text, anchor, labels));
    let values_below = |place: usize| {
        let following = lines[place + 1..].iter();
        following.map_while(|line| as_value(&line.text, &line.end, labels))
    };
    let below = (0..lines.len())
        .filter(|place| labels.is(term, &lines[*place].text))
        .flat_map(values_below);
    behind.chain(below).collect()
}

/// The labels of the two keys in a line of text, each with the word that follows it.
pub fn labelled(line: &str, labels: &Labels) -> Vec<(Term, Zeroizing<String>)> {
    let spaced = Zeroizing::new(line.replace([':', '：'], ": "));
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let longest = (words.len() - start).min(LONGEST_LABEL);
        let label = (1..=longest).rev().find_map(|count| {
            let text = words[start..start + count].join(" ");
            [Term::KeyId, Term::KeySecret]
                .into_iter()
                .find(|term| labels.is(*term, &text))
                .map(|term| (term, start + count))
        });
        let Some((term, end)) = label else {
            start += 1;
            continue;
        };
        let is_separator = |word: &&&str| matches!(**word, ":" | "=" | "-" | "–" | "—");
        let value = words[end..].iter().find(|word| !is_separator(word));
        // A shorter word goes on with the label, which is another one then: "API Key ID format".
        let value = value.filter(|word| word.chars().count() >= SHORTEST_VALUE);
        found.extend(value.map(|value| (term, Zeroizing::new((*value).to_owned()))));
        start = end;
    }
    found
}

/// Everything in an element that could be a value: what stands in fields, else lines of text.
fn values_in<N: Node>(element: &N, labels: &Labels) -> Vec<Value<N>> {
    let mut fields = Vec::new();
    let mut texts = Vec::new();
    for piece in name::pieces(element) {
        match piece {
            Piece::Control(control) => {
                let is_caption = matches!(
                    attribute(&control, "type").to_ascii_lowercase().as_str(),
                    "submit" | "button" | "reset" | "checkbox" | "radio"
                );
                if !is_caption {
                    fields.extend(in_field(&control));
                }
                if control.role() == "textbox" && control.value().is_none() {
                    texts.extend(as_value(
                        &name::content_without(&control, None),
                        &control,
                        labels,
                    ));
                }
            }
            Piece::Line(line) => texts.extend(token(&line.text, &line.end, labels)),
            Piece::Break => {}
        }
    }
    if fields.is_empty() { texts } else { fields }
}

/// A line of text as a value; of a label with its value behind it, the value.
fn token<N: Node>(line: &str, element: &N, labels: &Labels) -> Option<Value<N>> {
    match labelled(line, labels).first() {
        Some((_, value)) => as_value(value, element, labels),
        None => as_value(line, element, labels),
    }
}

/// A text as a value: one word, long enough to be no caption. Some languages write a caption as one long word.
fn as_value<N: Node>(text: &str, element: &N, labels: &Labels) -> Option<Value<N>> {
    let text = text.trim();
    let is_token = text.chars().count() >= SHORTEST_VALUE && !text.chars().any(char::is_whitespace);
    // Nor is a value drawn so close behind its label that both are one word.
    let is_label = || {
        let folded = fold(text);
        let mut of_keys = [Term::KeyId, Term::KeySecret]
            .into_iter()
            .flat_map(|term| labels.forms(term));
        labels.all().any(|(_, form)| form == folded) || of_keys.any(|form| folded.starts_with(form))
    };
    if is_token && !is_label() {
        shown(text, element)
    } else {
        None
    }
}

/// What stands in a field as a value, whatever it is: the field is there for nothing else.
fn in_field<N: Node>(field: &N) -> Option<Value<N>> {
    shown(field.value()?.trim(), field)
}

/// A value that is shown, and not dots in its place.
fn shown<N: Node>(text: &str, element: &N) -> Option<Value<N>> {
    let is_masked = text
        .chars()
        .all(|c| matches!(c, '•' | '*' | '●' | '·' | '.'));
    (!is_masked).then(|| Value {
        element: element.clone(),
        text: Zeroizing::new(text.to_owned()),
    })
}
