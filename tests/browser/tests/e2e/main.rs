//! The main job, end to end, in two real browsers; every test's truth is what the console's server knows.

#![allow(clippy::wildcard_imports)] // modules that only group the scenarios of the one around them

/// The tests of both browsers, each played by a function of the module: `PLAY module Browser [scenario …] …`.
macro_rules! played_by {
    ($play:ident $($module:ident $browser:ident [$($scenario:ident)+])+) => {
        $(
            mod $module {
                pub(super) mod native {
                    $(
                        trivet_browser::trial!($scenario, {
                            let name = concat!(module_path!(), "::", stringify!($scenario));
                            let browser = trivet_browser::Browser::$browser;
                            super::super::$play(name, browser, super::super::$scenario).await
                        });
                    )+
                }
            }
        )+
    };
}
pub(crate) use played_by;

mod appearances;
mod asked;
mod attacks;
mod axe;
mod bystander;
mod check_key;
mod clickjacking;
mod clobbered;
mod crosses;
mod database;
mod dialog;
mod dialog_gone;
mod disk;
mod door;
mod door_by_chance;
mod editing;
mod first_run;
mod form;
mod formats;
mod framed;
mod harness;
mod hostile;
mod hosts;
mod in_place;
mod installed;
mod keepassxc;
#[path = "../../../keepassxc_support/mod.rs"]
mod keepassxc_support;
mod language;
mod libraries;
mod next_in_setup;
mod next_start;
mod no_answer;
mod no_webassembly;
mod onlooker;
mod other_hands;
mod out_of_the_way;
mod own_ground;
mod paths;
mod poisoned;
mod policy;
mod purpose;
mod reader;
mod receipts;
mod rollout;
mod sample_screen;
mod sentinel;
mod service;
mod toolbar;
mod translations;
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
