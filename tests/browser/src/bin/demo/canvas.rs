//! Pictures as pixels: read from PNG, laid over each other, written as PNG, still or moving.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use png::{
    BitDepth, BlendOp, ColorType, Compression, Decoder, DisposeOp, Encoder, Transformations,
};
use trivet_browser::{Error, Result};

/// Red, green and blue.
const CHANNELS: usize = 3;

/// One picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

/// A rectangle in a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
}

impl Picture {
    /// Reads a PNG.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(wrong)?;
        let size = reader.output_buffer_size();
        let mut buffer = vec![0; size.ok_or_else(|| Error::wrong("a picture without end"))?];
        let info = reader.next_frame(&mut buffer).map_err(wrong)?;
        let samples = info.color_type.samples();
        if samples < CHANNELS {
            return Err(Error::wrong("a picture without colors"));
        }
        let pixels = buffer[..info.buffer_size()]
            .chunks_exact(samples)
            .flat_map(|pixel| &pixel[..CHANNELS])
            .copied()
            .collect();
        Ok(Self {
            width: info.width as usize,
            height: info.height as usize,
            pixels,
        })
    }

    /// This picture, darker, with another in its middle, as a window above it. What does not fit is cut off below.
    pub fn below(&self, window: &Self) -> Self {
        let mut made = self.clone();
        for value in &mut made.pixels {
            *value /= 2;
        }
        let (width, height) = (window.width.min(self.width), window.height.min(self.height));
        let (x, y) = ((self.width - width) / 2, (self.height - height) / 2);
        for row in 0..height {
            let from = row * window.width * CHANNELS;
            let to = ((y + row) * self.width + x) * CHANNELS;
            made.pixels[to..to + width * CHANNELS]
                .copy_from_slice(&window.pixels[from..from + width * CHANNELS]);
        }
        made
    }

    /// This picture in another size: cut off at the right and below, or filled with white there.
    pub fn fitted(&self, width: usize, height: usize) -> Self {
        let mut pixels = Vec::with_capacity(width * height * CHANNELS);
        for y in 0..height {
            let row = y * self.width * CHANNELS;
            let row = self.pixels.get(row..row + self.width * CHANNELS);
            let row = row.unwrap_or_default();
            pixels.extend(row.iter().take(width * CHANNELS));
            pixels.resize((y + 1) * width * CHANNELS, u8::MAX);
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    /// Whether it is of this size.
    pub fn has_size(&self, width: usize, height: usize) -> bool {
        (self.width, self.height) == (width, height)
    }

    /// Writes a PNG.
    pub fn write(&self, path: &Path) -> Result<()> {
        let bytes = self.bytes()?;
        std::fs::write(path, bytes).map_err(|source| Error::File {
            path: path.to_owned(),
            source,
        })
    }

    /// As PNG.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut writer = self.encoder(&mut bytes)?.write_header().map_err(wrong)?;
        writer.write_image_data(&self.pixels).map_err(wrong)?;
        writer.finish().map_err(wrong)?;
        Ok(bytes)
    }

    fn encoder<'a, W: Write + 'a>(&self, to: W) -> Result<Encoder<'a, W>> {
        let size = |length: usize| u32::try_from(length).map_err(wrong);
        let mut encoder = Encoder::new(to, size(self.width)?, size(self.height)?);
        encoder.set_color(ColorType::Rgb);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::High);
        Ok(encoder)
    }

    /// The smallest rectangle outside of which both are the same; one pixel where all is the same.
    fn difference(&self, other: &Self) -> Area {
        let row = self.width * CHANNELS;
        let rows = || {
            self.pixels
                .chunks_exact(row)
                .zip(other.pixels.chunks_exact(row))
        };
        let changed = |(ours, theirs): (&[u8], &[u8])| ours != theirs;
        let Some(top) = rows().position(changed) else {
            return Area {
                x: 0,
                y: 0,
                width: 1,
                height: 1,
            };
        };
        let bottom = rows().rposition(changed).unwrap_or(top);
        let columns = rows()
            .skip(top)
            .take(bottom - top + 1)
            .flat_map(|(ours, theirs)| {
                let pixels = ours
                    .chunks_exact(CHANNELS)
                    .zip(theirs.chunks_exact(CHANNELS));
                let mut changed = pixels
                    .enumerate()
                    .filter(|(_, (ours, theirs))| ours != theirs);
                let first = changed.next().map(|(x, _)| x);
                let last = changed.next_back().map(|(x, _)| x).or(first);
                [first, last].into_iter().flatten()
            });
        let (mut left, mut right) = (self.width, 0);
        for x in columns {
            left = left.min(x);
            right = right.max(x);
        }
        Area {
            x: left,
            y: top,
            width: right + 1 - left,
            height: bottom + 1 - top,
        }
    }

    fn part(&self, area: Area) -> Vec<u8> {
        let rows = self.pixels.chunks_exact(self.width * CHANNELS);
        rows.skip(area.y)
            .take(area.height)
            .flat_map(|row| &row[area.x * CHANNELS..(area.x + area.width) * CHANNELS])
            .copied()
            .collect()
    }
}

