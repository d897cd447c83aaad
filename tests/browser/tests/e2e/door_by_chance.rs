//! Random orders of edits, corrections and submits in a real browser: no wrong token is made, and no right form is held.
//!
//! `TRIVET_SEED` in the environment plays one order again; the seed of every run is printed.

use std::hash::{BuildHasher as _, RandomState};

use trivet_browser::{DIALOG, REQUIRED, Result, Route, Stage, ensure, job};
use trivet_console::{Options, Screen};

/// How many moves one browser makes.
const MOVES: u32 = 70;
const EXTRA: &str = "Can delete data";

/// Numbers by chance that come again with the same seed (xorshift).
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let given = std::env::var("TRIVET_SEED").ok();
        let seed = given.and_then(|text| text.parse().ok());
        let seed = seed.unwrap_or_else(|| RandomState::new().hash_one(0_u8)) | 1;
        eprintln!("TRIVET_SEED={seed}");
        Self(seed)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap_or_default()
    }
}

async fn open(stage: &Stage) -> Result<()> {
    let options = Options {
        extra_permissions: true,
        ..stage.options(Screen::CreateToken)
    };
    stage.open_with(&options).await?;
    job::permissions_are_right(stage).await
}

async fn no_order_of_moves_makes_a_wrong_token(stage: &Stage) -> Result<()> {
    let (session, page, panel) = (&stage.session, stage.session.page(), stage.session.panel());
    let mut chance = Chance::new();
    let mut has_dataset = false;
    let mut made = 0;
    open(stage).await?;
    for number in 0..MOVES {
        match chance.below(10) {
            0..=2 => page.click_box(REQUIRED[chance.below(3)]).await?,
            3 => page.click_box(EXTRA).await?,
            4 if !has_dataset => {
                page.pick_dataset("engage").await?;
                panel.until_notice("dataset").await?;
                has_dataset = true;
            }
            5 if has_dataset => {
                panel.press("clear-datasets").await?;
                panel
                    .until("no dataset", |drawn| drawn.notice("dataset").is_none())
                    .await?;
                has_dataset = false;
            }
            6 if panel.drawn().await?.offers("put-right") => {
                panel.press("put-right").await?;
                for label in REQUIRED {
                    page.until_ticked(label, true).await?;
                }
            }
            _ => {
                let mut is_right = !has_dataset;
                for (label, wanted) in REQUIRED
                    .map(|label| (label, true))
                    .into_iter()
                    .chain([(EXTRA, false)])
                {
                    is_right &= page.is_ticked(label).await? == Some(wanted);
                }
                let route = Route::CERTAIN[chance.below(Route::CERTAIN.len())];
                route.go(session).await?;
                if is_right {
                    let what = format!("move {number}: a token by {route:?}, as all was right");
                    stage
                        .until_truth(&what, |truth| truth.created().count() > made)
                        .await?;
                    page.until_shows(DIALOG, true).await?;
                    made += 1;
                    job::say_safe_elsewhere(stage).await?;
                    open(stage).await?;
                }
            }
        }
        let truth = stage.settled_truth().await?;
        ensure!(
            truth.created().count() == made,
            "move {number}: {} tokens instead of {made}",
            truth.created().count()
        );
        for token in truth.created() {
            let rights = &token.rights;
            let is_exact = rights.access_api && rights.send_events && rights.enabled;
            ensure!(
                is_exact && rights.extra.is_empty() && token.datasets.is_empty(),
                "move {number}: {token:?}"
            );
        }
    }
    Ok(())
}

mod chromium {
    use trivet_browser::scenarios;

    scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [no_order_of_moves_makes_a_wrong_token]);
}
