//! Settings as a file: what the person set here, and for each console what tokens are for, where the panel is, and the controls
//! that were shown to Trivet. Not the servers: a file of somebody else's must not say where credentials go.

use trivet_checklist::lesson::LessonFile;
use trivet_checklist::own::{self, Own};
use trivet_checklist::plain::Plain;

/// The layout of the file.
const LAYOUT: f64 = 1.0;

/// The file's name.
pub const NAME: &str = "trivet-settings.json";

/// The file for what is stored.
#[must_use]
pub fn exported(stored: &Plain) -> Plain {
    let fields = match stored {
        Plain::Fields(fields) => fields.as_slice(),
        _ => &[],
    };
    let own = fields.iter().filter(|(key, value)| is_setting(key, value));
    let named = |name: &str, value| (name.to_owned(), value);
    Plain::Fields(vec![
        named("trivetSettings", Plain::Number(LAYOUT)),
        named("stored", Plain::Fields(own.cloned().collect())),
    ])
}

/// What a file has to be stored, by its keys; nothing where any of it is not understood.
#[must_use]
pub fn imported(file: &Plain) -> Option<Vec<(String, Plain)>> {
    let Plain::Fields(fields) = file else {
        return None;
    };
    match fields.as_slice() {
        [
            (layout, Plain::Number(number)),
            (stored, Plain::Fields(settings)),
        ]
        | [
            (stored, Plain::Fields(settings)),
            (layout, Plain::Number(number)),
        ] if layout == "trivetSettings" && stored == "stored" => {
            #[allow(clippy::float_cmp)] // it is that number or it is not
            let is_known = *number == LAYOUT;
            let all = settings.iter().all(|(key, value)| is_setting(key, value));
            (is_known && all).then(|| settings.clone())
        }
        _ => None,
    }
}

fn is_setting(key: &str, value: &Plain) -> bool {
    let (kind, host) = key.split_once(' ').unwrap_or((key, ""));
    let is_host = !host.is_empty() && !host.contains(' ');
    match kind {
        own::KEY => host.is_empty() && Own::read(value).is_some(),
        "purpose" | "panel" => is_host && value.text().is_some(),
        "lessons" => is_host && LessonFile::read(value).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn stored() -> Plain {
        json!({
            "settings": {"keepReceipts": true, "openWindow": false},
            "purpose acme.evergage.com": "user-deletion",
            "panel acme.evergage.com": "left",
        })
        .into()
    }

    #[test]
    fn what_is_exported_is_imported_and_nothing_else_goes_along() {
        let Plain::Fields(mut fields) = stored() else {
            unreachable!()
        };
        for (key, value) in [
            (
                "server vault-kv-server",
                json!({"address": "https://evil.example.com"}),
            ),
            (
                "run acme.evergage.com 7",
                json!("1 2026-11-25T14:03:00.000Z shown right - "),
            ),
            ("last-used-format", json!("kdbx")),
        ] {
            fields.push((key.to_owned(), value.into()));
        }
        let file = exported(&Plain::Fields(fields));
        assert_eq!(imported(&file).map(Plain::Fields), Some(stored()));
    }

    #[test]
    fn a_file_with_anything_else_is_refused_as_a_whole() {
        let with = |key: &str, value: serde_json::Value| {
            let file = json!({"trivetSettings": 1, "stored": {"panel acme.evergage.com": "left", key: value}});
            imported(&file.into())
        };
        assert!(with("purpose acme.evergage.com", json!("package")).is_some());
        for (key, value) in [
            (
                "server vault-kv-server",
                json!({"address": "https://evil.example.com"}),
            ),
            ("settings", json!({"keepReceipts": true, "more": 1})),
            ("purpose acme.evergage.com", json!(1)),
            ("purpose ", json!("package")),
            ("lessons acme.evergage.com", json!("no lessons")),
            ("run acme.evergage.com 7", json!("x")),
        ] {
            assert_eq!(with(key, value), None, "{key}");
        }
        assert_eq!(
            imported(&json!({"trivetSettings": 2, "stored": {}}).into()),
            None
        );
        assert_eq!(imported(&Plain::Nothing), None);
    }

    proptest! {
        #[test]
        fn whatever_is_exported_can_be_imported(key in "(settings|purpose|panel|lessons|server|x)( [a-z.]{0,9})?", text: String) {
            let stored = Plain::Fields(vec![(key, Plain::Text(text))]);
            prop_assert!(imported(&exported(&stored)).is_some());
        }
    }
}
