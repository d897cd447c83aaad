//! The main job, end to end, in two real browsers; every test's truth is what the console's server knows.

mod by_hand;
