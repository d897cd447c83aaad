//! The names by which browsers, organizations and `KeePassXC` know Trivet. All of them stand here and nowhere else.
//!
//! Other people's machines keep them, so none may change once there is a release. `docs/deploy.md` says what a change breaks.
//! None of them is a domain: nobody can claim an address that we do not own.

/// The add-on's ID in Firefox: its policy, its forced installation, its updates and its stored data go by it.
pub const GECKO_ID: &str = "{be678b0b-05c0-4e0e-a024-bd03ad47c248}";

/// The public key of the build that Chromium loads from a folder, so that its ID does not follow from the folder's path. The
/// private half was thrown away: nobody can sign a package of this ID. A store replaces the key by its own.
pub const CHROMIUM_KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtN0QyMkIitBTvzJMWRyZwW7AGV2x7ablUSdZcUh9JO9mBrXQWWkQ8Zv+uFRN/ZB2koMdwpjDjzh/1RLdJgsCrAjID900mj9wX3h3I+p6SJcUr2fQJQlAdqyDjUWFJrZdK8jgWWRbgi+PRAl9SKXpXHmEIrSGAGNi+2z6L5CEYK68laLQgpiWdq6UG4pEUYXdp/0+zF8Ylk8yXLtXR7SnLcRcLK+B2xGGSvTQiF7BqjY/VIBQm9FWLgECTGLzSJ8WRH9J7U9uQb5dG/lk+fjTOs4io1PXtlIR+bJgQTEc+jKdpDmMbW6yA/d1+7UlfjFCpo+mOOaEI+wwuMZuP/sSswIDAQAB";

/// The ID that follows from [`CHROMIUM_KEY`].
pub const CHROMIUM_ID: &str = "gehbcnceihmicaohbomicaippcplfgif";

/// The name by which the extension asks a browser for `KeePassXC`'s proxy. Every computer that was set up for it has a file of
/// this name.
pub const NATIVE_HOST: &str = "trivet.keepassxc";
