//! Texts of two languages that nobody speaks, to see that the extension has room for real ones: one that is longer and accented,
//! and one that is written from right to left.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{
    error::{At, Error, Result},
    session::copy_folder,
};

/// A language that nobody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pseudo {
    /// English with accents, and two fifths longer, as German is.
    Longer,
    /// English in Hebrew letters, written from right to left.
    Mirrored,
}

/// The letters of either, for a to z.
const ACCENTED: &str = "áƀçðéƒĝĥíĵķļɱñóþǫŕšŧúṽŵẋýž";
const HEBREW: &str = "אבגדהוזחטיכלמנסעפצקרשתךםןף";

/// What a text gets longer by.
const MORE: [&str; 4] = ["ōñé", "ŧŵó", "ŧĥŕéé", "ƒóúŕ"];

impl Pseudo {
    /// Copies the extension into a folder, with texts of this language.
    pub(crate) fn copy(self, extension: &Path, folder: &Path) -> Result<PathBuf> {
        let copy = folder.join("extension-in-pseudo");
        copy_folder(extension, &copy)?;
        let file = copy.join("_locales/en/messages.json");
        let text = std::fs::read(&file).at(&file)?;
        let mut catalog: Value = serde_json::from_slice(&text)
            .map_err(|error| Error::wrong(format!("{}: {error}", file.display())))?;
        let texts = catalog.as_object_mut().into_iter().flatten();
        for (key, entry) in texts.filter(|(key, _)| *key != "panel") {
            let text = entry["message"].as_str().unwrap_or_default();
            entry["message"] = match key.rsplit('_').next() {
                Some("language") => self.language().into(),
                Some("direction") => self.direction().into(),
                // What the browser shows has a limit of its own.
                _ if key.starts_with("extension") => continue,
                _ => self.text(text).into(),
            };
        }
        let wrong = |error: trivet_messages::MessagesError| Error::wrong(error.to_string());
        let own = catalog.to_string();
        let panel = trivet_messages::as_one(&own, &own, "panel_").map_err(wrong)?;
        catalog["panel"]["message"] = panel.into();
        std::fs::write(&file, catalog.to_string()).at(&file)?;
        Ok(copy)
    }

    fn language(self) -> &'static str {
        match self {
            Self::Longer => "en",
            Self::Mirrored => "he",
        }
    }

    fn direction(self) -> &'static str {
        match self {
            Self::Longer => "ltr",
            Self::Mirrored => "rtl",
        }
    }

    /// The text in this language; placeholders stay.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        let letters: Vec<char> = match self {
            Self::Longer => ACCENTED,
            Self::Mirrored => HEBREW,
        }
        .chars()
        .collect();
        let letter = |c: char| {
            let place = usize::from(u8::try_from(c.to_ascii_lowercase()).unwrap_or_default());
            let letter = place.checked_sub(97).and_then(|place| letters.get(place));
            letter.copied().unwrap_or(c)
        };
        // Every second part is the name of a placeholder.
        let parts = text.split('$').enumerate().map(|(number, part)| {
            if number % 2 == 0 {
                part.chars().map(letter).collect()
            } else {
                format!("${part}$")
            }
        });
        let mut said = parts.collect::<String>();
        if self == Self::Longer {
            let wanted = text.chars().count() * 7 / 5;
            for more in MORE.iter().cycle() {
                if said.chars().count() >= wanted {
                    break;
                }
                said.push(' ');
                said.push_str(more);
            }
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_stay_as_they_are() {
        assert_eq!(Pseudo::Longer.text("Fix $NAME$."), "ƒíẋ $NAME$. ōñé");
        assert_eq!(Pseudo::Mirrored.text("Fix $NAME$."), "וטם $NAME$.");
    }
}
