//! How evidence is combined.
//!
//! | proof of a dataset | denial | doubt | an understood control shows nothing | verdict |
//! |---|---|---|---|---|
//! | yes | no | any | any | filled |
//! | yes | yes | any | any | unclear: they disagree |
//! | no | yes | only prompts, plain items or an active option | any | empty |
//! | no | any | yes | any | unclear: a text that no rule explains |
//! | no | yes | no | any | empty |
//! | no | no | no | yes | empty |
//! | no | no | no | no | unclear: nothing is understood |

use super::evidence::{Piece, Weight, What};
use trivet_checklist::Unclear;

/// What is to be said of the field as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Proven: nothing is selected.
    Empty,
    /// Proven: something is.
    Filled {
        /// How many, where that is certain.
        entries: Option<usize>,
    },
    /// Neither is proven.
    Unclear(Unclear),
}

/// What the pieces prove together.
pub fn combine<N>(pieces: &[Piece<N>]) -> Reading {
    let has = |weight: Weight| pieces.iter().any(|piece| piece.what.weight() == weight);
    match (has(Weight::Filled), has(Weight::Denied)) {
        (true, false) => Reading::Filled {
            entries: number(pieces),
        },
        (true, true) => Reading::Unclear(Unclear::Disagreeing),
        (false, true) if has_only_slight_doubts(pieces) => Reading::Empty,
        (false, _) if has(Weight::Doubt) => Reading::Unclear(Unclear::Unexplained),
        (false, is_denied) if is_denied || has(Weight::Empty) => Reading::Empty,
        (false, _) => Reading::Unclear(Unclear::NotUnderstood),
    }
}

/// Whether a denial outweighs what speaks against it: prompts, items without any sign of being chosen, the active option.
fn has_only_slight_doubts<N>(pieces: &[Piece<N>]) -> bool {
    pieces.iter().all(|piece| {
        piece.what.weight() != Weight::Doubt
            || matches!(
                piece.what,
                What::Prompt | What::PlainItem | What::MaybeActive
            )
    })
}

/// How many are selected, where everything that counts them says the same.
fn number<N>(pieces: &[Piece<N>]) -> Option<usize> {
    let count = |kinds: &[What]| {
        let count = pieces.iter().filter(|p| kinds.contains(&p.what)).count();
        (count > 0).then_some(count)
    };
    let is_uncertain = pieces.iter().any(|piece| {
        matches!(
            piece.what,
            What::Text | What::Prompt | What::More | What::UnclearMark
        )
    });
    if is_uncertain {
        return None;
    }
    let mut counts = vec![
        count(&[What::Chip, What::ItemBeforeInput]),
        count(&[What::Ticked]),
        count(&[What::ChosenItem]),
    ];
    counts.extend(pieces.iter().map(|piece| match piece.what {
        What::Selected(count) | What::Count(count) => Some(count),
        _ => None,
    }));
    let mut counts = counts.into_iter().flatten();
    let first = counts.next()?;
    counts.all(|other| other == first).then_some(first)
}
