//! What was read and is not safe yet. It stays until the run lets go of it, whatever becomes of the dialog, and is wiped then.

use trivet_checklist::{Submitted, ValuesId};
use trivet_credential::Timestamp;
use trivet_page::Values;

/// The values of one token, with what is known of it.
pub struct Entry {
    number: ValuesId,
    /// The two values.
    pub values: Values,
    /// What its form asked for, as far as it was seen.
    pub submitted: Submitted,
    /// When the dialog was read.
    pub created: Timestamp,
}

/// All that is held.
#[derive(Default)]
pub struct Held {
    entries: Vec<Entry>,
    count: u32,
}

impl Held {
    /// Takes values in, unless they are held already. Their number.
    pub fn take(&mut self, values: Values, submitted: Submitted, created: Timestamp) -> ValuesId {
        let known = |entry: &&Entry| entry.values.same_as(&values);
        if let Some(known) = self.entries.iter().find(known) {
            return known.number;
        }
        self.count += 1;
        let number = ValuesId(self.count);
        self.entries.push(Entry {
            number,
            values,
            submitted,
            created,
        });
        number
    }

    /// Lets go of everything else. True: something was wiped.
    pub fn keep(&mut self, is_kept: impl Fn(ValuesId) -> bool) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| is_kept(entry.number));
        self.entries.len() < before
    }

    /// What goes by that number.
    pub fn get(&self, number: ValuesId) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.number == number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn take(held: &mut Held, id: &str, secret: &str, seconds: i64) -> ValuesId {
        let values = Values {
            key_id: Zeroizing::new(id.to_owned()),
            key_secret: Zeroizing::new(secret.to_owned()),
        };
        let created = Timestamp::from_unix_seconds(seconds).unwrap();
        let submitted = Submitted {
            permissions: vec![secret.to_owned()],
            ..Submitted::default()
        };
        held.take(values, submitted, created)
    }

    #[test]
    fn the_same_values_have_the_same_number_and_others_another() {
        let mut held = Held::default();
        let first = take(&mut held, "one", "made-up", 1);
        let others = [("one", "other"), ("two", "made-up"), ("made-up", "one")]
            .map(|(id, secret)| take(&mut held, id, secret, 2));
        assert!(!others.contains(&first));
        assert_eq!(take(&mut held, "one", "made-up", 3), first);
        let entry = held.get(first).unwrap();
        assert_eq!(entry.created.unix_seconds(), 1, "as it was read first");
        assert_eq!(*entry.values.key_secret, "made-up");
        assert_eq!(entry.submitted.permissions, ["made-up"]);
    }

    #[test]
    fn what_is_let_go_of_is_gone_and_its_number_is_not_used_again() {
        let mut held = Held::default();
        let first = take(&mut held, "one", "made-up", 1);
        let second = take(&mut held, "two", "other", 1);
        assert!(!held.keep(|_| true));
        assert!(held.keep(|number| number == second));
        assert!(held.get(first).is_none());
        assert!(held.get(second).is_some());
        assert_ne!(take(&mut held, "one", "made-up", 1), first);
    }
}
