//! Which keys may press a form's OK: a page can make any of them do so, and says nothing of it beforehand.

/// How likely something that is done submits the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submits {
    /// It does not.
    No,
    /// A page could make it do so. It is held while the form is wrong, and counts for no OK.
    Perhaps,
    /// It does.
    Yes,
}

/// A key that presses things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The Enter key.
    Enter,
    /// The space bar.
    Space,
}

/// What has the focus, as far as it says itself what a key does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focused {
    /// A line of text, and whatever takes the default of a form.
    Line,
    /// A text of several lines, where Enter begins a new one.
    Text,
    /// A check box, a switch, an option: Space changes it.
    Toggle,
    /// A list that is open, or opens: both choose from it.
    Choice,
    /// A button or a link of its own, which the browser presses for the key: that press is looked at by itself.
    Button,
    /// Anything else.
    Other,
}

/// Whether a key, pressed anywhere in the form, may submit it.
#[must_use]
pub fn submits(key: Key, on: Focused, is_command: bool) -> Submits {
    match (key, on) {
        (Key::Enter, _) if is_command => Submits::Yes,
        (Key::Enter, Focused::Line | Focused::Other) => Submits::Yes,
        (Key::Enter, Focused::Text | Focused::Toggle | Focused::Choice)
        | (Key::Space, Focused::Other) => Submits::Perhaps,
        // Where Space writes or chooses there is no doing without it, not even to put the form right.
        (Key::Space, Focused::Line | Focused::Text | Focused::Toggle | Focused::Choice)
        | (_, Focused::Button) => Submits::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enter_submits_wherever_it_is_not_a_press_of_its_own() {
        for on in [Focused::Line, Focused::Other] {
            assert_eq!(submits(Key::Enter, on, false), Submits::Yes);
        }
        for on in [Focused::Text, Focused::Toggle, Focused::Choice] {
            assert_eq!(submits(Key::Enter, on, false), Submits::Perhaps, "{on:?}");
            assert_eq!(submits(Key::Enter, on, true), Submits::Yes, "{on:?}");
        }
        assert_eq!(submits(Key::Enter, Focused::Button, false), Submits::No);
    }

    #[test]
    fn space_writes_and_ticks_and_is_held_elsewhere() {
        for on in [
            Focused::Line,
            Focused::Text,
            Focused::Toggle,
            Focused::Choice,
        ] {
            assert_eq!(submits(Key::Space, on, false), Submits::No, "{on:?}");
        }
        assert_eq!(submits(Key::Space, Focused::Other, false), Submits::Perhaps);
    }
}
