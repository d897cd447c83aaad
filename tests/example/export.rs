//! Writes any format natively, so that it can be held against a reader of one's own.
//!
//! ```text
//! cargo run --example export -- --list
//! cargo run --example export -- --format kdbx --out key.kdbx < item.json
//! ```
//!
//! For the JSON see [`input`]. The file is opened again from disk, and every field compared, before it is said to be written.

mod input;
mod list;
mod trouble;

use input::Input;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trivet::export::{Choice, Consent, Prepared, SystemRng};
use trouble::Trouble;

/// Said of every file that is not encrypted.
const WARNING: &str =
    "This file is not encrypted. Anyone who finds it can read the API Key Secret.";

const USAGE: &str = "\
cargo run --example export -- --list                      names every format and says what it carries
cargo run --example export -- --format NAME --out FILE    writes the item on standard input to a new FILE

The item is JSON:
  { \"keyId\", \"secret\", \"host\", \"created\", \"permissions\": [], \"notes\",
    \"password\" for the formats that need one, \"recipients\": [] for those to public keys }
\"host\" is that of the console, \"created\" is UTC as 2026-11-23T20:35:00Z. Without \"notes\" the usual ones are written.
";

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
enum Command {
    Help,
    List,
    Write { format: String, out: PathBuf },
}

fn command(arguments: impl IntoIterator<Item = String>) -> Result<Command, Trouble> {
    let (mut format, mut out) = (None, None);
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let place = match argument.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--list" => return Ok(Command::List),
            "--format" => &mut format,
            "--out" => &mut out,
            _ => return Err(Trouble::UnknownArgument(argument)),
        };
        let value = arguments.next().ok_or(Trouble::NoValue(argument))?;
        *place = Some(value);
    }
    Ok(Command::Write {
        format: format.ok_or(Trouble::Missing("--format NAME"))?,
        out: out.ok_or(Trouble::Missing("--out FILE"))?.into(),
    })
}

/// The format with what it needs, from the input.
fn prepared(choice: Choice, input: &mut Input) -> Result<Prepared, Trouble> {
    Ok(match choice {
        Choice::ByPassword(format) => format.with(input.password()?),
        Choice::ToRecipients(format) => format.to(input.recipients()?, &mut SystemRng)?,
        // Who names such a format on a command line has confirmed it.
        Choice::Plain(format) => format.with(Consent::given(true, true)?),
    })
}

/// Writes the item to a new file and opens it again. Gives what is to be said then.
fn write(name: &str, out: &Path, json: &str) -> Result<String, Trouble> {
    let choice = Choice::by_name(name).ok_or_else(|| Trouble::NoSuchFormat(name.to_owned()))?;
    let mut input = Input::parse(json)?;
    let prepared = prepared(choice, &mut input)?;
    let item = input.item()?;
    let file = prepared.write(&item, &mut SystemRng)?;

    let disk = |error| Trouble::Disk {
        path: out.to_owned(),
        error,
    };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut opened = options.open(out).map_err(disk)?;
    opened.write_all(file.bytes()).map_err(disk)?;
    opened.sync_all().map_err(disk)?;
    let verified = prepared.verify(&std::fs::read(out).map_err(disk)?, &item)?;

    let mut said = format!(
        "{}: {} bytes of {}, opened again and compared, SHA-256 {}\n",
        out.display(),
        verified.size,
        choice.name(),
        verified.sha256_hex()
    );
    if !file.is_encrypted() {
        said.extend([WARNING, "\n"]);
    }
    Ok(said)
}

/// Does what the command line asks for. Gives what is to be said.
fn run(
    arguments: impl IntoIterator<Item = String>,
    mut input: impl Read,
) -> Result<String, Trouble> {
    match command(arguments)? {
        Command::Help => Ok(USAGE.to_owned()),
        Command::List => Ok(list::all()),
        Command::Write { format, out } => {
            let mut json = zeroize::Zeroizing::new(String::new());
            input.read_to_string(&mut json).map_err(Trouble::Input)?;
            write(&format, &out, &json)
        }
    }
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1), std::io::stdin()) {
        Ok(said) => {
            // A pipe that was closed has seen enough.
            let _ = std::io::stdout().write_all(said.as_bytes());
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("error: {trouble}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests;
