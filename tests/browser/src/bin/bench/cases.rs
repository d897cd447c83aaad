//! What is measured.

use std::time::Duration;

use serde_json::json;
use trivet_browser::{
    Result, Session,
    load::{open, put_form, settle},
};
use trivet_console::Console;

/// One thing that is measured, at one size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Main-thread time to load so many rows.
    Load { rows: u32 },
    /// Main-thread time of a frame in which so many rows come, or are replaced.
    Burst {
        rows: u32,
        replaced: bool,
        awake: bool,
    },
    /// CPU time of the whole browser in a second in which nothing happens, the form open, on a page of so many rows.
    Idle { rows: u32 },
    /// From the form's insertion to three ticked boxes, on a page of so many rows, with a check box in so many of them.
    Ticked { rows: u32, boxes: u32, cards: bool },
    /// The longest task of the main thread meanwhile.
    Longest { rows: u32, boxes: u32, cards: bool },
}

/// A figure.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    pub milliseconds: f64,
}

/// How many frames a burst takes.
const FRAMES: u32 = 60;

/// How long is looked whether nothing happens.
const IDLE: Duration = Duration::from_secs(10);
/// So long after the form came the page is busy, and the browser compiles what it runs.
const BUSY: Duration = Duration::from_secs(5);

/// In each of so many frames adds so many rows, or puts new ones in the place of as many.
const BURST: &str = r"
    const [count, frames, replaced] = arguments;
    const rows = document.querySelector('#rows');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    return (async () => {
        for (let turn = 0; turn < frames; turn += 1) {
            await frame();
            const fresh = document.createDocumentFragment();
            for (let index = 0; index < count; index += 1) {
                const row = document.createElement('tr');
                for (const text of ['', `Visitor ${index}`, `09:${turn}:${index}`]) row.append(Object.assign(document.createElement('td'), { textContent: text }));
                fresh.append(row);
            }
            if (replaced) for (let index = 0; index < count; index += 1) rows.lastElementChild?.remove();
            rows.append(fresh);
        }
        await frame();
        await frame();
        return true;
    })();
";

impl Case {
    /// Everything that is measured.
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        all.extend([300, 3_000, 30_000].map(|rows| Self::Load { rows }));
        for awake in [false, true] {
            for replaced in [false, true] {
                all.extend([40, 400].map(|rows| Self::Burst {
                    rows,
                    replaced,
                    awake,
                }));
            }
        }
        all.extend([300, 3_000, 30_000].map(|rows| Self::Idle { rows }));
        for (rows, boxes, cards) in [
            (300, 0, false),
            (3_000, 0, false),
            (30_000, 0, false),
            (3_000, 0, true),
            (300, 30, false),
            (300, 300, false),
            (1_000, 1_000, false),
            (5_000, 5_000, false),
        ] {
            all.push(Self::Ticked { rows, boxes, cards });
            all.push(Self::Longest { rows, boxes, cards });
        }
        all
    }

    /// What it is called in the table.
    pub fn name(&self) -> String {
        let page = |rows: u32, boxes: u32, cards: bool| {
            let kind = if cards { "cards" } else { "rows" };
            if boxes == 0 {
                format!("{rows} {kind}")
            } else {
                format!("{rows} {kind}, {boxes} check boxes")
            }
        };
        match *self {
            Self::Load { rows } => format!("load, {rows} rows"),
            Self::Burst {
                rows,
                replaced,
                awake,
            } => format!(
                "{}, {rows} rows {} a frame",
                if awake { "panel open" } else { "asleep" },
                if replaced { "replaced" } else { "added" },
            ),
            Self::Idle { rows } => format!(
                "panel open and nothing happens, {rows} rows, a second of the whole browser"
            ),
            Self::Ticked { rows, boxes, cards } => {
                format!("form to ticked, {}", page(rows, boxes, cards))
            }
            Self::Longest { rows, boxes, cards } => {
                format!("longest task at the form, {}", page(rows, boxes, cards))
            }
        }
    }

    /// Whether it can be measured in this variant: only Trivet ticks boxes.
    pub fn is_for(&self, variant: &str) -> bool {
        !matches!(self, Self::Ticked { .. }) || variant == "trivet"
    }

    pub async fn measure(&self, session: &Session, console: &Console) -> Result<Measure> {
        match *self {
            Self::Load { rows } => {
                open(session, console, 0, 0, false).await?;
                session.count_page_time().await?;
                let before = session.page_time().await?;
                open(session, console, rows, 0, false).await?;
                settle(session).await?;
                let after = session.page_time().await?;
                // Another process draws the page at times, which counts from zero.
                Ok(of(after.checked_sub(before).unwrap_or(after)))
            }
            Self::Burst {
                rows,
                replaced,
                awake,
            } => {
                open(session, console, 400, 0, false).await?;
                if awake {
                    put_form(session, false).await?;
                }
                settle(session).await?;
                session.count_page_time().await?;
                let before = session.page_time().await?;
                let arguments = vec![json!(rows), json!(FRAMES), json!(replaced)];
                session.script(BURST, arguments).await?;
                let after = session.page_time().await?;
                Ok(of(after.saturating_sub(before) / FRAMES))
            }
            Self::Idle { rows } => {
                open(session, console, rows, 0, false).await?;
                put_form(session, false).await?;
                settle(session).await?;
                tokio::time::sleep(BUSY).await;
                let before = session.browser_time()?;
                tokio::time::sleep(IDLE).await;
                let spent = session.browser_time()?.saturating_sub(before);
                Ok(of(spent.div_f64(IDLE.as_secs_f64())))
            }
            Self::Ticked { rows, boxes, cards } => {
                open(session, console, rows, boxes, cards).await?;
                settle(session).await?;
                let (milliseconds, _) = put_form(session, true).await?;
                Ok(Measure { milliseconds })
            }
            Self::Longest { rows, boxes, cards } => {
                open(session, console, rows, boxes, cards).await?;
                settle(session).await?;
                let (_, milliseconds) = put_form(session, false).await?;
                Ok(Measure { milliseconds })
            }
        }
    }
}

fn of(time: Duration) -> Measure {
    Measure {
        milliseconds: time.as_secs_f64() * 1000.0,
    }
}
