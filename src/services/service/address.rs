//! Where a service is: an HTTPS address, and paths in it.

use super::ServiceError;

/// The address of a server: `https://HOST[:PORT][/PREFIX]`, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress {
    host: String,
    port: Option<u16>,
    prefix: String,
}

/// What a browser's address bar adds behind the address of a Vault, and what its API begins with.
const NOT_A_PREFIX: [&str; 2] = ["ui", "v1"];

impl ServerAddress {
    /// Reads an address as an admin gives it, copied from the browser's address bar perhaps.
    ///
    /// # Errors
    /// [`ServiceError::BadAddress`] for anything but an HTTPS address of letters, digits and the usual signs.
    pub fn parse(given: &str) -> Result<Self, ServiceError> {
        Self::read(given.trim()).ok_or(ServiceError::BadAddress)
    }

    fn read(given: &str) -> Option<Self> {
        let scheme = given.get(..8)?;
        if !scheme.eq_ignore_ascii_case("https://") {
            return None;
        }
        let rest = &given[8..];
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
            _ => (authority, None),
        };
        let is_host = match host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
            Some(address) => address.parse::<core::net::Ipv6Addr>().is_ok(),
            None => {
                !host.is_empty()
                    && host.split('.').all(|label| {
                        !label.is_empty()
                            && label
                                .bytes()
                                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                    })
            }
        };
        if !is_host || port == Some(0) {
            return None;
        }
        let path = path.trim_end_matches('/');
        let first = path.split('/').next().unwrap_or_default();
        let prefix = if path.is_empty() || NOT_A_PREFIX.contains(&first) {
            String::new()
        } else if is_path(path) {
            ["/", path].concat()
        } else {
            return None;
        };
        Some(Self {
            host: host.to_ascii_lowercase(),
            port,
            prefix,
        })
    }

    /// The pattern by which the browser is asked to let this one host be spoken to. Patterns have no port.
    #[must_use]
    pub fn match_pattern(&self) -> String {
        ["https://", &self.host, "/*"].concat()
    }

    /// The host, as people know the server.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The address of something under the server.
    pub(super) fn join(&self, path: &str) -> String {
        let port = self.port.map(|port| format!(":{port}")).unwrap_or_default();
        ["https://", &self.host, &port, &self.prefix, path].concat()
    }
}

/// Whether a text is segments of plain characters between single slashes, none of them a step upwards.
pub(super) fn is_path(text: &str) -> bool {
    text.split('/').all(|segment| {
        !segment.is_empty()
            && segment != "."
            && segment != ".."
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(given: &str) -> Option<String> {
        Some(ServerAddress::parse(given).ok()?.join("/v1/x"))
    }

    #[test]
    fn addresses_as_admins_give_them() {
        for (given, expected) in [
            (
                "https://vault.example.com",
                "https://vault.example.com/v1/x",
            ),
            (
                " HTTPS://Vault.Example.com:8200/ ",
                "https://vault.example.com:8200/v1/x",
            ),
            (
                "https://vault:8200/ui/vault/secrets",
                "https://vault:8200/v1/x",
            ),
            (
                "https://proxy.example.com/team-a/vault/",
                "https://proxy.example.com/team-a/vault/v1/x",
            ),
            ("https://10.0.0.7:8200", "https://10.0.0.7:8200/v1/x"),
            (
                "https://[2001:db8::1]:8200",
                "https://[2001:db8::1]:8200/v1/x",
            ),
            ("https://[2001:db8::1]", "https://[2001:db8::1]/v1/x"),
        ] {
            assert_eq!(joined(given).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for given in [
            "",
            "vault",
            "http://vault.example.com",
            "https://",
            "https:///x",
            "https://a b",
            "https://user@host",
            "https://host:0",
            "https://host:99999",
            "https://host:x",
            "https://host/?q",
            "https://host/#x",
            "https://host?x",
            "https://host/a/../b",
            "https://host//b",
            "https://[::zz]",
            "https://höst",
            "https://a..b",
            "javascript:1",
        ] {
            assert_eq!(
                ServerAddress::parse(given),
                Err(ServiceError::BadAddress),
                "{given}"
            );
        }
    }

    #[test]
    fn the_permission_is_for_the_one_host() {
        let address = ServerAddress::parse("https://vault.example.com:8200/team").unwrap();
        assert_eq!(address.match_pattern(), "https://vault.example.com/*");
        assert_eq!(address.host(), "vault.example.com");
    }

    proptest! {
        #[test]
        fn whatever_is_given_the_host_stays_the_host(given in "https://[ -~]{0,40}") {
            if let Ok(address) = ServerAddress::parse(&given) {
                let joined = address.join("/v1/x");
                let authority = joined["https://".len()..].split('/').next().unwrap_or_default();
                prop_assert!(!authority.contains(['@', '?', '#', '\\', ' ']));
                prop_assert!(authority.starts_with(address.host()));
            }
        }
    }
}
