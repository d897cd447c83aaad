//! The conversation with a peer that was written from the protocol's description and shares no code with it.
#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by them

mod export_support;
mod keepassxc_peer;

use export_support::{item, usual};
use keepassxc_peer::{Mischief, Peer, TRUE_HASH};
use proptest::prelude::*;
use std::collections::VecDeque;
use trivet::credential::Item;
use trivet::export::SystemRng;
use trivet::keepassxc::{Conversation, ConversationError, GROUP, Saved, Stage, Turn, entry_url};

/// Both sides speak until one has said its last word. What Trivet sent is given back, too.
fn speak(item: &Item, peer: &mut Peer) -> (Result<Saved, ConversationError>, Vec<String>) {
    let mut sent = Vec::new();
    let end = (|| {
        let (mut conversation, hello) = Conversation::begin(item, &mut SystemRng)?;
        let mut say = hello;
        loop {
            let mut heard: VecDeque<_> = peer.answer(&say).into();
            sent.push(say);
            say = loop {
                let Some(message) = heard.pop_front() else {
                    return Err(conversation.stage().run_out());
                };
                match conversation.hear(&message, &mut SystemRng)? {
                    Turn::Say(message) => break message,
                    Turn::Listen => {}
                    Turn::Done(saved) => return Ok(saved),
                }
            };
        }
    })();
    (end, sent)
}

fn end_with(mischief: Mischief) -> Result<Saved, ConversationError> {
    speak(&usual(), &mut Peer::new(mischief)).0
}

fn code(mischief: Mischief) -> &'static str {
    end_with(mischief).unwrap_err().code()
}

#[test]
fn a_key_is_saved_once_into_its_group_and_compared() {
    let (item, mut peer) = (usual(), Peer::new(Mischief::None));
    let saved = speak(&item, &mut peer).0.unwrap();
    let expected = Saved {
        connection: "client 0".to_owned(),
        title: "a title".to_owned(),
        group: GROUP.to_owned(),
        database: TRUE_HASH[..8].to_owned(),
        was_there: false,
    };
    assert_eq!(saved, expected);
    assert_eq!(peer.entries.len(), 1);
    assert_eq!(peer.entries[0]["url"], entry_url(&item.details.account));

    // A second conversation finds it; a third saves another key beside it, into the same group.
    assert!(speak(&item, &mut peer).0.unwrap().was_there);
    assert_eq!(peer.entries.len(), 1);
    let other = export_support::item("another key ID", "another secret", "", &[]);
    assert!(!speak(&other, &mut peer).0.unwrap().was_there);
    assert_eq!((peer.entries.len(), peer.groups.len()), (2, 1));
}

#[test]
fn a_locked_database_is_waited_for() {
    assert!(end_with(Mischief::LockedAtFirst).is_ok());
}

#[test]
fn without_a_group_of_its_own_it_goes_where_browsers_save() {
    for mischief in [Mischief::RefusesGroup, Mischief::KnowsNoGroups] {
        let saved = end_with(mischief).unwrap();
        assert_eq!(saved.group, "KeePassXC-Browser Passwords");
    }
}

#[test]
fn what_went_wrong_is_said_as_what_it_is() {
    assert_eq!(code(Mischief::RefusesName), "refused");
    assert_eq!(code(Mischief::KeepsNothing), "not-there");
    assert_eq!(code(Mischief::KeepsAnotherSecret), "differs");
    assert_eq!(code(Mischief::KeepsTwice), "differs");
    assert_eq!(code(Mischief::AnotherDatabase), "another-database");
    assert_eq!(code(Mischief::LocksBeforeSaving), "locked");
    for mischief in [
        Mischief::WrongNonce,
        Mischief::WrongNonceInside,
        Mischief::Replays,
        Mischief::SealsWithAnotherKey,
        Mischief::NoJson,
    ] {
        assert_eq!(code(mischief), "garbled", "{mischief:?}");
    }
}