/// Pictures one after the other, as a person sees them: a window of another size stands above the page.
#[derive(Debug, Default)]
pub struct Film {
    page: Option<Picture>,
    pictures: Vec<Picture>,
}

impl Film {
    /// Adds what the window at hand shows.
    pub fn add(&mut self, picture: Picture) {
        match &self.page {
            Some(page) if !picture.has_size(page.width, page.height) => {
                self.pictures.push(page.below(&picture));
            }
            _ => {
                self.pictures.push(picture.clone());
                self.page = Some(picture);
            }
        }
    }

    /// A moving PNG that takes so many milliseconds. Of each picture but the first only what changed is kept.
    pub fn bytes(&self, milliseconds: usize) -> Result<Vec<u8>> {
        let count = self.pictures.len();
        let Some(first) = self.pictures.first() else {
            return Err(Error::wrong("no picture"));
        };
        let number = |length: usize| u32::try_from(length).map_err(wrong);
        let delay = u16::try_from(milliseconds / count).map_err(wrong)?;
        let mut bytes = Vec::new();
        let mut encoder = first.encoder(&mut bytes)?;
        encoder.set_animated(number(count)?, 0).map_err(wrong)?;
        encoder.set_frame_delay(delay, 1000).map_err(wrong)?;
        encoder.set_blend_op(BlendOp::Source).map_err(wrong)?;
        encoder.set_dispose_op(DisposeOp::None).map_err(wrong)?;
        let mut writer = encoder.write_header().map_err(wrong)?;
        writer.write_image_data(&first.pixels).map_err(wrong)?;
        for pair in self.pictures.windows(2) {
            let [before, now] = pair else { continue };
            let area = before.difference(now);
            writer.reset_frame_position().map_err(wrong)?;
            writer
                .set_frame_dimension(number(area.width)?, number(area.height)?)
                .map_err(wrong)?;
            writer
                .set_frame_position(number(area.x)?, number(area.y)?)
                .map_err(wrong)?;
            writer.write_image_data(&now.part(area)).map_err(wrong)?;
        }
        writer.finish().map_err(wrong)?;
        Ok(bytes)
    }
}

fn wrong(error: impl std::fmt::Display) -> Error {
    Error::wrong(format!("a picture: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(width: usize, height: usize, value: u8) -> Picture {
        Picture {
            width,
            height,
            pixels: vec![value; width * height * CHANNELS],
        }
    }

    #[test]
    fn a_picture_is_read_as_it_was_written() {
        let picture = plain(4, 3, 200).below(&plain(2, 1, 9));
        assert_eq!(Picture::read(&picture.bytes().unwrap()).unwrap(), picture);
        assert!(picture.has_size(4, 3));
    }

    #[test]
    fn only_what_changed_is_kept() {
        let before = plain(8, 6, 10);
        let mut now = before.clone();
        let area = Area {
            x: 2,
            y: 1,
            width: 3,
            height: 4,
        };
        for (x, y) in [(2, 1), (4, 4)] {
            now.pixels[(y * 8 + x) * CHANNELS] = 99;
        }
        assert_eq!(before.difference(&now), area);
        assert_eq!(now.part(area).len(), 12 * CHANNELS);
        assert_eq!(before.difference(&before).width, 1);
    }

    #[test]
    fn a_film_begins_with_the_first_picture_and_shows_windows_above_the_page() {
        let mut film = Film::default();
        assert!(film.bytes(900).is_err());
        let page = plain(4, 4, 100);
        for picture in [page.clone(), plain(2, 2, 7), plain(4, 4, 3), plain(4, 4, 3)] {
            film.add(picture);
        }
        assert_eq!(film.pictures[1], page.below(&plain(2, 2, 7)));
        let bytes = film.bytes(900).unwrap();
        assert_eq!(Picture::read(&bytes).unwrap(), page);
        let reader = Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
        assert_eq!(reader.info().animation_control().unwrap().num_frames, 4);
        assert_eq!(reader.info().frame_control().unwrap().delay_num, 225);
    }

    #[test]
    fn a_picture_fits_another_size() {
        let fitted = plain(4, 4, 7).fitted(6, 2);
        assert_eq!(fitted.pixels.len(), 12 * CHANNELS);
        assert_eq!(fitted.pixels[0], 7);
        assert_eq!(fitted.pixels[5 * CHANNELS], u8::MAX);
    }
}
