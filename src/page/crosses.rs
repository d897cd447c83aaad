//! What closes the dialog without saying so: crosses that are only painted, and what lies around its box.

use super::kind::is_pressable;
use super::name;
use super::node::{Node, common};

/// Crosses that are only painted, whatever their tooltips say: what stands last without words in the title's bar, and the last
/// such thing to press.
pub fn painted<N: Node>(title: &N, boundary: &N, keys: &[N]) -> Vec<N> {
    // A bar that shows nothing but the title reads as the title itself: begin at the words.
    let Some(words) = name::lines(title)
        .into_iter()
        .next()
        .map(|line| line.element)
    else {
        return Vec::new();
    };
    for around in words.ancestry().take(4) {
        if keys.iter().any(|key| around.holds(key)) {
            break;
        }
        let is_title = |child: &N| child.holds(&words) || around == words && is_words(child);
        let behind = around.children().into_iter();
        let mut icons: Vec<N> = behind
            .skip_while(|child| !is_title(child))
            .skip(1)
            .flat_map(|child| icons_in(&child))
            .collect();
        let pressable = icons.iter().rposition(is_pressable);
        let pressable = pressable.map(|place| icons[place].clone());
        let last = icons.pop();
        if last.is_some() || around == *boundary {
            return last.into_iter().chain(pressable).collect();
        }
    }
    Vec::new()
}

fn is_words<N: Node>(child: &N) -> bool {
    child.is_text() && !child.text().trim().is_empty()
}

/// What is drawn without words in a dialog beside all that it says, or is pressed as the first or last thing in it.
pub fn beside<'a, N: Node + 'a>(parts: impl Iterator<Item = &'a N>, boundary: &N) -> Vec<N> {
    let all = parts
        .cloned()
        .reduce(|all, part| common(&all, &part).unwrap_or(all));
    let mut beside = Vec::new();
    let mut inner = all.filter(|all| boundary.holds(all));
    while let Some(part) = inner.filter(|inner| inner != boundary) {
        let around = part.parent();
        let others = around.iter().flat_map(Node::children);
        let others = others.filter(|child| *child != part);
        beside.extend(others.flat_map(|child| icons_in(&child)));
        inner = around;
    }
    let children = boundary.children();
    let mut elements = children.iter().filter(|child| !child.is_text());
    let ends = elements.next().into_iter().chain(elements.next_back());
    let crosses = ends.filter(|end| is_pressable(*end) && name::is_wordless(*end));
    beside.extend(crosses.cloned());
    beside
}

/// What an element is or holds that is drawn and shows no words, without what it is painted with. A slot draws nothing itself.
fn icons_in<N: Node>(element: &N) -> Vec<N> {
    if element.is_text()
        || !element.is_rendered()
        || matches!(element.tag().as_str(), "br" | "hr" | "wbr")
    {
        Vec::new()
    } else if name::is_wordless(element) && element.tag() != "slot" {
        vec![element.clone()]
    } else {
        element.children().iter().flat_map(icons_in).collect()
    }
}
