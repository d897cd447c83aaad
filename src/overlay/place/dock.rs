//! Where the panel stands, and how much of it is drawn.

use super::{Area, Size};

/// Between the panel and the window's edge.
const MARGIN: f64 = 12.0;
/// Between the panel and what it must not cover, where there is so much room.
const AIR: f64 = 8.0;

/// How much of the panel is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Extent {
    /// With the list of steps.
    #[default]
    Full,
    /// With what must be said, without the list.
    Compact,
    /// One line.
    Line,
}

impl Extent {
    /// As the style sheet and tests know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Compact => "compact",
            Self::Line => "line",
        }
    }
}

/// How large the panel is to each extent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sizes {
    pub full: Size,
    pub compact: Size,
    pub line: Size,
}

impl Sizes {
    pub fn of(&self, extent: Extent) -> Size {
        match extent {
            Extent::Full => self.full,
            Extent::Compact => self.compact,
            Extent::Line => self.line,
        }
    }
}

/// What the admin wants of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Wish {
    /// Nothing was said: it gives up whatever would cover something.
    #[default]
    None,
    /// It was opened, and stays so whatever it covers, until something else is at hand.
    Open,
    /// It was made one line.
    Line,
}

/// Where the panel belongs, from 0 (left, top) to 1 (right, bottom) of the room that a window leaves it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Home {
    pub x: f64,
    pub y: f64,
}

impl Default for Home {
    fn default() -> Self {
        Self { x: 1.0, y: 0.0 }
    }
}

impl Home {
    /// Where a panel of that size stands that is at its home.
    fn area(self, viewport: Size, size: Size) -> Area {
        let room = |window: f64, length: f64| (window - length - 2.0 * MARGIN).max(0.0);
        let margin = |window: f64, length: f64| ((window - length) / 2.0).clamp(0.0, MARGIN);
        let left = margin(viewport.0, size.0) + self.x * room(viewport.0, size.0);
        let top = margin(viewport.1, size.1) + self.y * room(viewport.1, size.1);
        Area::new(left.floor(), top.floor(), size)
    }

    /// As it is kept from page to page: two whole parts of a thousand.
    pub fn to_text(self) -> String {
        let part = |value: f64| {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 1000
            let part = (value * 1000.0).round() as u16;
            part.to_string()
        };
        [&part(self.x), " ", &part(self.y)].concat()
    }

    /// Reads that back.
    pub fn from_text(text: &str) -> Option<Self> {
        let (x, y) = text.split_once(' ')?;
        let part = |text: &str| {
            let part: u16 = text.parse().ok()?;
            (part <= 1000).then(|| f64::from(part) / 1000.0)
        };
        Some(Self {
            x: part(x)?,
            y: part(y)?,
        })
    }

    /// The home of a panel that was put there.
    pub fn of(area: &Area, viewport: Size) -> Self {
        let part = |at: f64, window: f64, length: f64| {
            let room = window - length - 2.0 * MARGIN;
            if room <= 0.0 {
                0.5
            } else {
                ((at - MARGIN) / room).clamp(0.0, 1.0)
            }
        };
        Self {
            x: part(area.left, viewport.0, area.width),
            y: part(area.top, viewport.1, area.height),
        }
    }
}

/// What decides where the panel stands, but for what is on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wishes {
    pub wish: Wish,
    /// The panel asks something that a press on it led to: that is shown, whatever it covers.
    pub asks: bool,
    pub home: Home,
    pub viewport: Size,
    pub sizes: Sizes,
}

/// How the panel stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stand {
    pub extent: Extent,
    pub area: Area,
}

/// The place for the panel: where it is now, at its home, in a corner, or as near to its home as there is room; with less
/// and less of it where there is none. No part of `clear` is covered as long as one line has room anywhere.
///
/// A panel that was opened on purpose, or that asks something, stays open and covers as little as it can. In a narrow window it has no list unless
/// it was opened.
pub(crate) fn dock(now: Option<Stand>, wishes: &Wishes, clear: &[Area]) -> Stand {
    let Wishes {
        wish,
        asks,
        home,
        viewport,
        sizes,
    } = *wishes;
    let is_narrow = viewport.0 < sizes.full.0 * 2.3;
    let extents: &[Extent] = match wish {
        Wish::Open => &[Extent::Full],
        Wish::Line => &[Extent::Line],
        Wish::None if asks && is_narrow => &[Extent::Compact],
        Wish::None if asks => &[Extent::Full, Extent::Compact],
        Wish::None if is_narrow => &[Extent::Compact, Extent::Line],
        Wish::None => &[Extent::Full, Extent::Compact, Extent::Line],
    };
    let mut best: Option<Place> = None;
    let tries = extents.iter().flat_map(|extent| {
        // One line is as wide as the panel where that has room: then more of the headline is read.
        let wide = (*extent == Extent::Line).then_some((sizes.full.0, sizes.line.1));
        let size = sizes.of(*extent);
        wide.into_iter().chain([size]).map(|size| (*extent, size))
    });
    for (extent, size) in tries {
        let stays = now
            .filter(|stand| stand.extent == extent)
            .map(|stand| Area::new(stand.area.left, stand.area.top, size));
        let place = find(stays, home, viewport, size, clear);
        if best.is_none_or(|best| place.harm < best.harm) {
            best = Some(Place {
                stand: Stand {
                    extent,
                    ..place.stand
                },
                ..place
            });
        }
        if place.harm <= 0.0 {
            break;
        }
    }
    best.map_or_else(
        || Stand {
            extent: Extent::Line,
            area: home.area(viewport, sizes.line),
        },
        |best| best.stand,
    )
}

