//! Group Policy: an administrative template (ADMX) with one setting for each key, for Chrome and for Edge, and its texts
//! (ADML). Intune imports both, too.

use std::fmt::Write as _;

use super::{
    Fleet,
    registry::{BROWSERS, policy_key},
    schema::{Item, Kind, Schema},
    xml,
};

const NAMESPACE: &str = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";

/// The template.
pub(crate) fn admx(schema: &Schema, fleet: &Fleet) -> String {
    let mut policies = String::new();
    for (browser, root) in BROWSERS {
        let key = policy_key(root, &fleet.chromium_id);
        for (name, property) in &schema.properties {
            let how = element(name, &property.kind, &key);
            let head = format!(
                "    <policy name=\"{browser}_{name}\" class=\"Both\" displayName=\"$(string.{name})\" \
                 explainText=\"$(string.{name}_explain)\" key=\"{key}\"{value}{presentation}>\n      \
                 <parentCategory ref=\"{browser}\"/>\n      <supportedOn ref=\"any\"/>\n",
                value = how.value_name,
                presentation = how.presentation,
            );
            let _ = writeln!(policies, "{head}{}    </policy>", how.content);
        }
    }
    let mut categories = String::new();
    for (browser, _) in BROWSERS {
        let _ = writeln!(
            categories,
            "    <category name=\"{browser}\" displayName=\"$(string.{browser})\"><parentCategory ref=\"trivet\"/></category>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<policyDefinitions xmlns=\"{NAMESPACE}\" revision=\"1.0\" schemaVersion=\"1.0\">\n  \
         <policyNamespaces><target prefix=\"trivet\" namespace=\"Trivet.Policies\"/></policyNamespaces>\n  \
         <resources minRequiredRevision=\"1.0\"/>\n  \
         <supportedOn><definitions><definition name=\"any\" displayName=\"$(string.any)\"/></definitions></supportedOn>\n  \
         <categories>\n    <category name=\"trivet\" displayName=\"$(string.trivet)\"/>\n{categories}  </categories>\n  \
         <policies>\n{policies}  </policies>\n</policyDefinitions>\n"
    )
}

/// How one setting is written.
struct Element {
    value_name: String,
    presentation: String,
    content: String,
}

fn element(name: &str, kind: &Kind, key: &str) -> Element {
    let elements = |inner: String| Element {
        value_name: String::new(),
        presentation: format!(" presentation=\"$(presentation.{name})\""),
        content: format!("      <elements>{inner}</elements>\n"),
    };
    match kind {
        Kind::Boolean => Element {
            value_name: format!(" valueName=\"{name}\""),
            presentation: String::new(),
            content: "      <enabledValue><decimal value=\"1\"/></enabledValue>\n      \
                      <disabledValue><decimal value=\"0\"/></disabledValue>\n"
                .to_owned(),
        },
        Kind::Integer => elements(format!(
            "<decimal id=\"value\" valueName=\"{name}\" minValue=\"0\" maxValue=\"65535\" required=\"true\"/>"
        )),
        Kind::Array { items } if matches!(**items, Item::String) => elements(format!(
            "<list id=\"value\" key=\"{key}\\{name}\" valuePrefix=\"\"/>"
        )),
        Kind::String | Kind::Array { .. } => elements(format!(
            "<text id=\"value\" valueName=\"{name}\" maxLength=\"65535\" required=\"true\"/>"
        )),
    }
}

/// The template's texts.
pub(crate) fn adml(schema: &Schema) -> String {
    let (mut strings, mut presentations) = (String::new(), String::new());
    let mut string = |id: &str, text: &str| {
        let _ = writeln!(strings, "      <string id=\"{id}\">{}</string>", xml(text));
    };
    string("trivet", "Trivet for Marketing Cloud Personalization");
    string("chrome", "Google Chrome");
    string("edge", "Microsoft Edge");
    string("any", "Every version that runs Trivet");
    for (name, property) in &schema.properties {
        let explain = match &property.kind {
            Kind::Array { items } if matches!(**items, Item::Object { .. }) => {
                format!("{} Give it as JSON, in one line.", property.description)
            }
            _ => property.description.clone(),
        };
        string(name, &property.title);
        string(&format!("{name}_explain"), &explain);
        let title = xml(&property.title);
        let control = match &property.kind {
            Kind::Boolean => continue,
            Kind::Integer => {
                format!("<decimalTextBox refId=\"value\" spin=\"true\">{title}</decimalTextBox>")
            }
            Kind::Array { items } if matches!(**items, Item::String) => {
                format!("<listBox refId=\"value\">{title}</listBox>")
            }
            Kind::String | Kind::Array { .. } => {
                format!("<textBox refId=\"value\"><label>{title}</label></textBox>")
            }
        };
        let _ = writeln!(
            presentations,
            "      <presentation id=\"{name}\">{control}</presentation>"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<policyDefinitionResources xmlns=\"{NAMESPACE}\" revision=\"1.0\" schemaVersion=\"1.0\">\n  \
         <displayName>Trivet</displayName>\n  <description>The policy of the browser extension Trivet</description>\n  \
         <resources>\n    <stringTable>\n{strings}    </stringTable>\n    <presentationTable>\n{presentations}    \
         </presentationTable>\n  </resources>\n</policyDefinitionResources>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = include_str!("../../../extension/managed-schema.json");

    #[test]
    fn every_key_is_a_setting_of_both_browsers_with_its_texts() {
        let schema = Schema::parse(SCHEMA).unwrap();
        let (policies, texts) = (admx(&schema, &Fleet::made_up()), adml(&schema));
        for (name, property) in &schema.properties {
            for (browser, _) in BROWSERS {
                assert!(policies.contains(&format!("name=\"{browser}_{name}\"")));
            }
            assert!(texts.contains(&format!("<string id=\"{name}\">{}<", xml(&property.title))));
            let is_asked = texts.contains(&format!("<presentation id=\"{name}\">"));
            assert_eq!(is_asked, !matches!(property.kind, Kind::Boolean), "{name}");
            let refers = policies.contains(&format!("$(presentation.{name})"));
            assert_eq!(refers, is_asked, "{name}");
        }
    }
}
