//! Where the panel and the words beside a control stand: plain geometry, no browser.

/// A box in viewport pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

/// A width and a height.
pub(super) type Size = (f64, f64);

impl Area {
    fn new(left: f64, top: f64, (width, height): Size) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    fn right(&self) -> f64 {
        self.left + self.width
    }

    fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// How much of `other` it covers, in square pixels.
    pub fn overlap(&self, other: &Self) -> f64 {
        let width = self.right().min(other.right()) - self.left.max(other.left);
        let height = self.bottom().min(other.bottom()) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether it can be seen in full.
    pub fn is_within(&self, (width, height): Size) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right() <= width && self.bottom() <= height
    }
}

/// Between the panel and the window's edge.
const MARGIN: f64 = 12.0;
/// Between a control and the words beside it.
const GAP: f64 = 10.0;
/// What it costs to cover the panel, a marked control, or other words: more than anything of the page's.
pub(super) const TAKEN: u32 = 1000;

/// Where the panel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Dock {
    /// At the left edge; else at the right.
    pub left: bool,
    /// At the bottom; else at the top.
    pub bottom: bool,
    /// Without the list of steps.
    pub compact: bool,
}

/// Whether the admin wants the list of steps to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wish {
    /// Nothing was said: the list gives way where it would cover what is marked.
    #[default]
    None,
    /// It was opened.
    Open,
    /// It was closed.
    Closed,
}

/// The place for the panel: at the right, at the top; where it would cover what is marked, at the bottom, then at the
/// left, then without its list, then where it covers the least. It stays where it is as long as it does no harm there.
/// In a narrow window it has no list unless the admin opens it.
pub(super) fn dock(
    now: Dock,
    wish: Wish,
    viewport: Size,
    full: Size,
    compact: Size,
    marked: &[Area],
) -> Dock {
    let is_narrow = viewport.0 < full.0 * 2.3;
    let mut best = None;
    for is_compact in [false, true] {
        let unwanted = if is_compact {
            wish == Wish::Open
        } else {
            wish == Wish::Closed || (wish == Wish::None && is_narrow)
        };
        if unwanted {
            continue;
        }
        for left in [now.left, !now.left] {
            for bottom in [now.bottom, !now.bottom] {
                let place = Dock {
                    left,
                    bottom,
                    compact: is_compact,
                };
                let area = stand(place, viewport, if is_compact { compact } else { full });
                let harm: f64 = marked.iter().map(|mark| area.overlap(mark)).sum();
                if best.is_none_or(|(least, _)| harm < least) {
                    best = Some((harm, place));
                }
            }
        }
    }
    best.map_or(now, |(_, place)| place)
}

/// The box of a panel of `size` at its place.
pub(super) fn stand(place: Dock, viewport: Size, size: Size) -> Area {
    let left = if place.left {
        MARGIN
    } else {
        viewport.0 - size.0 - MARGIN
    };
    let top = if place.bottom {
        viewport.1 - size.1 - MARGIN
    } else {
        MARGIN
    };
    Area::new(left, top, size)
}

/// On which side of a control the words beside it are, for the tail that ties them to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
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
pub(super) struct Spot {
    pub side: Side,
    pub area: Area,
    /// What it costs: nothing, or something of the page's is covered; [`TAKEN`] and more, something of ours.
    pub cost: u32,
}

/// What is at a point of the page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Ground {
    /// How bad it is to cover.
    pub cost: u32,
    /// Where, to the right, it ends.
    pub end: f64,
}

/// The place for words of `size` beside `control`: to the right of it, below, above, to the left, or in its row after
/// what is written there. The first that covers nothing, else what covers the least; wholly in the window.
///
/// No part of `taken` is covered without need; `ground` tells of everything else.
pub(super) fn beside(
    control: Area,
    size: Size,
    viewport: Size,
    taken: &[Area],
    ground: impl Fn(f64, f64) -> Ground,
) -> Spot {
    let middle = control.top + (control.height - size.1) / 2.0;
    let right = control.right() + GAP;
    let below = control.bottom() + GAP;
    let written = ground(right, control.top + control.height / 2.0);
    let after = if written.cost > 0 {
        written.end + GAP
    } else {
        right
    };
    let above = control.top - size.1 - GAP;
    // What stands above or before a control belongs to it or was filled in before: it costs more to cover.
    let places = [
        (Side::Right, right, middle, 0),
        (Side::Row, after, middle, 0),
        (Side::Row, after + 60.0, middle, 0),
        (Side::Row, after + 120.0, middle, 0),
        (Side::Below, control.left, below, 0),
        (Side::BelowEnd, control.right() - size.0, below, 0),
        (Side::Above, control.left, above, 8),
        (Side::Left, control.left - size.0 - GAP, middle, 8),
    ];
    let mut best: Option<Spot> = None;
    for (side, left, top, price) in places {
        let area = Area::new(left, top, size);
        if !area.is_within(viewport) {
            continue;
        }
        let limit = best.map_or(u32::MAX, |best| best.cost);
        let mut cost = cost_of(&area, taken, limit, &ground);
        if cost > 0 {
            cost += price;
        }
        if cost < limit {
            best = Some(Spot { side, area, cost });
            if cost == 0 {
                break;
            }
        }
    }
    // No room at all: moved into the window as far as it goes.
    best.unwrap_or_else(|| {
        let left = control.left.min(viewport.0 - size.0).max(0.0);
        let top = below.min(viewport.1 - size.1).max(0.0);
        Spot {
            side: Side::Row,
            area: Area::new(left, top, size),
            cost: TAKEN,
        }
    })
}

