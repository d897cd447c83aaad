//! One test: a console, a browser with Trivet, and what is kept for the reader when it fails.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
    pin::pin,
    task::Poll,
    time::Duration,
};

use tokio::time::{Instant, timeout};
use trivet_console::{Console, Embedding, Options, Screen, Skin, Truth};

use crate::{
    error::{Error, Result},
    pool, programs,
    session::{Browser, Session, SessionOptions},
    times,
    wait::{Look, SOON, until},
};

/// A browser that has not opened by then hangs.
const OPENING: Duration = Duration::from_mins(2);

/// No scenario takes so long, unless the browser hangs.
const TOO_LONG: Duration = Duration::from_mins(4);

/// Looking for evidence in a browser that hangs must end, too.
const EVIDENCE: Duration = Duration::from_mins(1);

/// A console and a browser with Trivet.
#[derive(Debug)]
pub struct Stage {
    /// The console; keeps the truth.
    pub console: Console,
    /// The browser.
    pub session: Session,
    /// The skin in which the console is drawn.
    pub skin: Skin,
}

impl Stage {
    /// Starts both.
    ///
    /// # Errors
    ///
    /// When one does not start.
    pub async fn set(browser: Browser, skin: Skin, options: &SessionOptions) -> Result<Self> {
        let console = Console::start().await?;
        let mut session = timeout(OPENING, pool::take(browser, options))
            .await
            .map_err(|_| Error::wrong(format!("{} does not open", browser.name())))??;
        session.visits(&console.url(&Options::default()));
        Ok(Self {
            console,
            session,
            skin,
        })
    }

    /// The console's options: this skin, this screen, all else as documented.
    #[must_use]
    pub fn options(&self, screen: Screen) -> Options {
        Options {
            skin: self.skin,
            screen,
            ..Options::default()
        }
    }

    /// Goes to a screen of the console.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn open(&self, screen: Screen) -> Result<()> {
        self.open_with(&self.options(screen)).await
    }

    /// Goes to a screen of the console as it behaves with these options.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn open_with(&self, options: &Options) -> Result<()> {
        let is_closed = matches!(options.skin, Skin::LightningClosed | Skin::Varied);
        if options.embedding == Embedding::ClosedShadow || is_closed {
            self.session.keep_shadow_roots().await?;
        }
        self.session.go(&self.console.url(options)).await?;
        self.session.enter_frames(options.embedding.depth()).await
    }

    /// What the server knows.
    #[must_use]
    pub fn truth(&self) -> Truth {
        self.console.truth()
    }

    /// Waits until the server knows something.
    ///
    /// # Errors
    ///
    /// When it does not learn it.
    pub async fn until_truth(&self, what: &str, is_so: impl Fn(&Truth) -> bool) -> Result<Truth> {
        until(format!("the server to know {what}"), SOON, async || {
            let truth = self.truth();
            let seen = format!("{:?}", truth.created().collect::<Vec<_>>());
            Ok(Look::or_not_yet(is_so(&truth).then_some(truth), || seen))
        })
        .await
    }

    /// What the server knows once everything that the page has asked for so far is answered.
    ///
    /// # Errors
    ///
    /// When the page cannot reach the server.
    pub async fn settled_truth(&self) -> Result<Truth> {
        let script = "return fetch('/ui/api/tokens').then((answer) => answer.status)";
        let status = self.session.script(script, Vec::new()).await?;
        if status == 200 {
            Ok(self.truth())
        } else {
            Err(Error::wrong(format!("the console answers {status}")))
        }
    }

    /// Writes down what can be seen in every window; answers with the paths.
    pub async fn keep_evidence(&self, name: &str) -> Vec<PathBuf> {
        let folder = programs::project().join("target/browser-failures");
        let mut kept = Vec::new();
        let mut keep = |ending: &str, bytes: &[u8]| {
            let path = folder.join(format!("{name}{ending}"));
            let written =
                std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, bytes));
            kept.extend(written.is_ok().then_some(path));
        };
        keep("-log.txt", self.session.log().as_bytes());
        let windows = self.session.windows().await.unwrap_or_default();
        for (index, window) in windows.into_iter().enumerate() {
            if self.session.to_window(window).await.is_err() {
                continue;
            }
            if let Ok(picture) = self.session.screenshot().await {
                keep(&format!("-{index}.png"), &picture);
            }
            let panel = match self.session.panel().drawn().await {
                Ok(drawn) => drawn.to_string(),
                Err(error) => error.to_string(),
            };
            let page = self.session.page().text().await.unwrap_or_default();
            let address = self.session.client().current_url().await;
            let address = address.map(String::from).unwrap_or_default();
            let text = format!("{address}\n\npanel: {panel}\n\npage:\n{page}\n");
            keep(&format!("-{index}.txt"), text.as_bytes());
        }
        keep(
            "-truth.txt",
            format!("{:#?}", self.truth().created().collect::<Vec<_>>()).as_bytes(),
        );
        kept
    }
}

/// Plays a scenario on a stage of its own; what it left is written down if it fails.
///
/// # Errors
///
/// The scenario's, with the paths of what was written down.
pub async fn play(
    name: &str,
    browser: Browser,
    skin: Skin,
    scenario: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<()> {
    let options = SessionOptions::with_trivet(browser)?;
    play_with(name, browser, skin, &options, scenario).await
}

/// Plays a scenario in a browser that is opened with these options.
///
/// # Errors
///
/// As [`play`].
pub async fn play_with(
    name: &str,
    browser: Browser,
    skin: Skin,
    options: &SessionOptions,
    scenario: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<()> {
    let begun = Instant::now();
    let stage = Stage::set(browser, skin, options).await?;
    let opened = Instant::now();
    let outcome = {
        let mut playing = pin!(async {
            timeout(TOO_LONG, scenario(&stage))
                .await
                .unwrap_or_else(|_| {
                    Err(Error::wrong(format!(
                        "not done after {TOO_LONG:?}: the browser hangs"
                    )))
                })
        });
        std::future::poll_fn(|context| {
            // A panicking assertion must leave its evidence, too.
            match catch_unwind(AssertUnwindSafe(|| playing.as_mut().poll(context))) {
                Ok(poll) => poll.map(Ok),
                Err(panic) => Poll::Ready(Err(panic)),
            }
        })
        .await
    };
    if matches!(outcome, Ok(Ok(()))) {
        let played = Instant::now();
        pool::give_back(stage.session, options).await;
        let parts = [opened - begun, played - opened, played.elapsed()];
        times::note(name, browser, parts);
        return Ok(());
    }
    let name = name.replace("::", "-");
    match timeout(EVIDENCE, stage.keep_evidence(&name)).await {
        Ok(kept) => kept
            .iter()
            .for_each(|path| eprintln!("kept: {}", path.display())),
        Err(_) => eprintln!(
            "the browser does not answer any more:\n{}",
            stage.session.log()
        ),
    }
    match outcome {
        Ok(outcome) => outcome,
        Err(panic) => resume_unwind(panic),
    }
}
