//! Names that browsers and systems take for a file.

/// The most bytes: systems take 255, and a browser may add a number.
const MOST: usize = 200;

/// The same name, or one that is taken everywhere: browsers refuse to download under some names and change others.
#[must_use]
pub fn safe(name: &str) -> String {
    let mut rest = name;
    while let Some(shorter) = rest.strip_suffix('.').or_else(|| rest.strip_suffix(' ')) {
        rest = shorter;
    }
    let ending = rest.rfind('.').filter(|at| rest.len() - at <= 20);
    let (stem, ending) = rest.split_at(ending.unwrap_or(rest.len()));
    let mut safe = String::new();
    if matches!(stem.as_bytes().first(), None | Some(b'.' | b' ')) {
        safe.push('_');
    }
    for (part, most) in [(stem, MOST - ending.len()), (ending, usize::MAX)] {
        for c in part.chars() {
            if safe.len() < most {
                safe.push(if is_taken(c) { c } else { '_' });
            }
        }
    }
    if let Some(b'.' | b' ') = safe.as_bytes().last() {
        safe.push('_');
    }
    safe
}

/// Whether a name may have it: no separator, nothing with a meaning to a shell or a system, nothing that is not seen or that
/// turns the reading direction.
fn is_taken(c: char) -> bool {
    !(c.is_control()
        || "<>:\"/\\|?*~%".contains(c)
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{e0fff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_names_stay() {
        for name in [
            "team.kdbx",
            "Team 2 (copy).kdbx",
            "größe-漢.kdbx",
            "a.b.c",
            "team",
        ] {
            assert_eq!(safe(name), name);
        }
    }

    #[test]
    fn refused_names_are_made_safe() {
        for (name, safe_name) in [
            (".team.kdbx", "_.team.kdbx"),
            ("a:b.kdbx", "a_b.kdbx"),
            ("te\u{200f}am.kdbx", "te_am.kdbx"),
            ("team.kdbx.", "team.kdbx"),
            ("team.kdbx ", "team.kdbx"),
            ("a/b\\c.kdbx", "a_b_c.kdbx"),
            (".kdbx", "_.kdbx"),
            ("...", "_"),
            ("", "_"),
            ("a\nb%PATH%~.kdbx", "a_b_PATH__.kdbx"),
        ] {
            assert_eq!(safe(name), safe_name, "{name:?}");
        }
        let long = format!("{}.kdbx", "漢".repeat(83));
        assert!(safe(&long).len() <= 203 && safe(&long).ends_with("漢.kdbx"));
    }

    proptest! {
        #[test]
        fn whatever_the_name_the_result_is_safe(name in "\\PC{0,300}|[ .:/\u{200f}a-c]{0,40}") {
            let safe = safe(&name);
            prop_assert!(!safe.is_empty() && safe.len() <= 204);
            prop_assert!(safe.chars().all(is_taken));
            prop_assert!(!safe.starts_with(['.', ' ']) && !safe.ends_with(['.', ' ']));
        }
    }
}
