//! Public keys as a person tells them apart.

use super::message::Words;
use super::words_of;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD as BASE64, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};
use trivet_formats::{ExportError, Recipients};

/// The keys that an admin gave, and those of the organisation after them.
///
/// # Errors
/// Those of [`Recipients::parse`]; lines are counted in what the admin gave.
pub fn all(given: &str, organisation: &[String]) -> Result<Recipients, ExportError> {
    let mut lines = vec![given];
    lines.extend(organisation.iter().map(String::as_str));
    Recipients::parse(&lines.join("\n"))
}

/// Whether a text holds a private key, which nobody should give away: age's own, or SSH's.
#[must_use]
pub fn holds_private_key(text: &str) -> bool {
    text.contains("AGE-SECRET-KEY-") || text.contains("PRIVATE KEY-----")
}

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key in short, or what is wrong with the line.
    pub shown: Words,
    /// Whether it is a key.
    pub is_good: bool,
    /// Whether the organisation has set it.
    pub is_organisations: bool,
}

/// Each line as it was understood, and the organisation's keys.
#[must_use]
pub fn read(given: &str, organisation: &[String]) -> Vec<Key> {
    let given = (1..).zip(given.lines()).filter_map(|(line, text)| {
        let (shown, is_good) = match Recipients::parse(text) {
            Ok(_) => (short(text).into(), true),
            Err(ExportError::NoRecipient) => return None,
            Err(_) => {
                let error = ExportError::BadRecipient { line };
                (words_of::export::words(error).into(), false)
            }
        };
        Some(Key {
            shown,
            is_good,
            is_organisations: false,
        })
    });
    let organisation = organisation.iter().map(|key| Key {
        shown: short(key).into(),
        is_good: true,
        is_organisations: true,
    });
    given.chain(organisation).collect()
}

/// One key in short: an age key by its ends, a key of SSH by the fingerprint that `ssh-keygen -l` prints, and its comment.
fn short(line: &str) -> String {
    let mut fields = line.split_ascii_whitespace();
    let kind = fields.next().unwrap_or_default();
    match fields.next().and_then(|key| BASE64.decode(key).ok()) {
        Some(key) => {
            let print = STANDARD_NO_PAD.encode(Sha256::digest(key));
            let comment = fields.collect::<Vec<_>>().join(" ");
            format!("{kind} SHA256:{print} {comment}")
                .trim_end()
                .to_owned()
        }
        None => ends(kind),
    }
}

/// The first and the last characters of what is too long to be read.
fn ends(key: &str) -> String {
    const FIRST: usize = 12;
    const LAST: usize = 8;
    match (key.get(..FIRST), key.len().checked_sub(LAST)) {
        (Some(first), Some(at)) if at > FIRST => {
            format!("{first}…{}", key.get(at..).unwrap_or_default())
        }
        _ => key.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    const AGE: &str = "age1vkkeqxkfy0xll8d2mwadry6hfk0m8txtpjtzsenuzxx0z07yjppqvmkvvd";

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(short(AGE), "age1vkkeqxkf…pqvmkvvd");
        // The fingerprint is that of `ssh-keygen -l -f` for this key.
        let ssh = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII9AjoJ81k/N5etQZCYZmq+LBLnGq7QW2fv2q4L/jxHy a comment";
        let print = "SHA256:MIKetv4Gxp0nvS/y+jg1rr1tg+RC8pUtYEZJu4FgCes";
        assert_eq!(short(ssh), format!("ssh-ed25519 {print} a comment"));
        assert_eq!(short(""), "");
        assert_eq!(short("age1short"), "age1short");
    }

    #[test]
    fn every_line_is_answered() {
        let keys = read(&format!("# a comment\n{AGE}\n\nage1x\n"), &[AGE.to_owned()]);
        let good: Vec<_> = keys
            .iter()
            .map(|key| (key.is_good, key.is_organisations))
            .collect();
        assert_eq!(good, [(true, false), (false, false), (true, true)]);
        let line = "4".into();
        assert_eq!(keys[1].shown, Message::ExportBadRecipient { line }.into());
    }

    #[test]
    fn the_organisations_keys_are_always_among_them() {
        let organisation = [AGE.to_owned()];
        let given = |text: &str| all(text, &organisation).map(|keys| keys.lines().count());
        assert_eq!(given(""), Ok(1));
        assert_eq!(given(&format!("{AGE}\n")), Ok(2));
        assert_eq!(given("x"), Err(ExportError::BadRecipient { line: 1 }));
        assert!(all("", &[]).is_err());
    }
}
