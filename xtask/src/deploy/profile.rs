//! macOS: a configuration profile for Jamf, Intune and others, with what Chrome, Edge and Firefox read.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Fleet, chromium_settings, firefox_policies, xml};

/// The profile.
pub(crate) fn mobileconfig(fleet: &Fleet) -> String {
    let id = &fleet.chromium_id;
    let mut payloads = Vec::new();
    for browser in ["com.google.Chrome", "com.microsoft.Edge"] {
        payloads.push(payload(
            browser,
            json!({ "ExtensionSettings": chromium_settings(fleet) }),
        ));
        let policy = Value::Object(fleet.policy.clone());
        payloads.push(payload(&format!("{browser}.extensions.{id}"), policy));
    }
    let mut firefox = firefox_policies(fleet);
    firefox["EnterprisePoliciesEnabled"] = true.into();
    payloads.push(payload("org.mozilla.firefox", firefox));
    let profile = json!({
        "PayloadContent": payloads,
        "PayloadDisplayName": "Trivet",
        "PayloadDescription": "Installs Trivet in Chrome, Edge and Firefox, and sets its policy",
        "PayloadIdentifier": "trivet.policy",
        "PayloadScope": "System",
        "PayloadType": "Configuration",
        "PayloadUUID": uuid("trivet.policy"),
        "PayloadVersion": 1,
    });
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
         \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n",
    );
    write(&mut text, &profile, 0);
    text.push_str("</plist>\n");
    text
}

/// What one preference domain is set to.
fn payload(domain: &str, mut settings: Value) -> Value {
    let about = json!({
        "PayloadDisplayName": format!("Trivet: {domain}"),
        "PayloadIdentifier": format!("trivet.policy.{domain}"),
        "PayloadType": domain,
        "PayloadUUID": uuid(domain),
        "PayloadVersion": 1,
    });
    if let (Some(settings), Value::Object(about)) = (settings.as_object_mut(), about) {
        settings.extend(about);
    }
    settings
}

/// The same one for the same name, so that a new version of the profile takes the place of the old one.
fn uuid(name: &str) -> String {
    let hash = Sha256::digest(format!("trivet {name}"));
    let hex: String = hash[..16].iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02X}");
        hex
    });
    let part = |from: usize, to: usize| &hex[from..to];
    format!(
        "{}-{}-4{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}

/// A value as a property list has it.
fn write(text: &mut String, value: &Value, depth: usize) {
    let indent = "  ".repeat(depth);
    // Writing to a string does not fail.
    let _ = match value {
        Value::Null => Ok(()),
        Value::Bool(yes) => writeln!(text, "{indent}<{yes}/>"),
        Value::Number(number) => writeln!(text, "{indent}<integer>{number}</integer>"),
        Value::String(string) => writeln!(text, "{indent}<string>{}</string>", xml(string)),
        Value::Array(list) => {
            let _ = writeln!(text, "{indent}<array>");
            for item in list {
                write(text, item, depth + 1);
            }
            writeln!(text, "{indent}</array>")
        }
        Value::Object(map) => {
            let _ = writeln!(text, "{indent}<dict>");
            for (key, item) in map {
                let _ = writeln!(text, "{indent}  <key>{}</key>", xml(key));
                write(text, item, depth + 1);
            }
            writeln!(text, "{indent}</dict>")
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_each_browsers_domain_and_the_policy() {
        let text = mobileconfig(&Fleet::made_up());
        for domain in [
            "com.google.Chrome",
            "com.google.Chrome.extensions.abc",
            "com.microsoft.Edge",
            "com.microsoft.Edge.extensions.abc",
            "org.mozilla.firefox",
        ] {
            let line = format!("<key>PayloadType</key>\n      <string>{domain}</string>");
            assert!(text.contains(&line), "{domain}\n{text}");
        }
        assert_eq!(text.matches("<key>holdWhenUnsure</key>").count(), 3);
        assert!(text.contains("Save it's &quot;token&quot;"));
    }

    #[test]
    fn names_a_payload_the_same_each_time() {
        assert_eq!(uuid("a"), uuid("a"));
        assert_ne!(uuid("a"), uuid("b"));
        assert_eq!(uuid("a").len(), 36);
    }
}
