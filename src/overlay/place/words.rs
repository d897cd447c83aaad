//! Where the words beside a control stand.

use super::{Area, SHADOW, Size};

/// Between a control and the words beside it.
const GAP: f64 = 10.0;

/// On which side of a control the words beside it are, for the tail that ties them to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Right,
    /// Further to the right in the control's row, after what is written there.
    Row,
    Left,
    Below,
    /// Below, and no further to the right than the control.
    BelowEnd,
    Above,
}

impl Side {
    pub fn name(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Row => "row",
            Self::Left => "left",
            Self::Below => "below",
            Self::BelowEnd => "below-end",
            Self::Above => "above",
        }
    }
}

/// A place for words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub side: Side,
    pub area: Area,
}

/// What is at a point of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Ground {
    /// Whether something is written or used there.
    pub is_taken: bool,
    /// Where, to the right, it ends.
    pub end: f64,
}

/// The place for words of `size` beside `control`: to the right of it, in its row after what is written there, below, above,
/// to the left; wholly in the window. None where any of these would cover something.
///
/// `taken` is what is drawn by us and what the admin needs, with room for its shadow; `ground` tells of everything else.
pub(crate) fn beside(
    control: Area,
    size: Size,
    viewport: Size,
    taken: &[Area],
    ground: &dyn Fn(f64, f64) -> Ground,
) -> Option<Spot> {
    let middle = control.top + (control.height - size.1) / 2.0;
    let right = control.right() + GAP;
    let below = control.bottom() + GAP;
    let written = ground(right, control.top + control.height / 2.0);
    let after = if written.is_taken {
        written.end + GAP
    } else {
        right
    };
    let places = [
        (Side::Right, right, middle),
        (Side::Row, after, middle),
        (Side::Row, after + 60.0, middle),
        (Side::Row, after + 120.0, middle),
        (Side::Below, control.left, below),
        (Side::BelowEnd, control.right() - size.0, below),
        (Side::Above, control.left, control.top - size.1 - GAP),
        (Side::Left, control.left - size.0 - GAP, middle),
    ];
    places
        .into_iter()
        .map(|(side, left, top)| Spot {
            side,
            area: Area::new(left, top, size),
        })
        .find(|spot| is_free(&spot.area, viewport, taken, ground))
}

/// Whether words may stand there: wholly in the window, and over nothing.
pub(crate) fn is_free(
    area: &Area,
    viewport: Size,
    taken: &[Area],
    ground: &dyn Fn(f64, f64) -> Ground,
) -> bool {
    area.is_within(viewport)
        && !area.is_over(taken)
        && points(area).all(|(x, y)| !ground(x, y).is_taken)
}

/// Points of an area, close enough together for every line and nearly every word.
fn points(area: &Area) -> impl Iterator<Item = (f64, f64)> {
    /// No line of text is lower than this.
    const LINE: f64 = 10.0;
    const WORD: f64 = 24.0;
    let steps = |length: f64, step: f64| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // a window is not that large
        let count = (length / step).ceil().max(1.0) as u16;
        (0..=count).map(move |index| f64::from(index) / f64::from(count))
    };
    // The very edges belong to what is beside.
    let inner = area.grown(-1.0);
    steps(inner.height, LINE).flat_map(move |down| {
        steps(inner.width, WORD).map(move |along| {
            (
                inner.left + along * inner.width,
                inner.top + down * inner.height,
            )
        })
    })
}

/// What words beside a control must not cover of ours: as the browser sees it, something in a shadow is covered.
pub(crate) fn with_shadow(area: &Area) -> Area {
    area.grown(SHADOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: Size = (1280.0, 800.0);

    fn at(left: f64, top: f64) -> Area {
        Area::new(left, top, (40.0, 20.0))
    }

    /// A page that is written on where `is_written` says so, as far as x = 520.
    fn page(is_written: impl Fn(f64, f64) -> bool) -> impl Fn(f64, f64) -> Ground {
        move |x, y| Ground {
            is_taken: is_written(x, y),
            end: 520.0,
        }
    }

    #[test]
    fn words_go_where_they_cover_nothing() {
        let control = at(400.0, 300.0);
        let size = (150.0, 24.0);
        let put = |taken: &[Area], ground: &dyn Fn(f64, f64) -> Ground| {
            beside(control, size, WIDE, taken, ground)
                .map(|spot| (spot.side, spot.area.left, spot.area.top))
        };
        assert_eq!(
            put(&[], &page(|_, _| false)),
            Some((Side::Right, 450.0, 298.0))
        );
        assert_eq!(
            put(&[], &page(|_, y| y < 321.0)),
            Some((Side::Below, 400.0, 330.0))
        );
        assert_eq!(
            put(&[], &page(|x, _| x < 520.0)),
            Some((Side::Row, 530.0, 298.0))
        );
        let taken = [at(400.0, 340.0), at(480.0, 300.0), at(640.0, 300.0)];
        let spot = put(&taken, &page(|_, _| false));
        assert_eq!(
            spot,
            Some((Side::Above, 400.0, 266.0)),
            "clear of what is marked"
        );
        assert_eq!(
            put(&[], &page(|_, _| true)),
            None,
            "better no words than over others"
        );
    }

    proptest! {
        #[test]
        fn words_cover_nothing_and_stay_in_the_window(
            x in -200.0..1400.0, y in -200.0..900.0, w in 10.0..440.0, h in 16.0..80.0,
            text in (0.0..1200.0, 0.0..780.0, 24.0..400.0, 12.0..40.0),
        ) {
            let text = Area::new(text.0, text.1, (text.2, text.3));
            let ground = |x, y| Ground {
                is_taken: text.overlap(&Area::new(x, y, (0.01, 0.01))) > 0.0,
                end: text.right(),
            };
            if let Some(spot) = beside(at(x, y), (w, h), WIDE, &[], &ground) {
                prop_assert!(spot.area.is_within(WIDE));
                // What lies at the very edge is beside it.
                prop_assert!(spot.area.grown(-1.0).overlap(&text) <= 5.0);
            }
        }
    }
}
