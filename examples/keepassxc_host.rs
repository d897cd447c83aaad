//! Prints the command that lets a browser start `KeePassXC`'s proxy for Trivet, or the one that takes it back:
//! `cargo run --example keepassxc_host -- install --browser chrome [--extension-id ID] [--system linux|mac|win]`.

use std::process::ExitCode;
use trivet::identity::{CHROMIUM_ID, GECKO_ID};
use trivet::keepassxc::host::{Browser, Host, System};

const USAGE: &str = "keepassxc_host install|uninstall --browser chrome|chromium|edge|firefox --extension-id ID \
                     [--system linux|mac|win]";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if let Some(command) = command(&arguments) {
        println!("{command}");
        return ExitCode::SUCCESS;
    }
    eprintln!("usage: {USAGE}");
    ExitCode::FAILURE
}

fn command(arguments: &[String]) -> Option<String> {
    let (verb, options) = arguments.split_first()?;
    let this_system = match std::env::consts::OS {
        "macos" => "mac",
        "windows" => "win",
        other => other,
    };
    let (mut system, mut browser, mut extension) = (System::of(this_system), None, None);
    for pair in options.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--system" => system = System::of(value),
            "--browser" => browser = Browser::of(value),
            "--extension-id" => extension = Some(value),
            _ => return None,
        }
    }
    let browser = browser?;
    let built_here = match browser {
        Browser::Firefox => GECKO_ID,
        Browser::Chrome | Browser::Chromium | Browser::Edge | Browser::Brave | Browser::Vivaldi => {
            CHROMIUM_ID
        }
    };
    let host = Host::new(
        system?,
        browser,
        extension.map_or(built_here, String::as_str),
    )?;
    match verb.as_str() {
        "install" => Some(host.install()),
        "uninstall" => Some(host.uninstall()),
        _ => None,
    }
}
