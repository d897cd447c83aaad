//! The products that most teams have, each one press away. Everything else is in the list.

use super::destination::Row;

/// For each product, the destinations that it has, by name; the likeliest first.
const PRODUCTS: [&[&str]; 5] = [
    &["keepassxc"],
    &["kdbx", "kdbx-existing"],
    &["bitwarden-encrypted", "bitwarden-json"],
    &["1password-1pux", "1password-connect"],
    &["vault-kv-server", "vault-kv"],
];

/// A line of the list for each product, the one with the destination at hand first. What a policy does not allow is not in the
/// list.
#[must_use]
pub fn of<'a>(rows: &'a [Row], at_hand: &str) -> Vec<&'a Row> {
    let named = |name: &str| rows.iter().find(|row| is_of(&row.destination.id(), name));
    let mut tiles = Vec::new();
    for names in PRODUCTS {
        let is_at_hand = |name: &&&str| is_of(at_hand, name);
        if let Some(row) = names.iter().find(is_at_hand).and_then(|name| named(name)) {
            tiles.insert(0, row);
        } else {
            tiles.extend(names.iter().find_map(|name| named(name)));
        }
    }
    tiles
}

/// Whether an identifier is this name, or this name in an envelope.
fn is_of(id: &str, name: &str) -> bool {
    id.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::destination::rows;
    use crate::offer::Offers;
    use crate::settings::ExportRules;

    fn ids(rules: &ExportRules, at_hand: &str) -> Vec<String> {
        let rows = rows(&Offers::under(rules), rules);
        let tiles = of(&rows, at_hand);
        tiles.iter().map(|row| row.destination.id()).collect()
    }

    #[test]
    fn what_was_used_last_comes_first_and_each_product_once() {
        let free = ExportRules::default();
        assert_eq!(
            ids(&free, "csv-chrome"),
            [
                "keepassxc",
                "kdbx",
                "bitwarden-encrypted",
                "1password-1pux",
                "vault-kv-server"
            ]
        );
        let existing = ids(&free, "kdbx-existing");
        assert_eq!(existing[0], "kdbx-existing");
        assert_eq!(existing.len(), 5);
        assert_eq!(ids(&free, "1password-connect")[0], "1password-connect");
    }

    #[test]
    fn a_policy_takes_tiles_away_or_seals_them() {
        let sealed = ExportRules {
            allow_unencrypted: false,
            ..ExportRules::default()
        };
        let onepassword = &ids(&sealed, "kdbx")[3];
        assert!(
            onepassword.starts_with("1password-1pux+age-"),
            "{onepassword}"
        );
        let only = ExportRules {
            allowed_formats: vec!["keepassxc".to_owned(), "csv-chrome".to_owned()],
            ..ExportRules::default()
        };
        assert_eq!(ids(&only, "csv-chrome"), ["keepassxc"]);
    }
}
