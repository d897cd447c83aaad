//! Cutting generated code, with an error where it is not as expected.

use crate::error::{Error, Result};

/// Code by a generator that is pinned, and still may change with its next version.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Generated<'a> {
    /// The code.
    pub(crate) code: &'a str,
    /// Who made it.
    pub(crate) made_by: &'static str,
    /// Which file here knows its form.
    pub(crate) look_at: &'static str,
}

impl<'a> Generated<'a> {
    /// What stands before and after the one place where `mark` is.
    pub(crate) fn split(self, mark: &'static str) -> Result<(Self, Self)> {
        let mut parts = self.code.split(mark);
        match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(after), None) => Ok((self.with(before), self.with(after))),
            _ => Err(Error::Unexpected {
                made_by: self.made_by,
                missing: mark,
                look_at: self.look_at,
            }),
        }
    }

    fn with(self, code: &'a str) -> Self {
        Self { code, ..self }
    }
}

/// Code without indentation, empty lines and whole-line comments; nothing else changes.
///
/// Only for code without literals that span lines.
pub(crate) fn dense(code: &str) -> String {
    let mut dense = String::with_capacity(code.len());
    for line in code.lines().map(str::trim) {
        let comment = ["//", "/*", "* ", "*/"]
            .iter()
            .any(|start| line.starts_with(start));
        if !line.is_empty() && !comment && line != "*" {
            dense.push_str(line);
            dense.push('\n');
        }
    }
    dense
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated(code: &str) -> Generated<'_> {
        Generated {
            code,
            made_by: "a test",
            look_at: "here",
        }
    }

    #[test]
    fn splits_where_the_mark_stands_once() {
        let (before, after) = generated("a;MARK;b").split(";MARK;").unwrap();
        assert_eq!((before.code, after.code), ("a", "b"));
        assert!(generated("a").split("MARK").is_err());
        assert!(generated("MARK a MARK").split("MARK").is_err());
    }

    #[test]
    fn leaves_only_what_runs() {
        assert_eq!(
            dense("  a;\n\n  /**\n   * text\n   */\n  // more\n\tb; // c\n"),
            "a;\nb; // c\n"
        );
    }
}
