//! The colors of what is drawn, in a light and in a dark window.
//!
//! They are written into the style sheet before the page's document gets it. A custom property would not do: registrations
//! of those are the document's, reach into closed shadow roots, and let a page decide what each of them is worth.

/// Name, and value. A name that begins like another comes before it. No shadow reaches further than
/// `place::SHADOW`: a button in it would take no press.
const COLORS: [(&str, &str); 18] = [
    ("$card", "light-dark(#fff, #1d2127)"),
    ("$ink", "light-dark(#181c21, #e9ecf0)"),
    ("$soft", "light-dark(#59626e, #a5aeb9)"),
    ("$line", "light-dark(#d9dde3, #363d47)"),
    ("$edge", "light-dark(#8a939f, #737d89)"),
    (
        "$hover",
        "light-dark(rgb(24 28 33 / 0.08), rgb(233 236 240 / 0.08))",
    ),
    ("$plain-ground", "light-dark(#f3f4f4, #272b31)"),
    ("$on-accent", "light-dark(#fff, #0b1722)"),
    ("$accent-strong", "light-dark(#084a83, #9ccbf7)"),
    ("$accent-ground", "light-dark(#eaf3fb, #1c2b3a)"),
    ("$accent", "light-dark(#0b5a9e, #79b8f3)"),
    ("$good-ground", "light-dark(#e8f4ec, #17291e)"),
    ("$good", "light-dark(#17713d, #7ed09b)"),
    ("$warn-ground", "light-dark(#fdf3df, #2e2616)"),
    ("$warn", "light-dark(#8a5300, #f0c674)"),
    ("$bad-ground", "light-dark(#fcebea, #351d1c)"),
    ("$bad", "light-dark(#b3261e, #ff9c94)"),
    (
        "$shadow",
        "0 0 0 1px light-dark(rgb(24 28 33 / 0.1), rgb(255 255 255 / 0.14)), \
         0 2px 6px light-dark(rgb(24 28 33 / 0.1), transparent), \
         0 4px 12px light-dark(rgb(24 28 33 / 0.24), rgb(0 0 0 / 0.5))",
    ),
];

/// A style sheet with its colors.
pub(crate) fn colored(style: &str) -> String {
    let mut colored = String::with_capacity(style.len() * 2);
    let mut rest = style;
    while let Some((before, after)) = rest.split_once('$') {
        colored.push_str(before);
        let known = COLORS
            .iter()
            .find_map(|(name, value)| Some((value, after.strip_prefix(name.strip_prefix('$')?)?)));
        let Some((value, behind)) = known else {
            // No color of that name: a test sees to it that there is none such.
            rest = after;
            continue;
        };
        colored.push_str(value);
        rest = behind;
    }
    colored.push_str(rest);
    colored
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::STYLE;

    #[test]
    fn every_name_of_a_color_is_known_and_used() {
        let mut names: Vec<&str> = STYLE
            .split('$')
            .skip(1)
            .map(|rest| {
                let end = rest.find(|sign: char| !sign.is_ascii_lowercase() && sign != '-');
                &rest[..end.unwrap_or(rest.len())]
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut known = COLORS.map(|(name, _)| &name[1..]);
        known.sort_unstable();
        assert_eq!(names, known);
    }

    #[test]
    fn a_color_stands_in_place_of_its_name() {
        assert_eq!(
            colored("a { color: $accent; background: $accent-ground }"),
            "a { color: light-dark(#0b5a9e, #79b8f3); background: light-dark(#eaf3fb, #1c2b3a) }"
        );
    }

    /// What a page can register, or define for the whole document, under a name that ours would then go by.
    #[test]
    fn nothing_in_the_style_goes_by_a_name_that_a_page_can_define() {
        let style = colored(STYLE);
        for named in ["--", "var(", "env(", "@font-face", "@property", "url("] {
            assert!(!style.contains(named), "{named}");
        }
        for line in style
            .lines()
            .filter(|line| line.contains("font:") || line.contains("font-family:"))
        {
            let families = [
                "system-ui, sans-serif;",
                "ui-monospace, monospace;",
                "inherit;",
            ];
            assert!(families.iter().any(|end| line.ends_with(end)), "{line}");
        }
    }
}
