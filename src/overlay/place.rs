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
    fn overlap(&self, other: &Self) -> f64 {
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

/// The place for the panel: at the right, unless it would cover what is marked; then at the left; then without its
/// list; then where it covers the least. The side it is at is kept as long as it does no harm there.
pub(super) fn dock(
    now: Dock,
    wish: Wish,
    viewport: Size,
    full: Size,
    compact: Size,
    marked: &[Area],
) -> Dock {
    let mut best = None;
    for is_compact in [false, true] {
        if wish == if is_compact { Wish::Open } else { Wish::Closed } {
            continue;
        }
        let size = if is_compact { compact } else { full };
        for bottom in [false, true] {
            for left in [now.left, !now.left] {
                let place = Dock {
                    left,
                    bottom,
                    compact: is_compact,
                };
                let area = stand(place, viewport, size);
                let harm: f64 = marked.iter().map(|mark| area.overlap(mark)).sum();
                if best.is_none_or(|(least, _)| harm < least) {
                    best = Some((harm, place));
                }
            }
        }
    }
    best.map_or(now, |(_, place)| place)
}

fn stand(place: Dock, viewport: Size, size: Size) -> Area {
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

/// The place for words of `size` beside `control`, as an offset from the control's corner: to the right of it or further
/// on in its row, then to the left, below, above. The first where `cost` is nothing, else the least.
///
/// `cost` says how bad it is to cover what is at a point.
pub(super) fn beside(
    control: Area,
    size: Size,
    viewport: Size,
    cost: impl Fn(f64, f64) -> u32,
) -> (f64, f64) {
    let middle = control.top + (control.height - size.1) / 2.0;
    let below = control.bottom() + GAP;
    let above = control.top - size.1 - GAP;
    let in_row = (0..8).map(|step| (control.right() + GAP + f64::from(step) * 40.0, middle));
    let others = [
        (control.left - size.0 - GAP, middle),
        (control.left, below),
        (control.left, above),
        (control.right() - size.0, below),
        (control.right() - size.0, above),
    ];
    let mut best = None;
    for (left, top) in in_row.chain(others) {
        let area = Area::new(left, top, size);
        if !area.is_within(viewport) {
            continue;
        }
        let limit = best.map_or(u32::MAX, |(least, _)| least);
        let sum = cost_of(&area, limit, &cost);
        if sum < limit {
            best = Some((sum, area));
            if sum == 0 {
                break;
            }
        }
    }
    // No room at all: below, moved into the window as far as it goes.
    let area = best.map_or_else(
        || {
            let left = control.left.min(viewport.0 - size.0).max(0.0);
            let top = below.min(viewport.1 - size.1).max(0.0);
            Area::new(left, top, size)
        },
        |(_, area)| area,
    );
    (area.left - control.left, area.top - control.top)
}

/// What it costs to cover an area, asked at points that leave no word out; not counted beyond `limit`.
fn cost_of(area: &Area, limit: u32, cost: &impl Fn(f64, f64) -> u32) -> u32 {
    const STEP: f64 = 18.0;
    let mut sum = 0;
    let mut y = 3.0;
    while y < area.height {
        let mut x = 1.0;
        while x < area.width {
            sum += cost(area.left + x, area.top + y);
            if sum >= limit {
                return sum;
            }
            x += STEP;
        }
        y += STEP / 2.0;
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
        let left = docked(Wish::None, WIDE, &[at(1100.0, 100.0)]);
        assert!(left.left && !left.bottom && !left.compact);
        let stays = dock(left, Wish::None, WIDE, FULL, COMPACT, &[at(600.0, 100.0)]);
        assert_eq!(stays, left, "it does not hop back without need");
    }

    #[test]
    fn in_a_narrow_window_the_list_gives_way() {
        let narrow = (600.0, 600.0);
        let marked = [at(60.0, 300.0), at(400.0, 300.0)];
        let place = docked(Wish::None, narrow, &marked);
        assert!(place.compact && !place.bottom);
        assert!(
            !docked(Wish::Open, narrow, &marked).compact,
            "the admin's wish comes first"
        );
        assert!(docked(Wish::Closed, WIDE, &[]).compact);
    }

    #[test]
    fn words_go_where_they_cover_nothing() {
        let control = at(400.0, 300.0);
        let free = beside(control, (150.0, 24.0), WIDE, |_, _| 0);
        assert_eq!(
            free,
            (50.0, -2.0),
            "beside the control, in the middle of its row"
        );
        let after_text = beside(control, (150.0, 24.0), WIDE, |x, _| u32::from(x < 520.0));
        assert!(
            after_text.0 >= 120.0 && after_text.1 == free.1,
            "after the text of its row"
        );
        let below = beside(control, (150.0, 24.0), WIDE, |_, y| u32::from(y < 321.0));
        assert_eq!(below, (0.0, 30.0));
    }

    proptest! {
        #[test]
        fn words_stay_in_the_window(x in -200.0..1400.0, y in -200.0..900.0, w in 1.0..400.0, h in 1.0..200.0) {
            let control = at(x, y);
            let (dx, dy) = beside(control, (w, h), WIDE, |x, _| u32::from(x < 640.0));
            let words = Area::new(control.left + dx, control.top + dy, (w, h));
            // A hair's breadth: offsets are added and taken away again.
            prop_assert!(words.left > -0.01 && words.top > -0.01);
            prop_assert!(words.right() < WIDE.0 + 0.01 && words.bottom() < WIDE.1 + 0.01);
        }

        #[test]
        fn the_panel_never_covers_more_than_it_must(x in 0.0..1240.0, y in 0.0..780.0) {
            let marked = [at(x, y)];
            let place = docked(Wish::None, WIDE, &marked);
            let size = if place.compact { COMPACT } else { FULL };
            prop_assert_eq!(stand(place, WIDE, size).overlap(&marked[0]), 0.0);
        }
    }
}
