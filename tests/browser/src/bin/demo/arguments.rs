//! What the demo can be asked for.

use trivet_browser::{Browser, Skin};

const HELP: &str = "\
Shows Trivet at work on a sample console: in a window for you to play, or by itself where there is no screen.

  --headless                    by itself, though there is a screen
  --browser chromium|firefox    the browser (chromium)
  --skin NAME                   how the sample console is built (native), one of SKINS
  --dark                        in dark colors
  --store-pictures              makes the pictures that stores ask for, in demo-output/, and nothing else
  --gallery                     makes a picture of each main state, in docs/images/gallery/, and nothing else

Leaves the encrypted file and, when it plays by itself, a picture of every step and a moving one in demo-output/.
";

/// The help.
pub fn help() -> String {
    HELP.replace("SKINS", &skins())
}

/// The names of the skins, as a sentence lists them.
fn skins() -> String {
    let names: Vec<_> = Skin::ALL.iter().map(|skin| skin.name()).collect();
    names.join(", ")
}

/// How to play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each a switch of its own
pub struct Arguments {
    pub headless: bool,
    pub dark: bool,
    pub store_pictures: bool,
    pub gallery: bool,
    pub browser: Browser,
    pub skin: Skin,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    Help,
    Play(Arguments),
}

impl Arguments {
    /// Reads the command line; what is not understood is said.
    pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Request, String> {
        let mut arguments = Self {
            headless: false,
            dark: false,
            store_pictures: false,
            gallery: false,
            browser: Browser::Chromium,
            skin: Skin::Native,
        };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--help" | "-h" => return Ok(Request::Help),
                "--headless" => arguments.headless = true,
                "--dark" => arguments.dark = true,
                "--store-pictures" => arguments.store_pictures = true,
                "--gallery" => arguments.gallery = true,
                "--browser" => {
                    let name = words.next().unwrap_or_default();
                    arguments.browser = Browser::ALL
                        .into_iter()
                        .find(|browser| browser.name() == name)
                        .ok_or_else(|| format!("--browser chromium or firefox, not “{name}”"))?;
                }
                "--skin" => {
                    let name = words.next().unwrap_or_default();
                    arguments.skin = Skin::from_name(&name)
                        .ok_or_else(|| format!("--skin with one of {}, not “{name}”", skins()))?;
                }
                other => return Err(format!("not understood: {other}")),
            }
        }
        Ok(Request::Play(arguments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Request, String> {
        Arguments::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn all_is_understood() {
        let expected = Arguments {
            headless: true,
            dark: true,
            store_pictures: false,
            gallery: false,
            browser: Browser::Firefox,
            skin: Skin::React,
        };
        assert_eq!(
            parse("--skin react --headless --browser firefox --dark"),
            Ok(Request::Play(expected))
        );
        assert_eq!(parse("--headless --help"), Ok(Request::Help));
        let pictures = parse("--store-pictures");
        assert!(matches!(
            pictures,
            Ok(Request::Play(Arguments {
                store_pictures: true,
                ..
            }))
        ));
    }

    #[test]
    fn the_rest_is_refused() {
        for line in [
            "--skin",
            "--skin else",
            "--browser safari",
            "--headles",
            "x",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }
}
