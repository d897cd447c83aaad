//! The vault: entry point.

fn main() {}
