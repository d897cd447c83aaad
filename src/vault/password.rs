//! What a password for the file must be.

use super::problem::Problem;

/// How the password comes about.
#[derive(Clone, Copy)]
pub enum Choice<'a> {
    /// The admin thought of it, and typed it twice.
    Own {
        /// What stands in the second field.
        again: &'a str,
    },
    /// The admin thought of it, and sees what is typed.
    Seen,
    /// It was made for the admin, who typed it once from what was written down.
    Made {
        /// The passphrase.
        passphrase: &'a str,
    },
}

/// Whether the password may be used; the first thing that is wrong otherwise.
///
/// # Errors
/// What is wrong, in the order of the fields.
pub fn check(password: &str, choice: Choice<'_>, minimum: usize) -> Result<(), Problem> {
    if password.trim().is_empty() {
        return Err(Problem::PasswordEmpty);
    }
    let again = match choice {
        Choice::Made { passphrase } if password == passphrase => return Ok(()),
        Choice::Made { .. } => return Err(Problem::PassphraseDiffers),
        Choice::Seen => password,
        Choice::Own { again } => again,
    };
    let given = password.chars().count();
    if given < minimum {
        Err(Problem::PasswordTooShort { minimum, given })
    } else if again.is_empty() {
        Err(Problem::AgainEmpty)
    } else if again != password {
        Err(Problem::PasswordsDiffer)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINIMUM: usize = 12;

    fn own(password: &str, again: &str) -> Result<(), String> {
        check(password, Choice::Own { again }, MINIMUM).map_err(|problem| problem.code().to_owned())
    }

    #[test]
    fn each_fault_has_its_own_words() {
        assert_eq!(own("", ""), Err("password-empty".to_owned()));
        assert_eq!(
            own("   \t            ", ""),
            Err("password-empty".to_owned())
        );
        assert_eq!(
            own("elevenchars", "elevenchars"),
            Err("password-too-short".to_owned())
        );
        assert_eq!(
            own("twelve chars", ""),
            Err("password-again-empty".to_owned())
        );
        assert_eq!(
            own("twelve chars", "twelve Chars"),
            Err("passwords-differ".to_owned())
        );
        assert_eq!(own("twelve chars", "twelve chars"), Ok(()));
    }

    #[test]
    fn a_made_passphrase_is_typed_once_and_exactly() {
        let made = |typed| {
            let passphrase = "one two three four five six";
            check(typed, Choice::Made { passphrase }, MINIMUM)
                .map_err(|problem| problem.code().to_owned())
        };
        assert_eq!(made(""), Err("password-empty".to_owned()));
        assert_eq!(
            made("one two three four five sxi"),
            Err("passphrase-differs".to_owned())
        );
        assert_eq!(made("one two three four five six"), Ok(()));
    }

    #[test]
    fn a_password_that_is_seen_is_typed_once() {
        let seen = |typed| {
            check(typed, Choice::Seen, MINIMUM).map_err(|problem| problem.code().to_owned())
        };
        assert_eq!(seen(""), Err("password-empty".to_owned()));
        assert_eq!(seen("elevenchars"), Err("password-too-short".to_owned()));
        assert_eq!(seen("twelve chars"), Ok(()));
    }

    proptest! {
        /// Characters count, not bytes; and only the very same password passes.
        #[test]
        fn only_the_same_long_password_passes(password in "\\PC{0,24}", again in "\\PC{0,24}") {
            let long = password.chars().count() >= MINIMUM && !password.trim().is_empty();
            prop_assert_eq!(own(&password, &password).is_ok(), long);
            prop_assert_eq!(own(&password, &again).is_ok(), long && password == again);
        }
    }
}
