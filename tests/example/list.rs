//! Every format, in words.

use std::fmt::Write as _;
use trivet::export::{About, Choice, Field, Needs, source};

/// Every format with what is known of it.
pub fn all() -> String {
    let mut text = String::new();
    for choice in Choice::all().filter(|choice| choice.envelope().is_none()) {
        let in_age: Vec<_> = Choice::all()
            .filter(|other| other.envelope().is_some() && other.about().name == choice.about().name)
            .collect();
        one(&mut text, choice, &in_age);
    }
    text
}

/// What a choice needs, in a word.
fn needs(choice: Choice) -> &'static str {
    match choice.needs() {
        Needs::Password => "encrypted; needs a password",
        Needs::Recipients => "encrypted; needs recipients",
        Needs::Consent => "NOT encrypted",
    }
}

fn one(text: &mut String, choice: Choice, in_age: &[Choice]) {
    let about: &About = choice.about();
    // Writing to a string does not fail.
    let _ = writeln!(text, "{}", choice.name());
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name:<13} {value}");
    };
    line("protection", needs(choice));
    line("imported by", &about.importers.join(", "));
    if let Some(repeated) = repeated(about) {
        line("in the notes", &repeated);
    }
    if !about.leaves_out.is_empty() {
        line("LEFT OUT", &fields(about.leaves_out.iter().copied()));
    }
    if let Some(hazard) = about.autofill_hazard {
        line("autofill", hazard.code());
    }
    for what in about.to_know {
        line("to know", what.code());
    }
    line("source", source(about.name).unwrap_or_default());
    for other in in_age {
        line("in age", &format!("{} ({})", other.name(), needs(*other)));
    }
    text.push('\n');
}

/// What the format has no place for, and what is therefore repeated.
fn repeated(about: &About) -> Option<String> {
    let leaves_out = about.leaves_out;
    let repeated = about.cannot_carry.iter().copied();
    let repeated: Vec<_> = repeated.filter(|f| !leaves_out.contains(f)).collect();
    // Where there are no notes, `to_know` says where they stand.
    let has_notes = !about.cannot_carry.contains(&Field::Notes);
    (has_notes && !repeated.is_empty()).then(|| fields(repeated.into_iter()))
}

fn fields(fields: impl Iterator<Item = Field>) -> String {
    let names: Vec<_> = fields.map(|field| field.to_string()).collect();
    names.join(", ")
}
