//! The command that lets a browser start `KeePassXC`'s proxy for this extension, and the one that takes it back.
//!
//! `KeePassXC` writes such a file for its own extension only, and writes it anew at every start: so this one has a name of its
//! own. The commands are for an admin to read and to run; the extension cannot, and must not, run anything. Each writes or
//! removes one file, and on Windows the one value in the registry by which browsers find it there.
//!
//! Sources: <https://developer.chrome.com/docs/extensions/develop/concepts/native-messaging>,
//! <https://learn.microsoft.com/microsoft-edge/extensions/developer-guide/native-messaging>,
//! <https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests>.

use crate::identity;

/// The name by which the extension asks for the proxy.
pub const NAME: &str = identity::NATIVE_HOST;

/// What the command says where it finds no proxy.
const MISSING: &str = "keepassxc-proxy was not found. Install KeePassXC, or set KEEPASSXC_PROXY to its path or its AppImage.";

/// What the file says of itself.
const DESCRIPTION: &str = "Lets Trivet save keys in KeePassXC";

/// What the browser runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Linux.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// Each.
    pub const ALL: [Self; 3] = [Self::Linux, Self::MacOs, Self::Windows];

    /// By the browsers' own word for it (`runtime.PlatformOs`); none for a system that `KeePassXC` does not run on.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "linux" => Some(Self::Linux),
            "mac" => Some(Self::MacOs),
            "win" => Some(Self::Windows),
            _ => None,
        }
    }

    /// The program in which a command is to be run.
    #[must_use]
    pub fn shell(self) -> &'static str {
        match self {
            Self::Linux | Self::MacOs => "a terminal",
            Self::Windows => "PowerShell",
        }
    }
}

/// A browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Google Chrome.
    Chrome,
    /// Chromium.
    Chromium,
    /// Microsoft Edge.
    Edge,
    /// Brave.
    Brave,
    /// Vivaldi. It presents itself as Chrome; on Linux and macOS it looks in a folder of its own.
    Vivaldi,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Each.
    pub const ALL: [Self; 6] = [
        Self::Chrome,
        Self::Chromium,
        Self::Edge,
        Self::Brave,
        Self::Vivaldi,
        Self::Firefox,
    ];

    /// By its name on a command line.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|browser| browser.name() == name)
    }

    /// By the names under which it presents itself (`NavigatorUAData.brands`). Firefox has none.
    #[must_use]
    pub fn of_brands<'a>(brands: impl IntoIterator<Item = &'a str>) -> Self {
        let mut browser = Self::Firefox;
        for brand in brands {
            match brand {
                "Google Chrome" => return Self::Chrome,
                "Microsoft Edge" => return Self::Edge,
                "Brave" => return Self::Brave,
                "Vivaldi" => return Self::Vivaldi,
                "Chromium" => browser = Self::Chromium,
                _ => {}
            }
        }
        browser
    }

    /// Its name on a command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Chromium => "chromium",
            Self::Edge => "edge",
            Self::Brave => "brave",
            Self::Vivaldi => "vivaldi",
            Self::Firefox => "firefox",
        }
    }

    /// The folder in which it looks, as a shell names it.
    fn folder(self, system: System) -> &'static str {
        const LINUX: [&str; 6] = [
            "${XDG_CONFIG_HOME:-$HOME/.config}/google-chrome/NativeMessagingHosts",
            "${XDG_CONFIG_HOME:-$HOME/.config}/chromium/NativeMessagingHosts",
            "${XDG_CONFIG_HOME:-$HOME/.config}/microsoft-edge/NativeMessagingHosts",
            "${XDG_CONFIG_HOME:-$HOME/.config}/BraveSoftware/Brave-Browser/NativeMessagingHosts",
            "${XDG_CONFIG_HOME:-$HOME/.config}/vivaldi/NativeMessagingHosts",
            "$HOME/.mozilla/native-messaging-hosts",
        ];
        const MAC_OS: [&str; 6] = [
            "$HOME/Library/Application Support/Google/Chrome/NativeMessagingHosts",
            "$HOME/Library/Application Support/Chromium/NativeMessagingHosts",
            "$HOME/Library/Application Support/Microsoft Edge/NativeMessagingHosts",
            "$HOME/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts",
            "$HOME/Library/Application Support/Vivaldi/NativeMessagingHosts",
            "$HOME/Library/Application Support/Mozilla/NativeMessagingHosts",
        ];
        match system {
            System::Linux => LINUX[self as usize],
            System::MacOs => MAC_OS[self as usize],
            System::Windows => "$env:LOCALAPPDATA\\Trivet",
        }
    }

    /// The registry's key below which it looks on Windows.
    fn registry(self) -> &'static str {
        match self {
            Self::Chrome | Self::Brave | Self::Vivaldi => {
                "HKCU:\\Software\\Google\\Chrome\\NativeMessagingHosts"
            }
            Self::Chromium => "HKCU:\\Software\\Chromium\\NativeMessagingHosts",
            Self::Edge => "HKCU:\\Software\\Microsoft\\Edge\\NativeMessagingHosts",
            Self::Firefox => "HKCU:\\Software\\Mozilla\\NativeMessagingHosts",
        }
    }
}

/// Which browser on which system is to let which extension in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host {
    system: System,
    browser: Browser,
    extension: String,
}

