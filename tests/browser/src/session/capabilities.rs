//! What each browser is asked to be: throw-away, alone with the console, asking before it leaves a page.

use std::{os::unix::fs::MetadataExt, path::Path};

use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use super::SessionOptions;

/// What the downloads are called in the preferences of Firefox.
const TYPES: &str = "application/octet-stream,application/x-keepass2,application/vnd.keepass,text/csv,application/json";

/// Features of Chromium that no test is about.
const ASIDE: [&str; 9] = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopupSelectionControl",
    "SpareRendererForSitePerProcess",
    "OptimizationHints",
    "OptimizationGuideModelDownloading",
    "OptimizationGuideOnDeviceModel",
    "MediaRouter",
];

/// A switch of Chromium: it does not reach out by itself, and so installs nothing by policy.
const QUIET: &str = "disable-background-networking";

/// For Chromium by chromedriver.
pub(super) fn chromium(
    binary: &Path,
    folder: &Path,
    downloads: &Path,
    options: &SessionOptions,
) -> Capabilities {
    let mut arguments = vec![
        format!("--user-data-dir={}", folder.join("profile").display()),
        // Made-up hosts lead to loopback, and nothing leads out.
        "--host-resolver-rules=MAP * 127.0.0.1".to_owned(),
        // What a browser does beside the page: half of the processor's time of a test.
        format!("--disable-features={}", ASIDE.join(",")),
        "--disable-gpu".to_owned(),
        "--disable-breakpad".to_owned(),
        "--disable-default-apps".to_owned(),
        "--disable-component-extensions-with-background-pages".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--no-first-run".to_owned(),
        "--no-default-browser-check".to_owned(),
        "--password-store=basic".to_owned(),
        "--force-device-scale-factor=1".to_owned(),
        // What pages and extensions write to their consoles, for the evidence of a failed test.
        "--enable-logging=stderr".to_owned(),
        // The toolbar button can be pressed, and the extension installed anew, by this channel only.
        "--remote-debugging-pipe".to_owned(),
        "--enable-unsafe-extension-debugging".to_owned(),
    ];
    let unwanted: &[&str] = match options.organization {
        Some(_) => &[QUIET],
        None => &[],
    };
    if unwanted.is_empty() {
        arguments.push(format!("--{QUIET}"));
    }
    if let Some(display) = &options.display {
        arguments.push("--ozone-platform=x11".to_owned());
        arguments.push(format!("--display={display}"));
    } else if options.headless {
        arguments.push("--headless=new".to_owned());
        // Without it the screen is too small for the vault's window.
        arguments.push("--screen-info={1600x1200}".to_owned());
    }
    arguments.extend(options.arguments.iter().cloned());
    if options.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    if is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    if options.records_requests {
        let file = folder.join(super::requests::FILE);
        arguments.push(format!("--log-net-log={}", file.display()));
        arguments.push("--net-log-capture-mode=Default".to_owned());
    }
    common(&json!({
        "goog:chromeOptions": {
            "binary": binary,
            "args": arguments,
            "excludeSwitches": unwanted,
            // Without it the vault's window is not among the windows. Nobody may look into what an organization forces.
            "enableExtensionTargets": options.organization.is_none(),
            "prefs": {
                "download.default_directory": downloads,
                "download.prompt_for_download": false,
                "credentials_enable_service": false,
                // Without it an extension from a folder that is loaded anew stays switched off.
                "extensions.ui.developer_mode": true,
            },
        },
    }))
}

/// For Firefox by geckodriver.
pub(super) fn firefox(
    binary: &Path,
    folder: &Path,
    downloads: &Path,
    options: &SessionOptions,
) -> Capabilities {
    let mut arguments = Vec::new();
    if options.headless {
        arguments.push("--headless".to_owned());
    }
    if options.records_requests {
        // The driver takes a profile of its own making away as soon as the browser has ended; this one stays.
        arguments.push("-profile".to_owned());
        arguments.push(folder.join("profile").display().to_string());
    }
    common(&json!({
        "moz:firefoxOptions": {
            "binary": binary,
            "args": arguments,
            "prefs": {
                "network.dns.forceResolve": "127.0.0.1",
                "browser.download.dir": downloads,
                "browser.download.folderList": 2,
                "browser.download.useDownloadDir": true,
                "browser.download.alwaysOpenPanel": false,
                "browser.download.manager.addToRecentDocs": false,
                "browser.helperApps.neverAsk.saveToDisk": TYPES,
                // Touch events on a machine without a touch screen.
                "dom.w3c_touch_events.enabled": 1,
                "devtools.console.stdout.content": true,
                "dom.disable_beforeunload": false,
                // A package that Mozilla has not signed, which ESR can be told to take.
                "xpinstall.signatures.required": options.organization.is_none(),
                // A temporary add-on leaves with the browser, and its storage with it; here that is to be searched.
                "extensions.webextensions.keepStorageOnUninstall": options.records_requests,
                "extensions.webextensions.keepUuidOnUninstall": options.records_requests,
                "extensions.webextensions.warnings-as-errors": false,
                "layout.css.prefers-color-scheme.content-override": i32::from(!options.dark),
                "layout.css.devPixelsPerPx": "1.0",
            },
        },
    }))
}

fn common(own: &Value) -> Capabilities {
    let mut capabilities = own.as_object().cloned().unwrap_or_default();
    let shared = json!({
        "acceptInsecureCerts": true,
        // Only with the bidirectional channel do the drivers leave a "leave this page?" alone.
        "webSocketUrl": true,
        // Chromium's driver gives a page as long for any answer as for loading; the vault may derive a key meanwhile.
        "timeouts": { "pageLoad": 90_000, "script": 20_000 },
        "unhandledPromptBehavior": { "beforeUnload": "ignore", "default": "ignore" },
    });
    capabilities.extend(shared.as_object().cloned().unwrap_or_default());
    capabilities
}

/// Chromium refuses its sandbox to root.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
