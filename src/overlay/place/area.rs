//! Boxes in viewport pixels.

/// A box in viewport pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A width and a height.
pub(crate) type Size = (f64, f64);

impl Area {
    pub(crate) fn new(left: f64, top: f64, (width, height): Size) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    /// The box of an element, as the browser gives it.
    pub fn of(rect: &web_sys::DomRect) -> Self {
        Self::new(rect.left(), rect.top(), (rect.width(), rect.height()))
    }

    pub(crate) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(crate) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// How much of `other` it covers, in square pixels.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        let width = self.right().min(other.right()) - self.left.max(other.left);
        let height = self.bottom().min(other.bottom()) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }

    /// Whether it lies over any part of these.
    pub(crate) fn is_over(&self, others: &[Self]) -> bool {
        others.iter().any(|other| self.overlap(other) > 0.0)
    }

    /// Whether it can be seen in full.
    pub(crate) fn is_within(&self, (width, height): Size) -> bool {
        self.left >= 0.0 && self.top >= 0.0 && self.right() <= width && self.bottom() <= height
    }

    /// The same, larger by so much on every side.
    pub(crate) fn grown(&self, by: f64) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
        }
    }
}
