//! Where the key is entered next: the page of Salesforce Setup with the Named Credentials, from an address as an admin gives it.

use trivet_formats::coded;

/// The page, below an org's host.
const PAGE: &str = "/lightning/setup/NamedCredential/home";

/// Under which an org's hosts are.
const DOMAINS: [&str; 4] = [
    ".my.salesforce.com",
    ".lightning.force.com",
    ".salesforce.com",
    ".salesforce-setup.com",
];

coded! {
    /// Why no link can be made.
    pub enum SetupError {
        /// The address is not that of an org.
        NotSalesforce = "not-salesforce",
    }
}

/// The address of the page with the Named Credentials, on the host of an address from the address bar, or of a host alone.
///
/// # Errors
/// [`SetupError`] for another scheme than HTTPS, a user name, a port, and every host that is not below Salesforce's domains.
pub fn named_credentials(given: &str) -> Result<String, SetupError> {
    let given = given.trim().to_ascii_lowercase();
    let rest = match given.split_once("://") {
        Some(("https", rest)) => rest,
        Some(_) => return Err(SetupError::NotSalesforce),
        None => &given,
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_label = |label: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        (1..=63).contains(&label.len()) && label.bytes().all(plain)
    };
    let is_host = host.len() <= 253 && host.split('.').all(is_label);
    if is_host && DOMAINS.iter().any(|domain| host.ends_with(domain)) {
        Ok(["https://", host, PAGE].concat())
    } else {
        Err(SetupError::NotSalesforce)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_as_admins_copy_them() {
        for (given, host) in [
            ("https://acme.my.salesforce.com", "acme.my.salesforce.com"),
            (
                " https://acme--dev.sandbox.my.salesforce.com/home?x=1#y ",
                "acme--dev.sandbox.my.salesforce.com",
            ),
            (
                "https://Acme.lightning.force.com/lightning/page/home",
                "acme.lightning.force.com",
            ),
            (
                "acme.my.salesforce-setup.com",
                "acme.my.salesforce-setup.com",
            ),
            ("na1.salesforce.com/", "na1.salesforce.com"),
        ] {
            let expected = format!("https://{host}/lightning/setup/NamedCredential/home");
            assert_eq!(named_credentials(given), Ok(expected), "{given}");
        }
    }

    #[test]
    fn everything_else_makes_no_link() {
        for given in [
            "",
            "acme",
            "http://acme.my.salesforce.com",
            "javascript://acme.my.salesforce.com/%0aalert(1)",
            "javascript:alert(1)//acme.my.salesforce.com",
            "https://acme.my.salesforce.com:8443",
            "https://user@acme.my.salesforce.com",
            "https://acme.my.salesforce.com@example.com",
            "https://acme.my.salesforce.com.example.com",
            "https://example.com/acme.my.salesforce.com",
            "https://example.com?.my.salesforce.com",
            "https://example.com\\.my.salesforce.com",
            "https://evilsalesforce.com",
            "https://salesforce.com",
            "https://.my.salesforce.com",
            "https://a b.my.salesforce.com",
            "https://аcme.my.salesforce.com",
        ] {
            assert_eq!(
                named_credentials(given),
                Err(SetupError::NotSalesforce),
                "{given}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_is_given_a_link_leads_to_salesforce(given in "(https://)?[ -~]{0,30}(\\.my\\.salesforce\\.com)?[ -~]{0,9}") {
            if let Ok(link) = named_credentials(&given) {
                let host = link.strip_prefix("https://").and_then(|rest| rest.strip_suffix(PAGE));
                let host = host.unwrap_or_default();
                prop_assert!(DOMAINS.iter().any(|domain| host.ends_with(domain)));
                prop_assert!(!host.contains(['/', '@', ':', '?', '#', '\\']));
            }
        }
    }
}
