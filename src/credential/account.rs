//! Which account a console page belongs to, read from its host alone.

use std::fmt;

/// Hosts under `evergage.com` that are not an account's console, from Salesforce's own documents; `www` is the vendor's
/// site.
const NOT_A_CONSOLE: [&str; 8] = [
    "doc",
    "developer",
    "support",
    "ecampus",
    "status",
    "cdn",
    "sftp",
    "www",
];

/// The host of the extension's own sample screen: made up, nobody's console. The stub has it, too.
pub const SAMPLE_HOST: &str = "not-real.sample.evergage.com";

/// The domain of every console.
const DOMAIN: &str = "evergage.com";

/// The longest label of a host name, in octets (RFC 1035, 2.3.4).
const LONGEST_LABEL: usize = 63;

/// An account of the Personalization console, known by its host `ACCOUNT[.INSTANCE].evergage.com`.
///
/// Its parts hold lower-case ASCII letters, digits, `-` and `_` only, so they are safe in file names, titles and markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsoleAccount {
    account: String,
    instance: Option<String>,
}

/// The host is not that of an account's console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "This is not a console address (ACCOUNT.evergage.com or ACCOUNT.INSTANCE.evergage.com). \
     Open the console and start again."
)]
pub struct AccountError;

impl AccountError {
    /// A name for this error that stays the same when its message is reworded.
    #[must_use]
    pub fn code(self) -> &'static str {
        "not-a-console"
    }
}

impl ConsoleAccount {
    /// Reads a host name, without port, as `location.hostname` gives it.
    ///
    /// ```
    /// use trivet_credential::ConsoleAccount;
    ///
    /// let console = ConsoleAccount::from_host("acme.us-4.evergage.com")?;
    /// assert_eq!(console.account(), "acme");
    /// assert_eq!(console.instance(), Some("us-4"));
    /// assert_eq!(console.base_url(), "https://acme.us-4.evergage.com");
    /// assert!(ConsoleAccount::from_host("doc.evergage.com").is_err());
    /// # Ok::<(), trivet_credential::AccountError>(())
    /// ```
    ///
    /// # Errors
    /// [`AccountError`] for every other host: another domain, more or fewer labels, a documented host that is no console, a
    /// port, a final dot.
    pub fn from_host(host: &str) -> Result<Self, AccountError> {
        let host = host.to_ascii_lowercase();
        let labels = host
            .strip_suffix(DOMAIN)
            .and_then(|rest| rest.strip_suffix('.'))
            .ok_or(AccountError)?;
        let (account, instance) = match labels.split_once('.') {
            None => (labels, None),
            Some((account, instance)) => (account, Some(instance)),
        };
        let sound = |label: &str| is_label(label) && !NOT_A_CONSOLE.contains(&label);
        if !sound(account) || !instance.is_none_or(sound) {
            return Err(AccountError);
        }
        Ok(Self {
            account: account.to_owned(),
            instance: instance.map(str::to_owned),
        })
    }

    /// Reads a base URL as [`ConsoleAccount::base_url`] writes it.
    ///
    /// # Errors
    /// [`AccountError`] when it has another scheme, a port, a path or anything else besides.
    pub fn from_base_url(url: &str) -> Result<Self, AccountError> {
        let account = Self::from_host(url.strip_prefix("https://").ok_or(AccountError)?)?;
        // Upper case is folded in a host, but a base URL of ours has none.
        if account.base_url() == url {
            Ok(account)
        } else {
            Err(AccountError)
        }
    }

    /// The account's name, the first label of the host.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The instance, such as `us-4`; none on us-1, where the console's address may go without.
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        self.instance.as_deref()
    }

    /// The host, lower case.
    #[must_use]
    pub fn host(&self) -> String {
        match &self.instance {
            Some(instance) => format!("{}.{instance}.{DOMAIN}", self.account),
            None => format!("{}.{DOMAIN}", self.account),
        }
    }

    /// The URL that the Named Credential wants: scheme and host, no path, no final slash.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("https://{}", self.host())
    }
}

/// `ACCOUNT` or `ACCOUNT.INSTANCE`, as a person calls it.
impl fmt::Display for ConsoleAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.account)?;
        match &self.instance {
            Some(instance) => write!(f, ".{instance}"),
            None => Ok(()),
        }
    }
}