impl Host {
    /// For an extension by its ID, as `runtime.id` gives it; none if that is not an ID and so has no place in a command.
    #[must_use]
    pub fn new(system: System, browser: Browser, extension: &str) -> Option<Self> {
        let is_id = !extension.is_empty()
            && extension
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"@._-{}".contains(&byte));
        is_id.then(|| Self {
            system,
            browser,
            extension: extension.to_owned(),
        })
    }

    /// The program in which the commands are to be run.
    #[must_use]
    pub fn shell(&self) -> &'static str {
        self.system.shell()
    }

    /// The command that writes the file. It looks for the proxy where `KeePassXC`'s installers put it, those of Snap and Flatpak
    /// too, and on the path; `KEEPASSXC_PROXY` in the environment names another one, such as an `AppImage`. Without a proxy it
    /// writes nothing and says so.
    #[must_use]
    pub fn install(&self) -> String {
        let (folder, file) = (self.browser.folder(self.system), self.file());
        let (who, whom) = self.allowed();
        match self.system {
            System::Windows => format!(
                "$p = @($env:KEEPASSXC_PROXY, \"$env:ProgramFiles\\KeePassXC\\keepassxc-proxy.exe\", \
                 (Get-Command keepassxc-proxy -ErrorAction Ignore).Source) | \
                 Where-Object {{ $_ -and (Test-Path $_) }} | Select-Object -First 1\n\
                 if ($p) {{\n  \
                   $f = \"{folder}\\{file}\"\n  \
                   New-Item -ItemType Directory -Force \"{folder}\" | Out-Null\n  \
                   [IO.File]::WriteAllText($f, (ConvertTo-Json ([ordered]@{{ name = '{NAME}'; \
                   description = '{DESCRIPTION}'; type = 'stdio'; path = \"$p\"; {who} = @('{whom}') }})))\n  \
                   New-Item -Force '{registry}\\{NAME}' -Value $f | Out-Null\n  \
                   \"Written: $f\"\n\
                 }} else {{ Write-Error '{MISSING}' }}",
                registry = self.browser.registry(),
            ),
            System::Linux | System::MacOs => format!(
                "p=${{KEEPASSXC_PROXY:-$({find})}}\n\
                 if [ -x \"$p\" ]; then\n  \
                   d=\"{folder}\"\n  \
                   mkdir -p \"$d\" && printf '{{\"name\": \"{NAME}\", \"description\": \"{DESCRIPTION}\", \
                   \"type\": \"stdio\", \"path\": \"%s\", \"{who}\": [\"{whom}\"]}}\\n' \"$p\" \
                   > \"$d/{file}\" && echo \"Written: $d/{file}\"\n\
                 else echo '{MISSING}' >&2; fi",
                find = match self.system {
                    System::MacOs => {
                        "command -v keepassxc-proxy || echo /Applications/KeePassXC.app/Contents/MacOS/keepassxc-proxy"
                    }
                    // The last two are Flatpak's, which lead to the proxy when a browser starts them.
                    _ => {
                        "command -v keepassxc-proxy || command -v keepassxc.proxy || command -v /snap/bin/keepassxc.proxy || \
                         command -v /var/lib/flatpak/exports/bin/org.keepassxc.KeePassXC || \
                         command -v \"$HOME/.local/share/flatpak/exports/bin/org.keepassxc.KeePassXC\""
                    }
                },
            ),
        }
    }

    /// The command that removes the file, and on Windows the registry's key.
    #[must_use]
    pub fn uninstall(&self) -> String {
        let (folder, file) = (self.browser.folder(self.system), self.file());
        match self.system {
            System::Windows => format!(
                "Remove-Item -ErrorAction Ignore \"{folder}\\{file}\", '{registry}\\{NAME}'",
                registry = self.browser.registry(),
            ),
            System::Linux | System::MacOs => format!("rm -f \"{folder}/{file}\""),
        }
    }

    /// Windows keeps the files of all browsers in one folder.
    fn file(&self) -> String {
        match self.system {
            System::Windows => format!("{NAME}.{}.json", self.browser.name()),
            System::Linux | System::MacOs => format!("{NAME}.json"),
        }
    }

    fn allowed(&self) -> (&'static str, String) {
        match self.browser {
            Browser::Firefox => ("allowed_extensions", self.extension.clone()),
            _ => (
                "allowed_origins",
                format!("chrome-extension://{}/", self.extension),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_their_brands() {
        let of = |brands: &[&str]| Browser::of_brands(brands.iter().copied());
        assert_eq!(
            of(&["Chromium", "Not;A=Brand", "Google Chrome"]),
            Browser::Chrome
        );
        assert_eq!(of(&["Microsoft Edge", "Chromium"]), Browser::Edge);
        assert_eq!(of(&["Not;A=Brand", "Chromium"]), Browser::Chromium);
        assert_eq!(of(&["Brave", "Chromium"]), Browser::Brave);
        assert_eq!(of(&["Chromium", "Vivaldi"]), Browser::Vivaldi);
        assert_eq!(of(&[]), Browser::Firefox);
        assert!(
            Browser::ALL
                .into_iter()
                .all(|one| Browser::of(one.name()) == Some(one))
        );
    }

    #[test]
    fn systems_are_known_by_the_browsers_words() {
        let systems = ["linux", "mac", "win"].map(System::of);
        assert_eq!(systems, System::ALL.map(Some));
        assert_eq!(System::of("cros"), None);
    }

    #[test]
    fn nothing_but_an_id_gets_into_a_command() {
        let host = |id| Host::new(System::Linux, Browser::Chrome, id);
        assert!(host("abcdefghijklmnopabcdefghijklmnop").is_some());
        assert!(host(identity::GECKO_ID).is_some());
        for id in [
            "",
            "a'; rm -rf ~; '",
            "a\nb",
            "$(id)",
            "a\"b",
            "ä",
            "a%sb",
            "a/b",
            "a b",
        ] {
            assert!(host(id).is_none(), "{id}");
        }
    }
}