#[test]
fn an_entry_of_the_same_id_with_another_secret_is_left_alone() {
    let mut peer = Peer::new(Mischief::None);
    speak(&usual(), &mut peer).0.unwrap();
    let mut theirs = usual();
    theirs.credential.secret =
        trivet::credential::KeySecret::new("another secret".to_owned()).unwrap();
    let end = speak(&theirs, &mut peer).0.unwrap_err();
    assert_eq!(end, ConversationError::Conflict);
    assert_eq!(peer.entries.len(), 1);
}

#[test]
fn what_the_database_would_change_is_refused_before_a_word_is_said() {
    for value in ["{TITLE}", "{REF:P@I:0F8F}", "one\ntwo", "a\0b", "\u{ffff}x"] {
        for hostile in [item(value, "secret", "", &[]), item("id", value, "", &[])] {
            let begun = Conversation::begin(&hostile, &mut SystemRng);
            let error = begun.err().unwrap();
            assert_eq!(error.code(), "cannot-express");
            assert!(!error.to_string().contains(value));
        }
    }
}

#[test]
fn every_stage_waits_for_a_program_or_for_a_person() {
    for stage in [
        Stage::Greeting,
        Stage::Unlocking,
        Stage::Naming,
        Stage::Looking,
        Stage::Grouping,
        Stage::Saving,
        Stage::ReadingBack,
    ] {
        // Once somebody is there, `KeePassXC` may ask its user something, who may take a while.
        let is_program = stage == Stage::Greeting;
        assert_eq!(stage.run_out() == ConversationError::NoAnswer, is_program);
        assert!(stage.patience() >= if is_program { 10 } else { 900 });
    }
}

#[test]
fn the_browsers_words_for_a_closed_port_are_understood() {
    let code = |message| ConversationError::of_closed_port(message).code();
    assert_eq!(
        code("Specified native messaging host not found."),
        "host-missing"
    );
    assert_eq!(
        code("No such native application trivet.keepassxc"),
        "host-missing"
    );
    assert_eq!(
        code("Access to the specified native messaging host is forbidden."),
        "host-forbidden"
    );
    assert_eq!(code("Native host has exited."), "host-ended");
    assert_eq!(code(""), "host-ended");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Any value that is taken arrives exactly, and stands in no message in the clear.
    #[test]
    fn any_value_arrives_exactly(id in "[^{\\p{C}]{1,60}[a-z]", secret in "[^{\\p{C}]{8,200}[a-z]") {
        let item = item(&id, &secret, "", &[]);
        let mut peer = Peer::new(Mischief::None);
        let (end, sent) = speak(&item, &mut peer);
        prop_assert!(end.is_ok());
        prop_assert_eq!(peer.entries[0]["login"].as_str(), Some(&*id));
        prop_assert_eq!(peer.entries[0]["password"].as_str(), Some(&*secret));
        prop_assert!(sent.iter().all(|message| message.is_ascii() && !message.contains(&secret)));
    }

    /// No change of a single bit of what was sealed goes unnoticed.
    #[test]
    fn a_turned_bit_is_noticed(at: usize) {
        prop_assert_eq!(code(Mischief::FlipsBit(at)), "garbled");
    }

    /// Whatever comes instead of an answer: no panic, and "saved" is never said.
    #[test]
    fn rubbish_ends_or_is_passed_over(message in "\\PC{0,80}", action in "[a-z-]{0,20}") {
        let item = usual();
        let wrapped = format!("{{\"action\":\"{action}\",\"nonce\":\"{action}\"}}");
        for message in [&message, &wrapped] {
            let (mut conversation, _) = Conversation::begin(&item, &mut SystemRng).unwrap();
            let turn = conversation.hear(message, &mut SystemRng);
            prop_assert!(!matches!(turn, Ok(Turn::Done(_) | Turn::Say(_))));
        }
    }
}
