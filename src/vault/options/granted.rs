//! What the browser lets Trivet do beyond its manifest.

use crate::message::{Message, Words};
use trivet_checklist::plain::Plain;

/// One permission that can be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// Whether it is a host; else it is an interface.
    pub is_host: bool,
    /// As the browser names it.
    pub name: String,
    /// What it is for.
    pub what: Words,
}

/// Of everything that is granted, what the manifest does not ask for. `required` and `granted` have the lists as the browser
/// gives them. Access to one console, where a person does not let Trivet run on all, is not among it: it is the browser's to take.
#[must_use]
pub fn beyond(required: &Plain, granted: &Plain) -> Vec<Granted> {
    let hosts = list(granted, "origins").into_iter();
    let hosts = hosts
        .filter(|name| !list(required, "host_permissions").contains(name) && !is_of_console(name));
    let interfaces = list(granted, "permissions").into_iter();
    let interfaces = interfaces.filter(|name| !list(required, "permissions").contains(name));
    let hosts = hosts.map(|name| Granted {
        is_host: true,
        what: Message::GrantedHost {
            host: name.as_str().into(),
        }
        .into(),
        name,
    });
    let interfaces = interfaces.map(|name| Granted {
        is_host: false,
        what: match name.as_str() {
            "nativeMessaging" => Message::GrantedPrograms.into(),
            _ => name.as_str().into(),
        },
        name,
    });
    hosts.chain(interfaces).collect()
}

/// The addresses of consoles that are granted.
#[must_use]
pub fn consoles(granted: &Plain) -> Vec<String> {
    let origins = list(granted, "origins").into_iter();
    origins.filter(|name| is_of_console(name)).collect()
}

fn is_of_console(origin: &str) -> bool {
    let host = origin.strip_prefix("https://");
    host.is_some_and(|host| host.trim_end_matches("/*").ends_with(".evergage.com"))
}

fn list(of: &Plain, name: &str) -> Vec<String> {
    match of.field(name) {
        Some(Plain::List(list)) => {
            let names = list.iter().filter_map(Plain::text);
            names.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_manifest_asks_for_is_not_among_it() {
        let required = json!({
            "permissions": ["downloads", "storage"],
            "host_permissions": ["https://*.evergage.com/*"],
        });
        let granted = json!({
            "permissions": ["downloads", "nativeMessaging", "storage"],
            "origins": ["https://*.evergage.com/*", "https://vault.example.com/*"],
        });
        let beyond = beyond(&required.into(), &granted.into());
        let names: Vec<_> = beyond
            .iter()
            .map(|one| (one.is_host, one.name.as_str()))
            .collect();
        assert_eq!(
            names,
            [
                (true, "https://vault.example.com/*"),
                (false, "nativeMessaging")
            ]
        );
        assert_eq!(beyond[1].what, Message::GrantedPrograms.into());
        assert!(super::beyond(&Plain::Nothing, &Plain::Nothing).is_empty());
    }

    #[test]
    fn one_console_alone_is_where_trivet_runs_and_nothing_to_give_back() {
        let required = json!({ "host_permissions": ["https://*.evergage.com/*"] });
        let granted: Plain =
            json!({ "origins": ["https://acme.us-4.evergage.com/*", "https://notevergage.com/*"] })
                .into();
        assert_eq!(consoles(&granted), ["https://acme.us-4.evergage.com/*"]);
        let beyond = beyond(&required.into(), &granted);
        let names: Vec<_> = beyond.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["https://notevergage.com/*"]);
    }
}
