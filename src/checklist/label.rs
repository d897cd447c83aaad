//! What the console's words are, in every form in which they are written.
//!
//! Salesforce's own documents name some things two ways, a browser's page translation changes them, and a front end draws
//! them in capitals or with a colon. All forms stand in [`TABLE`]; a policy may add rows ([`Labels::with_extra`]). Adding a
//! form is adding a line.
//!
//! Source: Salesforce Help, "Configure an API Token for Personalization Experiences", in English, German and Spanish. That help
//! leaves the dialog's words in English; its German and Spanish rows are what a browser's page translation makes of them.

use super::lesson::Lesson;

/// One thing that the console names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Term {
    /// The permission "Can access API".
    CanAccessApi,
    /// The permission "Can send events".
    CanSendEvents,
    /// The permission "Is enabled".
    IsEnabled,
    /// The field "Restrict to Specific Datasets", also named by its placeholder "Select datasets".
    Datasets,
    /// The field "Notes".
    Notes,
    /// The field "IP Accept List".
    IpAcceptList,
    /// The entry "Security" of the main navigation.
    Security,
    /// The entry and the screen "API Tokens".
    ApiTokens,
    /// The button "Create Token".
    CreateToken,
    /// The title of the form for a token that exists already.
    EditingToken,
    /// The button "OK".
    Ok,
    /// The button "Close", or the cross in a dialog's corner.
    Close,
    /// The title of the dialog that shows the credentials once.
    CredentialsTitle,
    /// The label "API Key ID".
    KeyId,
    /// The label "API Key Secret", also written "API Secret Key".
    KeySecret,
    /// The button "Download CSV File".
    DownloadCsv,
}

/// Every form of every label, folded as [`fold`] does.
pub const TABLE: &[(Term, &str)] = &[
    (Term::CanAccessApi, "can access api"),
    (Term::CanAccessApi, "kann auf api zugreifen"),
    (Term::CanAccessApi, "puede acceder a api"),
    (Term::CanSendEvents, "can send events"),
    (Term::CanSendEvents, "kann ereignisse senden"),
    (Term::CanSendEvents, "puede enviar eventos"),
    (Term::IsEnabled, "is enabled"),
    (Term::IsEnabled, "ist aktiviert"),
    (Term::IsEnabled, "está habilitado"),
    (Term::IsEnabled, "está activado"),
    (Term::Datasets, "restrict to specific datasets"),
    (Term::Datasets, "select datasets"),
    (Term::Datasets, "auf bestimmte datensets einschränken"),
    (Term::Datasets, "datensets auswählen"),
    (
        Term::Datasets,
        "restringir a conjuntos de datos específicos",
    ),
    (Term::Datasets, "seleccionar conjuntos de datos"),
    (Term::Notes, "notes"),
    (Term::Notes, "notizen"),
    (Term::Notes, "notas"),
    (Term::IpAcceptList, "ip accept list"),
    (Term::IpAcceptList, "ip-akzeptanzliste"),
    (Term::IpAcceptList, "lista de ip aceptadas"),
    (Term::Security, "security"),
    (Term::Security, "sicherheit"),
    (Term::Security, "seguridad"),
    (Term::ApiTokens, "api tokens"),
    (Term::ApiTokens, "api-token"),
    (Term::ApiTokens, "tokens de api"),
    (Term::CreateToken, "create token"),
    (Term::CreateToken, "token erstellen"),
    (Term::CreateToken, "crear token"),
    (Term::EditingToken, "editing api token"),
    (Term::EditingToken, "api-token bearbeiten"),
    (Term::EditingToken, "edición del token de api"),
    (Term::EditingToken, "editar token de api"),
    (Term::Ok, "ok"),
    (Term::Ok, "okay"),
    (Term::Ok, "aceptar"),
    (Term::Close, "close"),
    (Term::Close, "schließen"),
    (Term::Close, "schliessen"),
    (Term::Close, "cerrar"),
    (Term::Close, "×"),
    (Term::Close, "✕"),
    (Term::Close, "✖"),
    (Term::Close, "x"),
    (Term::Close, "close dialog"),
    (Term::Close, "close this dialog"),
    (Term::Close, "close window"),
    (Term::Close, "cancel and close"),
    (Term::CredentialsTitle, "download api key credentials"),
    (
        Term::CredentialsTitle,
        "api-schlüssel-anmeldeinformationen herunterladen",
    ),
    (
        Term::CredentialsTitle,
        "descargar credenciales de clave de api",
    ),
    (Term::KeyId, "api key id"),
    (Term::KeyId, "api-schlüssel-id"),
    (Term::KeyId, "id de clave de api"),
    (Term::KeySecret, "api key secret"),
    (Term::KeySecret, "api secret key"),
    (Term::KeySecret, "api-schlüsselgeheimnis"),
    (Term::KeySecret, "geheimer api-schlüssel"),
    (Term::KeySecret, "secreto de clave de api"),
    (Term::KeySecret, "clave secreta de api"),
    (Term::DownloadCsv, "download csv file"),
    (Term::DownloadCsv, "download csv"),
    (Term::DownloadCsv, "csv-datei herunterladen"),
    (Term::DownloadCsv, "descargar archivo csv"),
];

