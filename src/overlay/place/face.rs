//! What is seen of a check box: a library may make the box itself larger than what it draws, and invisible.

use super::Area;

/// A painted part is at least this wide and high, and a box at most so large.
const LEAST: f64 = 8.0;
const MOST: f64 = 40.0;

/// Of a box that is not painted itself, the part beside it that is, by its place in `painted`: the smallest in reach that
/// is as large as a box. `painted` has no words in it.
pub fn face(own: Area, painted: &[Area]) -> Option<usize> {
    let is_box = |area: &Area| {
        (LEAST..=MOST).contains(&area.width)
            && (LEAST..=MOST).contains(&area.height)
            && (own.overlap(area) > 0.0 || own.width < 2.0)
    };
    let size = |area: &Area| area.width * area.height;
    painted
        .iter()
        .enumerate()
        .filter(|(_, area)| is_box(area))
        .min_by(|(_, one), (_, other)| size(one).total_cmp(&size(other)))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: f64, top: f64, width: f64, height: f64) -> Area {
        Area::new(left, top, (width, height))
    }

    #[test]
    fn the_painted_part_is_the_face() {
        let own = area(0.0, 0.0, 42.0, 42.0);
        let ripple = area(0.0, 0.0, 42.0, 42.0);
        let icon = area(9.0, 9.0, 24.0, 24.0);
        let dot = area(19.0, 19.0, 4.0, 4.0);
        assert_eq!(face(own, &[ripple, icon, dot]), Some(1));
        let elsewhere = area(100.0, 9.0, 18.0, 18.0);
        assert_eq!(face(own, &[elsewhere]), None);
        assert_eq!(face(own, &[]), None);
        // One that takes no room at all may be painted anywhere beside.
        assert_eq!(face(area(0.0, 0.0, 1.0, 1.0), &[elsewhere]), Some(0));
    }
}
