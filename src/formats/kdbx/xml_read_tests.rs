//! What the strict reader refuses, although it is well-formed XML.

use super::*;
use crate::Field;

/// A document with the secret `s` under the stream of [`stream`].
fn sound() -> String {
    let mut secret = *b"s";
    stream().apply(&mut secret);
    let string =
        |key: &str, value: &str| format!("<String><Key>{key}</Key><Value>{value}</Value></String>");
    let strings = [
        string("Title", "Personalization API key acme id"),
        string("UserName", "id"),
        format!(
            r#"<String><Key>Password</Key><Value Protected="True">{}</Value></String>"#,
            BASE64.encode(secret)
        ),
        string("URL", "https://acme.evergage.com"),
        string("Notes", ""),
        string("Permissions", "Is enabled"),
        string("Created", "2026-11-23T20:35:00Z"),
    ]
    .concat();
    format!(
        r#"<?xml version="1.0"?><KeePassFile><Root><Group><Entry>{strings}<CustomData><Item><Key>BrowserHideEntry</Key><Value>true</Value></Item></CustomData></Entry></Group></Root></KeePassFile>"#
    )
}

fn stream() -> InnerStream {
    InnerStream::chacha20(&[7; 64])
}

fn read(xml: &str) -> Result<Item, ExportError> {
    document(xml, stream()).map(|(item, _)| item)
}

#[test]
fn the_sound_document_is_read() {
    let item = read(&sound()).ok().unwrap();
    assert_eq!(item.credential.key_id.expose(), "id");
    assert_eq!(item.credential.secret.expose(), "s");
    assert_eq!(item.details.notes, "");
    assert!(read(&sound().replace("<Value></Value>", "<Value/>")).is_ok());
}

#[test]
fn whatever_the_writer_does_not_write_is_damage() {
    let changes = [
        ("<Entry>", "<Entry></Entry><Entry>"),
        ("<Entry>", "<Entry><History>"),
        ("<Group>", "<Group><Group><Entry></Entry></Group>"),
        ("<Group>", "<Group>text"),
        ("</Group>", "text</Group>"),
        ("<Group>", "<Group><!-- comment -->"),
        ("<Group>", "<Group><![CDATA[x]]>"),
        ("<Group>", "<Group><?pi?>"),
        ("<Group>", r#"<Group x="1">"#),
        ("<Group>", r#"<Group Protected="True">"#),
        ("<KeePassFile>", "<!DOCTYPE KeePassFile><KeePassFile>"),
        ("<KeePassFile>", "x<KeePassFile>"),
        ("</KeePassFile>", ""),
        ("</KeePassFile>", "</KeePassFile>x"),
        ("</Group>", "</Root>"),
        ("<Key>UserName</Key>", "<Key>Other</Key>"),
        ("<Key>UserName</Key>", "<Key>Title</Key>"),
        ("<Key>UserName</Key>", ""),
        (
            "<Key>UserName</Key>",
            "<Key>UserName</Key><Key>UserName</Key>",
        ),
        ("<Value>id</Value>", ""),
        ("<Value>id</Value>", "<Value>id</Value><Value>id</Value>"),
        ("<Value>id</Value>", "<Value>i\rd</Value>"),
        ("<Value>id</Value>", "<Value>i&other;d</Value>"),
        ("<Value>id</Value>", "<Value>i&#xZ;d</Value>"),
        ("<Value>id</Value>", "<Value>i&d</Value>"),
        (
            "<Value>id</Value>",
            r#"<Value Protected="True">aWQ=</Value>"#,
        ),
        (r#" Protected="True""#, ""),
        (r#"Protected="True""#, r#"Protected="False""#),
        (r#"Protected="True">"#, r#"Protected="True">?"#),
        ("<Value>true", r#"<Value Protected="True">true"#),
        ("BrowserHideEntry", "Other"),
        ("true", "false"),
    ];
    for (from, to) in changes {
        let edited = sound().replacen(from, to, 1);
        assert_ne!(edited, sound(), "{from}");
        assert_eq!(
            read(&edited).err().map(ExportError::code),
            Some("damaged"),
            "{from} to {to}"
        );
    }
}

#[test]
fn what_is_missing_or_not_as_written_is_named() {
    let mark =
        "<CustomData><Item><Key>BrowserHideEntry</Key><Value>true</Value></Item></CustomData>";
    let changes = [
        (mark, "", Field::AutofillMark),
        (
            "<String><Key>UserName</Key><Value>id</Value></String>",
            "",
            Field::KeyId,
        ),
        ("<Value>id</Value>", "<Value> </Value>", Field::KeyId),
        ("API key acme", "API key other", Field::Title),
        ("https://acme", "http://acme", Field::Url),
        ("2026-11-23T", "2026-11-23 ", Field::Created),
    ];
    for (from, to, field) in changes {
        let edited = sound().replacen(from, to, 1);
        assert_ne!(edited, sound(), "{from}");
        assert_eq!(
            read(&edited).err(),
            Some(ExportError::Differs { field }),
            "{from}"
        );
    }
}

#[test]
fn the_expiry_is_read_where_it_counts_and_nothing_else_is() {
    let with = |times: &str| {
        let times = format!("</CustomData><Times>{times}</Times></Entry>");
        let read = document(&sound().replace("</CustomData></Entry>", &times), stream());
        read.map(|(_, expires)| expires.map(|time| time.to_string()))
    };
    let time = "<ExpiryTime>dEOY4Q4AAAA=</ExpiryTime>";
    let counts = |word: &str| format!("{time}<Expires>{word}</Expires>");
    let expires = with(&counts("True")).ok().flatten().unwrap();
    assert!(expires.ends_with('Z'), "{expires}");
    assert!(matches!(with(&counts("False")), Ok(None)));
    assert!(matches!(with(""), Ok(None)));
    for damaged in [
        counts("true"),
        counts("1"),
        format!("{time}{time}"),
        "<ExpiryTime>never</ExpiryTime>".to_owned(),
        "<Expires>True</Expires><Expires>True</Expires>".to_owned(),
    ] {
        assert!(with(&damaged).is_err(), "{damaged}");
    }
}
