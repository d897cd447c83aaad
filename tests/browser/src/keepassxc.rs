//! Reads the saved file with `keepassxc-cli`, which shares no code with Trivet.

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    error::{Error, Result},
    programs,
};

/// What one entry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its title.
    pub title: String,
    /// The user name.
    pub user_name: String,
    /// The password.
    pub password: String,
    /// The address.
    pub url: String,
}

/// Whether the reader is installed.
#[must_use]
pub fn is_installed() -> bool {
    programs::keepassxc_cli().is_ok()
}

/// The only entry of the file.
///
/// # Errors
///
/// When the file does not open with the password, or holds not exactly one entry.
pub fn only_entry(file: &Path, password: &str) -> Result<Entry> {
    let titles = run(&["ls", "-q", "-R", "-f"], file, &[], password)?;
    // Groups end with a slash.
    let mut titles = titles.lines().filter(|line| !line.ends_with('/'));
    let (Some(title), None) = (titles.next(), titles.next()) else {
        return Err(Error::wrong(format!(
            "{} holds not one entry",
            file.display()
        )));
    };
    let name = title.rsplit('/').next().unwrap_or(title).to_owned();
    let arguments = [
        "show", "-q", "-s", "-a", "UserName", "-a", "Password", "-a", "URL",
    ];
    let shown = run(&arguments, file, &[title], password)?;
    let mut lines = shown.lines().map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    Ok(Entry {
        title: name,
        user_name: next(),
        password: next(),
        url: next(),
    })
}

/// Makes a team's database in KDBX 4 with the entry `Team/Old`.
///
/// # Errors
///
/// When `KeePassXC` does not make it.
pub fn make_database(file: &Path, password: &str) -> Result<()> {
    let twice = format!("{password}\n{password}");
    run(&["db-create", "-q", "-t", "100", "-p"], file, &[], &twice)?;
    add_team(file, password)?;
    // KeePassXC keeps a new database in KDBX 3.1 until something is in its recycle bin.
    add(file, password, "Gone", "gone")?;
    run(&["rm", "-q"], file, &["Gone"], password).map(drop)
}

/// Adds the entry `Team/Old`.
///
/// # Errors
///
/// When `KeePassXC` does not take it.
pub fn add_team(file: &Path, password: &str) -> Result<()> {
    run(&["mkdir", "-q"], file, &["Team"], password)?;
    add(file, password, "Team/Old", "old secret")
}

/// Adds an entry.
///
/// # Errors
///
/// When `KeePassXC` does not take it.
pub fn add(file: &Path, password: &str, path: &str, secret: &str) -> Result<()> {
    let input = format!("{password}\n{secret}");
    run(&["add", "-q", "-p"], file, &[path], &input).map(drop)
}

/// Every entry, by the names of its groups and its title, with slashes between.
///
/// # Errors
///
/// When the file does not open with the password.
pub fn paths(file: &Path, password: &str) -> Result<Vec<String>> {
    let listed = run(&["ls", "-q", "-R", "-f"], file, &[], password)?;
    let entries = listed.lines().filter(|line| !line.ends_with('/'));
    Ok(entries.map(str::to_owned).collect())
}

/// User name and password of one entry, a line each.
///
/// # Errors
///
/// When it is not there.
pub fn values(file: &Path, password: &str, path: &str) -> Result<String> {
    let arguments = ["show", "-q", "-s", "-a", "UserName", "-a", "Password"];
    run(&arguments, file, &[path], password)
}

/// Whether an entry of the file expires.
///
/// # Errors
///
/// When the file does not open with the password.
pub fn has_expiry(file: &Path, password: &str) -> Result<bool> {
    let xml = run(&["export", "-q", "-f", "xml"], file, &[], password)?;
    Ok(xml.contains("<Expires>True</Expires>"))
}

/// The entry as the reader shows it, with its password concealed.
///
/// # Errors
///
/// When the file does not open with the password.
pub fn concealed(file: &Path, password: &str, title: &str) -> Result<String> {
    run(&["show", "-q"], file, &[title], password)
}

/// Whether the file refuses this password.
///
/// # Errors
///
/// When the reader is missing.
pub fn refuses(file: &Path, password: &str) -> Result<bool> {
    programs::keepassxc_cli()?;
    Ok(run(&["ls", "-q"], file, &[], password).is_err())
}

fn run(before: &[&str], file: &Path, after: &[&str], password: &str) -> Result<String> {
    let program = programs::keepassxc_cli()?;
    let failed = |reason: String| Error::Start {
        program: format!("keepassxc-cli {}", before.join(" ")),
        reason,
    };
    let mut child = Command::new(program)
        .args(before)
        .arg(file)
        .args(after)
        .env("QT_QPA_PLATFORM", "offscreen")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed(error.to_string()))?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, "{password}").map_err(|error| failed(error.to_string()))?;
    }
    let output = child
        .wait_with_output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(
            String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        ))
    }
}
