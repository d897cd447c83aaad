//! Windows: the values below the registry's policies, as a `.reg` file and as a script for Intune.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

use super::Fleet;

/// Chrome and Edge look below these keys.
pub(crate) const BROWSERS: [(&str, &str); 2] = [
    ("chrome", r"Software\Policies\Google\Chrome"),
    ("edge", r"Software\Policies\Microsoft\Edge"),
];

/// One value: the key below the machine's hive, the value's name, the value.
type Entry = (String, String, Value);

/// What forces the installation, and the policy. Lists of objects are one text of JSON; lists of texts are numbered.
fn entries(root: &str, fleet: &Fleet) -> Vec<Entry> {
    let id = &fleet.chromium_id;
    let forced = json!({ "installation_mode": "force_installed", "update_url": fleet.update_url });
    let Value::Object(forced) = forced else {
        return Vec::new();
    };
    let mut entries = below(&format!(r"{root}\ExtensionSettings\{id}"), &forced);
    entries.extend(below(&policy_key(root, id), &fleet.policy));
    entries
}

/// Where a Chromium browser looks for an extension's policy.
pub(crate) fn policy_key(root: &str, id: &str) -> String {
    format!(r"{root}\3rdparty\extensions\{id}\policy")
}

fn below(key: &str, values: &Map<String, Value>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (name, value) in values {
        match value.as_array() {
            Some(list) if list.iter().all(Value::is_string) => {
                let numbered = list.iter().zip(1..);
                entries.extend(
                    numbered.map(|(item, at)| {
                        (format!(r"{key}\{name}"), format!("{at}"), item.clone())
                    }),
                );
            }
            Some(_) => entries.push((key.to_owned(), name.clone(), value.to_string().into())),
            None => entries.push((key.to_owned(), name.clone(), value.clone())),
        }
    }
    entries
}

/// A number as the registry has it; none for a text.
fn number(value: &Value) -> Option<u64> {
    value.as_bool().map(u64::from).or_else(|| value.as_u64())
}

/// A file for `reg import`, or for a double click.
pub(crate) fn reg(root: &str, fleet: &Fleet) -> String {
    let mut text = String::from("Windows Registry Editor Version 5.00\r\n");
    let mut last = String::new();
    for (key, name, value) in entries(root, fleet) {
        if key != last {
            // Writing to a string does not fail.
            let _ = write!(text, "\r\n[HKEY_LOCAL_MACHINE\\{key}]\r\n");
            last = key;
        }
        let value = number(&value).map_or_else(
            || format!("\"{}\"", escaped(value.as_str().unwrap_or_default())),
            |number| format!("dword:{number:08x}"),
        );
        let _ = write!(text, "\"{name}\"={value}\r\n");
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
}

/// A script that Intune runs as the system, for both browsers.
pub(crate) fn script(fleet: &Fleet) -> String {
    let mut text = String::from(
        "# Sets Trivet's forced installation and its policy for Chrome and Edge. Run it as the system, in 64-bit PowerShell.\r\n\
         $ErrorActionPreference = 'Stop'\r\n\
         function Set-Value($Key, $Name, $Type, $Value) {\r\n  \
           $path = \"HKLM:\\$Key\"\r\n  \
           if (-not (Test-Path $path)) { New-Item -Path $path -Force | Out-Null }\r\n  \
           New-ItemProperty -Path $path -Name $Name -PropertyType $Type -Value $Value -Force | Out-Null\r\n\
         }\r\n",
    );
    for (_, root) in BROWSERS {
        for (key, name, value) in entries(root, fleet) {
            let (kind, value) = if let Some(number) = number(&value) {
                ("DWord", number.to_string())
            } else {
                let quoted = value.as_str().unwrap_or_default().replace('\'', "''");
                ("String", format!("'{quoted}'"))
            };
            let _ = write!(text, "Set-Value '{key}' '{name}' {kind} {value}\r\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_a_browser_reads_back() {
        let fleet = Fleet::made_up();
        let text = reg(BROWSERS[0].1, &fleet);
        for line in [
            r"[HKEY_LOCAL_MACHINE\Software\Policies\Google\Chrome\ExtensionSettings\abc]",
            r#""installation_mode"="force_installed""#,
            r"[HKEY_LOCAL_MACHINE\Software\Policies\Google\Chrome\3rdparty\extensions\abc\policy]",
            r#""holdWhenUnsure"=dword:00000001"#,
            r#""minimumPasswordLength"=dword:00000014"#,
            r#""labels"="[{\"term\":\"ok\",\"text\":\"Save it's \\\"token\\\"\"}]""#,
            r"[HKEY_LOCAL_MACHINE\Software\Policies\Google\Chrome\3rdparty\extensions\abc\policy\allowedFormats]",
            r#""1"="kdbx""#,
            r#""2"="pass+age-recipients""#,
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}\n{text}");
        }
        let script = script(&fleet);
        assert!(script.contains("'holdWhenUnsure' DWord 1\r\n"));
        assert!(script.contains("Save it''s"), "a quote ends the text");
        for (_, root) in BROWSERS {
            assert!(script.contains(root));
        }
    }
}
