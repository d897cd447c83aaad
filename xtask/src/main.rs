//! Build steps that shell cannot do well.

fn main() {}