/// What it costs to cover an area, asked at points close enough for most words; not counted beyond `limit`.
fn cost_of(area: &Area, taken: &[Area], limit: u32, ground: &impl Fn(f64, f64) -> Ground) -> u32 {
    /// No line of text is lower than this.
    const LINE: f64 = 12.0;
    const COLUMNS: [f64; 6] = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98];
    let mut sum = 0;
    for taken in taken {
        if area.overlap(taken) > 0.0 {
            sum += TAKEN;
        }
    }
    let mut y = area.top + LINE / 4.0;
    while y < area.bottom() {
        for along in COLUMNS {
            if sum >= limit {
                return sum;
            }
            sum += ground(area.left + along * area.width, y).cost;
        }
        y += LINE;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: Size = (1280.0, 800.0);
    const FULL: Size = (320.0, 480.0);
    const COMPACT: Size = (320.0, 120.0);

    fn at(left: f64, top: f64) -> Area {
        Area::new(left, top, (40.0, 20.0))
    }

    fn docked(wish: Wish, viewport: Size, marked: &[Area]) -> Dock {
        dock(Dock::default(), wish, viewport, FULL, COMPACT, marked)
    }

    #[test]
    fn the_panel_stands_at_the_right_until_a_marked_control_is_beneath() {
        assert_eq!(
            docked(Wish::None, WIDE, &[at(300.0, 100.0)]),
            Dock::default()
        );
        let lower = docked(Wish::None, WIDE, &[at(1100.0, 100.0)]);
        assert!(!lower.left && lower.bottom && !lower.compact);
        let left = docked(Wish::None, WIDE, &[at(1100.0, 100.0), at(1100.0, 500.0)]);
        assert!(left.left && !left.bottom && !left.compact);
        let stays = dock(left, Wish::None, WIDE, FULL, COMPACT, &[at(600.0, 100.0)]);
        assert_eq!(stays, left, "it does not hop back without need");
    }

    #[test]
    fn the_list_gives_way_where_it_would_cover_what_is_marked() {
        let small = (800.0, 500.0);
        let marked = [at(60.0, 300.0), at(600.0, 300.0)];
        let place = docked(Wish::None, small, &marked);
        assert!(place.compact && !place.bottom && !place.left);
        let opened = docked(Wish::Open, small, &marked);
        assert!(!opened.compact, "the admin's wish comes first");
        assert!(docked(Wish::None, (600.0, 600.0), &[]).compact);
        assert!(docked(Wish::Closed, WIDE, &[]).compact);
    }

    /// A page that is written on where `is_written` says so, as far as x = 520.
    fn page(is_written: impl Fn(f64, f64) -> bool) -> impl Fn(f64, f64) -> Ground {
        move |x, y| Ground {
            cost: u32::from(is_written(x, y)),
            end: 520.0,
        }
    }

    #[test]
    fn words_go_where_they_cover_nothing() {
        let control = at(400.0, 300.0);
        let size = (150.0, 24.0);
        let Spot { side, area, .. } = beside(control, size, WIDE, &[], page(|_, _| false));
        assert_eq!((side, area.left, area.top), (Side::Right, 450.0, 298.0));
        let Spot { side, area, .. } = beside(control, size, WIDE, &[], page(|_, y| y < 321.0));
        assert_eq!((side, area.left, area.top), (Side::Below, 400.0, 330.0));
        let Spot { side, area, .. } = beside(control, size, WIDE, &[], page(|x, _| x < 520.0));
        assert_eq!((side, area.left, area.top), (Side::Row, 530.0, 298.0));
        let taken = [at(400.0, 340.0), at(480.0, 300.0), at(640.0, 300.0)];
        let Spot { side, area, .. } = beside(control, size, WIDE, &taken, page(|_, _| false));
        assert_eq!(
            (side, area.top),
            (Side::Above, 266.0),
            "clear of what is marked"
        );
    }

    proptest! {
        #[test]
        fn words_stay_in_the_window(x in -200.0..1400.0, y in -200.0..900.0, w in 1.0..400.0, h in 1.0..200.0) {
            let control = at(x, y);
            let words = beside(control, (w, h), WIDE, &[], page(|x, _| x < 640.0)).area;
            // A hair's breadth: sums of fractions.
            prop_assert!(words.left >= 0.0 && words.top >= 0.0);
            prop_assert!(words.right() < WIDE.0 + 0.01 && words.bottom() < WIDE.1 + 0.01);
        }

        #[test]
        fn the_panel_never_covers_more_than_it_must(x in 0.0..1240.0, y in 0.0..780.0) {
            let marked = [at(x, y)];
            let place = docked(Wish::None, WIDE, &marked);
            let size = if place.compact { COMPACT } else { FULL };
            prop_assert!(stand(place, WIDE, size).overlap(&marked[0]) <= 0.0);
        }
    }
}
