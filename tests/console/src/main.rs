//! Runs the sample console for playing by hand: `trivet-console [PORT]`.

use std::process::ExitCode;

use trivet_console::{Console, HOST, Options, Screen, Skin};

#[tokio::main]
async fn main() -> ExitCode {
    let port = match std::env::args().nth(1).map(|word| word.parse::<u16>()) {
        None => 8443,
        Some(Ok(port)) => port,
        Some(Err(_)) => {
            eprintln!("usage: trivet-console [PORT]");
            return ExitCode::FAILURE;
        }
    };
    let console = match Console::start_on(port).await {
        Ok(console) => console,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "The sample console listens on 127.0.0.1:{}.",
        console.port()
    );
    println!(
        "Start the browser so that it resolves {HOST} to 127.0.0.1 and accepts the certificate, for instance:"
    );
    println!(
        "  chromium --ignore-certificate-errors --host-resolver-rules=\"MAP *.evergage.com 127.0.0.1\""
    );
    for &skin in Skin::ALL {
        println!(
            "{:>8}  {}",
            skin.name(),
            console.url(&Options {
                skin,
                screen: Screen::Tokens,
                ..Options::default()
            })
        );
    }
    println!("Ctrl-C stops it.");
    if let Err(error) = tokio::signal::ctrl_c().await {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
