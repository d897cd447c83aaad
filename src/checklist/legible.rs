//! Words of a page on their way into a sentence of ours: short, and what would draw nothing or turn the line around shown for
//! what it is.

/// The sign for one that cannot be shown.
const REPLACED: char = '\u{fffd}';

/// At most `longest` characters of a text; controls, marks of direction and signs without width are replaced.
pub(crate) fn legible(text: &str, longest: usize) -> String {
    text.chars()
        .take(longest)
        .map(|sign| if misleads(sign) { REPLACED } else { sign })
        .collect()
}

/// Unicode's controls, its formatting characters that change direction or draw nothing, and its line separators.
fn misleads(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_shown_and_what_is_long_is_cut() {
        assert_eq!(legible("Can read profiles", 60), "Can read profiles");
        assert_eq!(
            legible("\u{202e}selif\u{2066}orp\0\n\u{200b}", 60),
            "�selif�orp���"
        );
        assert_eq!(legible(&"漢".repeat(1_000_000), 60), "漢".repeat(60));
    }
}