/// A place, and how much of what must stay clear it covers.
#[derive(Clone, Copy)]
struct Place {
    stand: Stand,
    harm: f64,
    /// How far it is from home; squared, for nothing but comparing.
    far: f64,
}

/// The best place for a panel of one size: where it is now, else its home, else the nearest corner, else the nearest place to
/// its home; where one is free of `clear` at all, it is found.
fn find(stays: Option<Area>, home: Home, viewport: Size, size: Size, clear: &[Area]) -> Place {
    let at_home = home.area(viewport, size);
    let rate = |area: Area| {
        let (x, y) = (area.left - at_home.left, area.top - at_home.top);
        let mut harm = 0.0;
        for one in clear {
            harm += area.overlap(one);
        }
        if !area.is_within(viewport) {
            harm = f64::MAX;
        }
        let extent = Extent::default();
        Place {
            stand: Stand { extent, area },
            harm,
            far: x * x + y * y,
        }
    };
    let mut best = rate(at_home);
    if let Some(stays) = stays.map(rate)
        && stays.harm <= 0.0
    {
        return stays;
    }
    let (near, level) = (home.x.round(), home.y.round());
    for (x, y) in [
        (near, level),
        (near, 1.0 - level),
        (1.0 - near, level),
        (1.0 - near, 1.0 - level),
    ] {
        if best.harm <= 0.0 {
            return best;
        }
        let corner = rate(Home { x, y }.area(viewport, size));
        if corner.harm < best.harm {
            best = corner;
        }
    }
    // A free place can be pushed to the left and up until it meets the window's edge or something that must stay clear.
    for (margin, air) in [(MARGIN, AIR), (0.0, 0.0)] {
        let lefts = stops(viewport.0, size.0, margin, air, clear, |one| {
            (one.left, one.right())
        });
        let tops = stops(viewport.1, size.1, margin, air, clear, |one| {
            (one.top, one.bottom())
        });
        for left in &lefts {
            for top in &tops {
                let place = rate(Area::new(*left, *top, size));
                if (place.harm, place.far) < (best.harm, best.far) {
                    best = place;
                }
            }
        }
        if best.harm <= 0.0 {
            break;
        }
    }
    best
}

