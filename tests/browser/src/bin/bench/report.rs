//! The figures, as a table, as JSON and as plots.

use std::{collections::BTreeMap, fmt::Write as _, fs, io, path::Path};

use serde_json::{Value, json};

use crate::{
    cases::Case,
    plot::{Line, plot},
};

/// How far two measurements of the same may be apart before the machine is too noisy to tell.
const NOISY: f64 = 0.15;

#[derive(Debug)]
pub struct Report {
    variants: Vec<String>,
    /// By case, in the order in which they were measured, and by variant.
    figures: Vec<(Case, BTreeMap<usize, Vec<f64>>)>,
}

/// The least, the middle and the most.
#[derive(Debug, Clone, Copy)]
struct Spread {
    least: f64,
    median: f64,
    most: f64,
}

impl Spread {
    fn of(figures: &[f64]) -> Option<Self> {
        let mut sorted = figures.to_vec();
        sorted.sort_by(f64::total_cmp);
        Some(Self {
            least: *sorted.first()?,
            median: *sorted.get(sorted.len() / 2)?,
            most: *sorted.last()?,
        })
    }
}

impl Report {
    pub fn new(variants: impl Iterator<Item = String>) -> Self {
        Self {
            variants: variants.collect(),
            figures: Vec::new(),
        }
    }

    pub fn note(&mut self, case: &Case, variant: usize, milliseconds: f64) {
        if self.figures.last().is_none_or(|(last, _)| last != case) {
            self.figures.push((*case, BTreeMap::new()));
        }
        if let Some((_, figures)) = self.figures.last_mut() {
            figures.entry(variant).or_default().push(milliseconds);
        }
    }

    fn spread(&self, figures: &BTreeMap<usize, Vec<f64>>, name: &str) -> Option<Spread> {
        let index = self.variants.iter().position(|variant| variant == name)?;
        Spread::of(figures.get(&index)?)
    }

    /// Ratios to no extension first, then milliseconds: the median, and from the least to the most.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (case, figures) in &self.figures {
            let _ = writeln!(table, "{}", case.name());
            let none = self.spread(figures, "none");
            for name in &self.variants {
                let Some(spread) = self.spread(figures, name) else {
                    continue;
                };
                let ratio = none.map_or(f64::NAN, |none| spread.median / none.median);
                let ratio = if ratio.is_finite() {
                    format!("{ratio:5.2} ×")
                } else {
                    "      –".to_owned()
                };
                let Spread {
                    least,
                    median,
                    most,
                } = spread;
                let _ = writeln!(
                    table,
                    "  {name:12} {ratio}  {median:9.2} ms  ({least:.2} to {most:.2})"
                );
            }
            if self.is_noisy(figures) {
                let _ = writeln!(
                    table,
                    "  too noisy to tell: the same measured twice differs by more than {:.0} %",
                    NOISY * 100.0
                );
            }
        }
        table
    }

    fn is_noisy(&self, figures: &BTreeMap<usize, Vec<f64>>) -> bool {
        let (Some(one), Some(other)) = (
            self.spread(figures, "none"),
            self.spread(figures, "none again"),
        ) else {
            return false;
        };
        (one.median / other.median - 1.0).abs() > NOISY
    }

    fn json(&self) -> Value {
        let cases = self.figures.iter().map(|(case, figures)| {
            let variants = self.variants.iter().enumerate();
            let figures: BTreeMap<_, _> = variants
                .filter_map(|(index, name)| Some((name, figures.get(&index)?)))
                .collect();
            json!({ "case": case.name(), "milliseconds": figures })
        });
        Value::Array(cases.collect())
    }

    /// Writes `bench.json` and the plots.
    pub fn keep(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("bench.json"), format!("{:#}\n", self.json()))?;
        let by_size = self.lines(|case| match case {
            Case::Load { rows } => Some(f64::from(*rows)),
            _ => None,
        });
        let by_rate = self.lines(|case| match case {
            Case::Burst {
                rows,
                replaced: false,
                awake: false,
            } => Some(f64::from(*rows)),
            _ => None,
        });
        for (name, title, lines) in [
            (
                "load.svg",
                "Main-thread time to load a page, in ms, by rows",
                by_size,
            ),
            (
                "asleep.svg",
                "Main-thread time of a frame, in ms, by rows added in it",
                by_rate,
            ),
        ] {
            if lines.iter().any(|line| line.points.len() > 1) {
                fs::write(folder.join(name), plot(title, &lines))?;
            }
        }
        Ok(())
    }

    fn lines(&self, size: impl Fn(&Case) -> Option<f64>) -> Vec<Line> {
        let of = |name: &String| Line {
            name: name.clone(),
            points: self
                .figures
                .iter()
                .filter_map(|(case, figures)| {
                    Some((size(case)?, self.spread(figures, name)?.median))
                })
                .collect(),
        };
        let shown = self.variants.iter().filter(|name| *name != "none again");
        shown.map(of).collect()
    }
}
