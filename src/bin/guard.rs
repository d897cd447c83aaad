//! The guard: entry point.

fn main() {}
