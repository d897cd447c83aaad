//! A plot as SVG, with two logarithmic axes, readable on a light and on a dark ground.

use std::fmt::Write as _;

/// One variant.
#[derive(Debug)]
pub struct Line {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

const COLORS: [&str; 5] = ["#6b7280", "#0f766e", "#c2410c", "#7c3aed", "#0369a1"];
const SIZE: (f64, f64) = (640.0, 320.0);
const LEFT: f64 = 64.0;
const BOTTOM: f64 = 40.0;
const TOP: f64 = 40.0;
const RIGHT: f64 = 110.0;

/// Draws the lines.
pub fn plot(title: &str, lines: &[Line]) -> String {
    let all = || lines.iter().flat_map(|line| &line.points);
    let span = |pick: fn(&(f64, f64)) -> f64| {
        let values = || all().map(pick).filter(|value| *value > 0.0).map(f64::log10);
        let (low, high) = (
            values().fold(f64::MAX, f64::min),
            values().fold(f64::MIN, f64::max),
        );
        (low.floor(), high.ceil().max(low.floor() + 1.0))
    };
    let (across, up) = (span(|point| point.0), span(|point| point.1));
    let x =
        |value: f64| LEFT + (value - across.0) / (across.1 - across.0) * (SIZE.0 - LEFT - RIGHT);
    let y = |value: f64| SIZE.1 - BOTTOM - (value - up.0) / (up.1 - up.0) * (SIZE.1 - TOP - BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"{title}\">\
         <style>text {{ fill: #1f2937 }} path, line {{ fill: none }} .grid {{ stroke: #9ca3af; stroke-opacity: .4 }} @media (prefers-color-scheme: dark) {{ text {{ fill: #e5e7eb }} }}</style>\
         <text x=\"{LEFT}\" y=\"20\" font-size=\"14\">{title}</text>",
        SIZE.0, SIZE.1
    );
    let mut tick = across.0;
    while tick <= across.1 {
        let at = x(tick);
        // Writing to a string does not fail.
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            SIZE.1 - BOTTOM,
            SIZE.1 - BOTTOM + 18.0,
            10_f64.powf(tick)
        );
        tick += 1.0;
    }
    let mut tick = up.0;
    while tick <= up.1 {
        let at = y(tick);
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            SIZE.0 - RIGHT,
            LEFT - 8.0,
            at + 4.0,
            10_f64.powf(tick)
        );
        tick += 1.0;
    }
    for (line, color) in lines.iter().zip(COLORS.iter().cycle()) {
        let points: Vec<_> = line
            .points
            .iter()
            .map(|(size, cost)| (x(size.log10()), y(cost.max(f64::MIN_POSITIVE).log10())))
            .collect();
        let path: Vec<_> = points
            .iter()
            .map(|(x, y)| format!("{x:.1} {y:.1}"))
            .collect();
        let _ = write!(
            svg,
            "<path stroke=\"{color}\" stroke-width=\"2\" d=\"M{}\"/>",
            path.join("L")
        );
        if let Some((x, y)) = points.last() {
            let _ = write!(
                svg,
                "<text x=\"{:.1}\" y=\"{:.1}\" style=\"fill:{color}\">{}</text>",
                x + 8.0,
                y + 4.0,
                line.name
            );
        }
    }
    svg.push_str("</svg>\n");
    svg
}
