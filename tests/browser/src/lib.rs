//! Real browsers, driven by real events.
