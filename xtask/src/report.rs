//! Saying what is done, and how long it took.

use std::{
    io::{self, IsTerminal, Write},
    time::Instant,
};

use crate::error::Result;

/// Does a step and prints its name, what came of it, and the time.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<(T, String)>) -> Result<T> {
    if io::stdout().is_terminal() {
        print!("  … {name}\r");
        // A progress line that cannot be shown is no reason to stop.
        let _ = io::stdout().flush();
    }
    let start = Instant::now();
    let (value, outcome) = work()?;
    let seconds = start.elapsed().as_secs_f64();
    println!("  {name:<34} {seconds:>6.1} s  {outcome}");
    Ok(value)
}

/// A number of bytes as a person reads it.
pub(crate) fn kilobytes(bytes: usize) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}