/// Where along one side of the window something of that length stands against an edge of the window or of what must stay
/// clear; in whole pixels, as it is drawn.
fn stops(
    window: f64,
    length: f64,
    margin: f64,
    air: f64,
    clear: &[Area],
    sides: fn(&Area) -> (f64, f64),
) -> Vec<f64> {
    let mut stops = vec![margin, window - length - margin];
    for one in clear {
        let (before, behind) = sides(one);
        stops.push((behind + air).ceil());
        stops.push((before - air - length).floor());
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: Size = (1280.0, 800.0);
    const SIZES: Sizes = Sizes {
        full: (320.0, 480.0),
        compact: (320.0, 190.0),
        line: (240.0, 40.0),
    };

    fn at(left: f64, top: f64) -> Area {
        Area::new(left, top, (40.0, 20.0))
    }

    fn docked(wish: Wish, viewport: Size, clear: &[Area]) -> Stand {
        dock(None, &wishes(wish, Home::default(), viewport), clear)
    }

    fn wishes(wish: Wish, home: Home, viewport: Size) -> Wishes {
        Wishes {
            wish,
            asks: false,
            home,
            viewport,
            sizes: SIZES,
        }
    }

    #[test]
    fn it_stands_at_its_home_until_something_is_beneath() {
        let free = docked(Wish::None, WIDE, &[at(300.0, 100.0)]);
        assert_eq!(
            (free.area.left, free.area.top, free.extent),
            (948.0, 12.0, Extent::Full)
        );
        let lower = docked(Wish::None, WIDE, &[at(1100.0, 100.0)]);
        assert_eq!((lower.area.left, lower.area.top), (948.0, 308.0));
        let left = docked(Wish::None, WIDE, &[at(1100.0, 100.0), at(1100.0, 500.0)]);
        assert_eq!((left.area.left, left.area.top), (12.0, 12.0));
        let home = Home::default();
        let wide = wishes(Wish::None, home, WIDE);
        let stays = dock(Some(left), &wide, &[at(600.0, 100.0)]);
        assert_eq!(stays, left, "it does not hop back without need");
    }

    #[test]
    fn it_gives_up_its_list_and_then_all_but_a_line() {
        let rows = |step: usize| -> Vec<Area> {
            (0..600)
                .step_by(step)
                .map(|top| {
                    Area::new(
                        0.0,
                        f64::from(u16::try_from(top).expect("small")),
                        (800.0, 20.0),
                    )
                })
                .collect()
        };
        assert_eq!(
            docked(Wish::None, (800.0, 600.0), &rows(240)).extent,
            Extent::Compact
        );
        assert_eq!(
            docked(Wish::None, (800.0, 600.0), &rows(100)).extent,
            Extent::Line
        );
        let opened = docked(Wish::Open, (800.0, 600.0), &rows(100));
        assert_eq!(opened.extent, Extent::Full, "the admin's wish comes first");
        assert_eq!(
            docked(Wish::None, (600.0, 600.0), &[]).extent,
            Extent::Compact
        );
        assert_eq!(docked(Wish::Line, WIDE, &[]).extent, Extent::Line);
        let mut asks = wishes(Wish::None, Home::default(), (800.0, 600.0));
        asks.asks = true;
        let stand = dock(None, &asks, &rows(100));
        assert_eq!(stand.extent, Extent::Compact, "a question is read");
        asks.wish = Wish::Line;
        let stand = dock(None, &asks, &rows(100));
        assert_eq!(stand.extent, Extent::Line, "the admin's wish comes first");
    }

    #[test]
    fn it_comes_back_to_where_it_was_put() {
        let put = Area::new(200.0, 300.0, SIZES.full);
        let home = Home::of(&put, WIDE);
        let stand = dock(None, &wishes(Wish::None, home, WIDE), &[]);
        assert!((stand.area.left - 200.0).abs() < 0.01 && (stand.area.top - 300.0).abs() < 0.01);
        let elsewhere = dock(None, &wishes(Wish::None, home, (640.0, 400.0)), &[]);
        assert!(elsewhere.area.is_within((640.0, 400.0)));
    }

    #[test]
    fn a_home_is_kept_as_text() {
        let home = Home { x: 0.25, y: 1.0 };
        assert_eq!(home.to_text(), "250 1000");
        assert_eq!(Home::from_text("250 1000"), Some(home));
        for text in ["", "1", "1 2 3", "-1 0", "0 1001", "a b", "0.5 0.5"] {
            assert_eq!(Home::from_text(text), None, "{text}");
        }
    }

    fn any_area() -> impl Strategy<Value = Area> {
        (-50.0..1300.0, -50.0..820.0, 1.0..700.0, 1.0..120.0)
            .prop_map(|(left, top, width, height)| Area::new(left, top, (width, height)))
    }

    proptest! {
        #[test]
        fn nothing_is_covered_wherever_one_line_has_room(
            viewport in prop::sample::select(vec![WIDE, (1024.0, 700.0), (800.0, 600.0), (640.0, 400.0), (320.0, 256.0)]),
            clear in prop::collection::vec(any_area(), 0..14),
            home in (0.0..=1.0, 0.0..=1.0).prop_map(|(x, y)| Home { x, y }),
            tries in prop::collection::vec((0.0..=1.0, 0.0..=1.0), 60),
        ) {
            let sizes = Sizes { full: (320.0_f64.min(viewport.0 - 24.0), 480.0_f64.min(viewport.1 - 24.0)), ..SIZES };
            let sizes = Sizes { compact: (sizes.full.0, sizes.full.1.min(190.0)), ..sizes };
            let line = sizes.line;
            let wishes = Wishes { wish: Wish::None, asks: false, home, viewport, sizes };
            let has_room = tries.iter().any(|(x, y)| {
                let place = Area::new(x * (viewport.0 - line.0), y * (viewport.1 - line.1), line);
                !place.grown(1.0).is_over(&clear)
            });
            let stand = dock(None, &wishes, &clear);
            prop_assert!(stand.area.is_within(viewport));
            prop_assert!(!has_room || !stand.area.is_over(&clear), "{stand:?}");
            // It stays where it is when it is asked again.
            let again = dock(Some(stand), &wishes, &clear);
            if !stand.area.is_over(&clear) {
                prop_assert_eq!(again, stand);
            }
        }

        #[test]
        fn a_home_is_found_again(x in 0.0..=1.0, y in 0.0..=1.0) {
            let area = Home { x, y }.area(WIDE, SIZES.full);
            let again = Home::of(&area, WIDE).area(WIDE, SIZES.full);
            prop_assert!((again.left - area.left).abs() <= 1.0 && (again.top - area.top).abs() <= 1.0);
        }
    }
}