/// The table of labels as it applies in this run: the built-in rows and those that a policy added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    extra: Vec<(Term, String)>,
    lessons: Vec<Lesson>,
}

impl Labels {
    /// The built-in table with rows added to it. Rows that fold to nothing are dropped: an empty label would match everything.
    #[must_use]
    pub fn with_extra(rows: impl IntoIterator<Item = (Term, String)>) -> Self {
        let extra = rows
            .into_iter()
            .map(|(term, text)| (term, fold(&text)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        Self {
            extra,
            lessons: Vec::new(),
        }
    }

    /// The table with what was taught added to it.
    #[must_use]
    pub fn taught(mut self, lessons: Vec<Lesson>) -> Self {
        self.extra
            .extend(lessons.iter().map(|l| (l.term, l.name.clone())));
        self.lessons = lessons;
        self
    }

    /// What was taught of `term`.
    #[must_use]
    pub fn lesson(&self, term: Term) -> Option<&Lesson> {
        self.lessons.iter().find(|lesson| lesson.term == term)
    }

    /// Whether `text` is a form of `term`.
    #[must_use]
    pub fn is(&self, term: Term, text: &str) -> bool {
        let folded = fold(text);
        self.all().any(|(row, form)| row == term && form == folded)
    }

    /// Whether `text` begins with a form of `term`, as a title does that goes on with the name of the thing.
    #[must_use]
    pub fn begins_with(&self, term: Term, text: &str) -> bool {
        let folded = fold(text);
        self.all().any(|(row, form)| {
            row == term
                && folded
                    .strip_prefix(form)
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// Whether `text` is a form of `term`, or a title of it in which the name of the thing is set apart.
    #[must_use]
    pub fn titles(&self, term: Term, text: &str) -> bool {
        let folded = fold(text);
        self.forms(term).any(|form| {
            folded
                .strip_prefix(form)
                .is_some_and(|rest| !rest.trim_start().starts_with(char::is_alphanumeric))
        })
    }

    /// The forms of `term`, folded.
    pub fn forms(&self, term: Term) -> impl Iterator<Item = &str> {
        self.all()
            .filter(move |(row, _)| *row == term)
            .map(|(_, form)| form)
    }

    /// Every row that applies, built in and added, folded.
    pub fn all(&self) -> impl Iterator<Item = (Term, &str)> {
        TABLE
            .iter()
            .copied()
            .chain(self.extra.iter().map(|(term, form)| (*term, form.as_str())))
    }
}

/// Remarks that a form puts behind a label and that are no part of it.
const REMARKS: &[&str] = &[
    "(required)",
    "(optional)",
    "(erforderlich)",
    "(obligatorio)",
];

/// Whether a text contains another. Rust's own search brings the code that prints where a text was cut wrongly: 3 KB.
#[must_use]
pub fn has(text: &str, part: &str) -> bool {
    let mut parts = text.as_bytes().windows(part.len().max(1));
    part.is_empty() || parts.any(|one| one == part.as_bytes())
}

/// A label without what makes two writings of one label differ: case, kinds and amount of white space, invisible
/// characters, a closing colon, asterisk or "(required)".
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut pending_space = false;
    for character in text.chars().filter(|c| !is_invisible(*c)) {
        if character.is_whitespace() {
            pending_space = !folded.is_empty();
            continue;
        }
        if pending_space {
            folded.push(' ');
            pending_space = false;
        }
        folded.push(small(character));
    }
    loop {
        let mut kept = folded.trim_end_matches([':', '*', '：', ' ']);
        for remark in REMARKS {
            kept = kept.strip_suffix(remark).unwrap_or(kept);
        }
        let kept = kept.len();
        if kept == folded.len() {
            break;
        }
        folded.truncate(kept);
    }
    let kept = folded.trim_start_matches(['*', ' ']).len();
    folded.split_off(folded.len() - kept)
}

/// A letter as a small one: Latin, Greek and Cyrillic. The standard library knows the capitals of every script, by tables
/// that weigh more than all of the labels; a label in a script that is not here is compared as it is written.
fn small(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5a
        | 0xc0..=0xd6
        | 0xd8..=0xde
        | 0x391..=0x3a1
        | 0x3a3..=0x3ab
        | 0x410..=0x42f
        | 0xff21..=0xff3a => code + 32,
        0x400..=0x40f => code + 80,
        // The dotted capital I of Turkish.
        0x130 => 0x69,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x388..=0x38a => code + 37,
        0x38c => 0x3cc,
        0x38e..=0x38f => code + 63,
        // Capital and small letter in turn.
        0x100..=0x137
        | 0x14a..=0x177
        | 0x460..=0x481
        | 0x48a..=0x4bf
        | 0x4d0..=0x52f
        | 0x1e00..=0x1e95
        | 0x1ea0..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e | 0x4c1..=0x4ce => code + (code & 1),
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// Soft hyphen, zero-width and bidirectional controls, byte-order mark: seen by nobody, present in copied or translated text.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_are_small_as_the_standard_library_has_them() {
        let scripts = [
            0x20..0x180,
            0x386..0x3d0,
            0x400..0x530,
            0x1e00..0x1f00,
            0xff00..0xff60,
        ];
        for letter in scripts.into_iter().flatten().filter_map(char::from_u32) {
            let mut expected = letter.to_lowercase();
            let is_other = matches!(letter, 'İ' | 'ẞ' | '\u{3cf}' | '\u{4c0}');
            if let (Some(one), None) = (expected.next(), expected.next())
                && !is_other
            {
                assert_eq!(small(letter), one, "{letter}");
            }
        }
    }

    #[test]
    fn the_table_is_folded_and_names_each_thing_once() {
        for (index, (_, form)) in TABLE.iter().enumerate() {
            assert_eq!(
                &fold(form),
                form,
                "the row must be written as it is compared"
            );
            assert!(
                TABLE[index + 1..].iter().all(|(_, other)| other != form),
                "{form:?} stands twice"
            );
        }
    }

    #[test]
    fn the_documentation_has_every_form() {
        let page = include_str!("../../docs/recognition.md");
        for (term, form) in TABLE {
            let row = format!("| `{}` |", term.name());
            let row = page.lines().find(|line| line.starts_with(&row));
            let has_form = row.is_some_and(|row| row.contains(&format!("`{form}`")));
            assert!(has_form, "{form:?} is missing in docs/recognition.md");
        }
    }

    #[test]
    fn writings_of_one_label_fold_to_one() {
        let labels = Labels::default();
        for text in [
            "Can access API",
            "CAN ACCESS API",
            "  Can\u{a0}access\n API : ",
            "Can access API *",
            "* Can access API",
            "Can access API (required):",
            "Can acc\u{ad}ess API\u{200b}",
        ] {
            assert!(labels.is(Term::CanAccessApi, text), "{text:?}");
        }
    }

    #[test]
    fn the_stub_knows_the_words_that_announce_the_token_screen() {
        let stub = include_str!("../../extension/guard-stub.js");
        for (term, form) in TABLE {
            let announces = matches!(
                term,
                Term::CreateToken
                    | Term::CanAccessApi
                    | Term::CanSendEvents
                    | Term::Datasets
                    | Term::CredentialsTitle
                    | Term::KeySecret
            );
            for word in [*form, term.name()] {
                assert_eq!(announces, stub.contains(&format!("\"{word}\"")), "{word:?}");
            }
        }
    }

    #[test]
    fn similar_words_are_not_ours() {
        let labels = Labels::default();
        assert!(!labels.is(Term::CanAccessApi, "Can access API documentation"));
        assert!(!labels.is(Term::IsEnabled, "Is enabled by default"));
        assert!(!labels.is(Term::KeyId, "API Key ID format"));
        assert!(!labels.begins_with(Term::EditingToken, "Editing API Tokens"));
        assert!(labels.begins_with(Term::EditingToken, "Editing API Token: sales"));
    }

    #[test]
    fn a_policy_adds_rows_but_no_empty_one() {
        let labels = Labels::with_extra([
            (Term::Ok, "Save token".to_owned()),
            (Term::Close, " : ".to_owned()),
        ]);
        assert!(labels.is(Term::Ok, "SAVE TOKEN"));
        assert!(labels.is(Term::Ok, "OK"));
        assert!(!labels.is(Term::Close, ""));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
