//! What the window's own address says: which frame of which tab to ask, and with which ticket.

/// The frame that asked for this window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The tab.
    pub tab: i32,
    /// The frame in it. Firefox numbers frames beyond 32 bits.
    pub frame: u64,
    /// What the guard gave out.
    pub ticket: String,
}

impl Link {
    /// Reads `#tab=ID&frame=ID&ticket=…`. Each must be there once, nothing else may be.
    #[must_use]
    pub fn parse(fragment: &str) -> Option<Self> {
        let (mut tab, mut frame, mut ticket) = (None, None, None);
        for pair in fragment.strip_prefix('#')?.split('&') {
            let (key, value) = pair.split_once('=')?;
            let seen_before = match key {
                "tab" => tab.replace(i32::try_from(id(value)?).ok()?).is_some(),
                "frame" => frame.replace(id(value)?).is_some(),
                "ticket" => ticket.replace(plain(value)?).is_some(),
                _ => return None,
            };
            if seen_before {
                return None;
            }
        }
        Some(Self {
            tab: tab?,
            frame: frame?,
            ticket: ticket?.to_owned(),
        })
    }
}

/// A number that JavaScript can hold exactly.
fn id(value: &str) -> Option<u64> {
    const MOST: u64 = 1 << 53;
    value.parse().ok().filter(|id| *id < MOST)
}

/// A ticket is of letters, digits, `-` and `_` only, so that it stands in an address as it is.
fn plain(value: &str) -> Option<&str> {
    let fits = (1..=128).contains(&value.len());
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (fits && value.bytes().all(allowed)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_background_writes() {
        let link = Link::parse("#tab=12&frame=4294967302&ticket=a-B_9").expect("a link");
        assert_eq!(
            link,
            Link {
                tab: 12,
                frame: 4_294_967_302,
                ticket: "a-B_9".to_owned()
            }
        );
    }

    #[test]
    fn refuses_everything_else() {
        for fragment in [
            "",
            "#",
            "#tab=1",
            "#tab=1&frame=0",
            "#tab=1&frame=0&ticket=",
            "#tab=-1&frame=0&ticket=a",
            "#tab=x&frame=0&ticket=a",
            "#tab=1&frame=9007199254740992&ticket=a",
            "#tab=1&tab=2&frame=0&ticket=a",
            "#tab=1&frame=0&ticket=a&more=1",
            "#tab=1&frame=0&ticket=a%20b",
            "tab=1&frame=0&ticket=a",
        ] {
            assert_eq!(Link::parse(fragment), None, "{fragment}");
        }
    }
}