fn is_label(label: &str) -> bool {
    (1..=LONGEST_LABEL).contains(&label.len())
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_known_instance_is_read() {
        for instance in ["us-1", "us-4", "us-7", "germany-2", "australia-3"] {
            let host = format!("x7f3k.{instance}.evergage.com");
            let console = ConsoleAccount::from_host(&host).unwrap();
            assert_eq!(console.account(), "x7f3k");
            assert_eq!(console.instance(), Some(instance));
            assert_eq!(console.host(), host);
        }
        let console = ConsoleAccount::from_host("Acme.Evergage.COM").unwrap();
        assert_eq!(console.base_url(), "https://acme.evergage.com");
        assert_eq!(console.to_string(), "acme");
    }

    #[test]
    fn every_documented_host_that_is_no_console_is_refused() {
        for name in NOT_A_CONSOLE {
            for host in [
                format!("{name}.evergage.com"),
                format!("{name}.us-4.evergage.com"),
                format!("acme.{name}.evergage.com"),
                format!("{}.evergage.com", name.to_uppercase()),
            ] {
                assert_eq!(
                    ConsoleAccount::from_host(&host),
                    Err(AccountError),
                    "{host}"
                );
            }
        }
    }

    /// The browser starts nothing there; where its patterns do not reach, the content script looks at its own origin.
    #[test]
    fn the_manifest_leaves_out_what_is_no_console() {
        let manifest: serde_json::Value =
            serde_json::from_str(include_str!("../../manifest.json")).unwrap();
        let script = &manifest["content_scripts"][0];
        assert_eq!(
            script["matches"],
            serde_json::json!(["https://*.evergage.com/*"])
        );
        let left_out = script["exclude_matches"].as_array().unwrap();
        for name in NOT_A_CONSOLE {
            let pattern = format!("https://*.{name}.evergage.com/*");
            assert!(left_out.iter().any(|one| *one == pattern), "{pattern}");
        }
        assert_eq!(left_out.len(), NOT_A_CONSOLE.len() + 1);
        assert!(left_out.iter().any(|one| one == "https://evergage.com/*"));
        let stub = include_str!("../../extension/guard-stub.js");
        let rule =
            r"/^(null|https:\/\/[\w-]+(\.[\w-]+)?\.evergage\.com(:\d+)?)$/.test(self.origin)";
        assert!(stub.contains(rule));
    }

    #[test]
    fn look_alikes_are_refused() {
        for host in [
            "",
            "evergage.com",
            ".evergage.com",
            "acme.evergage.com.",
            "acme.evergage.com:443",
            "acme.evergage.com.example.com",
            "acme-evergage.com",
            "acmeevergage.com",
            "acme.evergage.co",
            "a.acme.us-4.evergage.com",
            "acme..evergage.com",
            "acme.us-4..evergage.com",
            "-acme.evergage.com",
            "acme-.evergage.com",
            "ac me.evergage.com",
            "ac/me.evergage.com",
            "user@acme.evergage.com",
            "аcme.evergage.com", // a Cyrillic a
            "acme.evergage.cοm", // a Greek omicron
            "acme\u{202e}.evergage.com",
            "127.0.0.1",
            "[::1]",
        ] {
            assert_eq!(ConsoleAccount::from_host(host), Err(AccountError), "{host}");
        }
        let long = format!("{}.evergage.com", "a".repeat(64));
        assert_eq!(ConsoleAccount::from_host(&long), Err(AccountError));
    }

    #[test]
    fn only_our_own_base_url_is_one() {
        for url in [
            "http://acme.evergage.com",
            "https://acme.evergage.com/",
            "https://acme.evergage.com/ui/",
            "https://ACME.evergage.com",
            "acme.evergage.com",
        ] {
            assert_eq!(
                ConsoleAccount::from_base_url(url),
                Err(AccountError),
                "{url}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_what_is_taken_is_safe(host in ".{0,40}(\\.evergage\\.com)?") {
            if let Ok(console) = ConsoleAccount::from_host(&host) {
                prop_assert_eq!(console.host(), host.to_ascii_lowercase());
                prop_assert!(console.to_string().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
                prop_assert_eq!(ConsoleAccount::from_base_url(&console.base_url()), Ok(console));
            }
        }
    }
}
