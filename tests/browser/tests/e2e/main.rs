//! The main job, end to end, in two real browsers; every test's truth is what the console's server knows.

#![allow(clippy::wildcard_imports)] // modules that only group the scenarios of the one around them

mod appearances;
mod attacks;
mod bystander;
mod clickjacking;
mod clobbered;
mod crosses;
mod database;
mod dialog;
mod dialog_gone;
mod door;
mod door_by_chance;
mod editing;
mod form;
mod formats;
mod framed;
mod harness;
mod hostile;
mod hosts;
mod installed;
mod keepassxc;
mod language;
mod next_start;
mod no_answer;
mod no_webassembly;
mod onlooker;
mod other_hands;
mod out_of_the_way;
mod own_ground;
mod poisoned;
mod policy;
mod reader;
mod rollout;
mod sentinel;
mod service;
mod toolbar;
mod unknown;
mod variants;
mod vault;
mod wall;
mod where_it_runs;
mod whole_job;

/// The password of every test that does not care.
const PASSWORD: &str = "Grüner Dreifuß 木 7 \"&<";

fn main() -> std::process::ExitCode {
    trivet_browser::run()
}
