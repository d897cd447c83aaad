//! What each way costs a person, the first time and later: clicks, keys, letters and words. The table in `docs/guide.md` says so,
//! and is compared with what is counted here while the ways are gone.
//!
//! Whoever goes them takes the keyboard where Trivet puts the cursor, and the mouse everywhere else. The browser's dialogs for
//! files are left out, as in `in_place`: each counts as asked when the window asks for it.

use std::fmt;

use trivet_browser::{
    Browser, Effort, Key, Result, SessionOptions, Skin, Stage, Vault, ensure, job, play_with,
    trial,
    wait::{Look, SOON, until},
};
use trivet_console::Screen;
use trivet_stand_ins::{Fault, KeyValueServer};

use crate::asked::{self, Person, WINDOW};
use crate::database::{LIGHT_ROOT, TEAM};
use crate::in_place::Team;
use crate::keepassxc::{display_of, run_shown_command};
use crate::keepassxc_support::{Database, KeePassXc};
use crate::{PASSWORD, service};

const GUIDE: &str = include_str!("../../../../docs/guide.md");

/// Has the browser's own questions answered at once, and notes them. What a person allowed a window once, it is not asked again.
const ANSWERED: &str = "(async () => {
    const asked = window.asked = [];
    const root = await navigator.storage.getDirectory();
    window.showSaveFilePicker = async ({ suggestedName }) => {
        asked.push('the place of the file');
        return root.getFileHandle(suggestedName, { create: true });
    };
    const choose = window.showOpenFilePicker;
    window.showOpenFilePicker = async (...how) => {
        asked.push('which file');
        return choose(...how);
    };
    const allow = FileSystemHandle.prototype.requestPermission;
    FileSystemHandle.prototype.requestPermission = function (...how) {
        if (!asked.includes('may the file be changed')) asked.push('may the file be changed');
        return allow.apply(this, how);
    };
    return '';
})()";

/// Which of the two times it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    First,
    Later,
}

use Time::{First, Later};

/// What a way has cost.
struct Cost {
    way: &'static str,
    time: Time,
    /// How many clicks are allowed; none where that is not said.
    limit: Option<usize>,
    effort: Effort,
    /// What was asked by others than Trivet.
    asked: Vec<String>,
    words: usize,
}

/// A row of the table.
impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = match self.time {
            First => "first",
            Later => "later",
        };
        let Effort {
            page,
            panel,
            window,
            keys,
            letters,
        } = self.effort;
        let clicks = self.effort.clicks();
        let limit = self.limit.map(|limit| format!("{limit}"));
        let limit = limit.unwrap_or_default();
        let (way, words) = (self.way, self.words);
        let asked = match &self.asked[..] {
            [] => "0".to_owned(),
            asked => format!("{}: {}", asked.len(), asked.join("; ")),
        };
        write!(
            f,
            "| {way} | {time} | **{clicks}** = {panel} + {window} + {page} | {limit} | {asked} | {keys} | {letters} | {words} |"
        )
    }
}

/// Compares what was counted with the table and the limits; says every row that is to be written.
fn compare(costs: &[Cost]) -> Result<()> {
    let rows: Vec<_> = costs.iter().map(Cost::to_string).collect();
    let missing: Vec<_> = rows
        .iter()
        .filter(|row| !GUIDE.lines().any(|line| line == **row))
        .collect();
    ensure!(
        missing.is_empty(),
        "docs/guide.md, “What it takes”, has to say: {missing:#?}"
    );
    for cost in costs {
        let clicks = cost.effort.clicks();
        ensure!(
            cost.limit.is_none_or(|limit| clicks <= limit),
            "{clicks} clicks are too many: {cost}"
        );
    }
    Ok(())
}

/// One way, while it is gone.
struct Way<'a> {
    stage: &'a Stage,
    vault: Vault<'a>,
    /// What had been done when the dialog with the credentials was shown.
    before: Effort,
    words: usize,
    asked: Vec<String>,
}

impl<'a> Way<'a> {
    /// From the form to Trivet's window.
    async fn begun(stage: &'a Stage) -> Result<Self> {
        let (session, panel) = (&stage.session, stage.session.panel());
        stage.open(Screen::CreateToken).await?;
        job::permissions_are_right(stage).await?;
        // Another program's window may have been in front: a press that brings this one there counts for nothing else.
        let title = session.page().words_of("Create API Token").await?;
        session.click_at(title, 1).await?;

        let before = session.effort();
        let token = job::from_form_to_dialog(stage).await?;
        let form = session.effort() - before;
        let only_ok = Effort {
            page: 1,
            ..Effort::default()
        };
        ensure!(form == only_ok, "the form takes more than OK: {form:?}");
        job::policy_is_known(stage).await?;
        let words = panel.words().await?;
        let before = session.effort();
        let vault = job::hand_over(stage, &token).await?;
        session.evaluate(ANSWERED).await?;
        Ok(Self {
            stage,
            vault,
            before,
            words,
            asked: Vec::new(),
        })
    }

    /// Reads what the window shows now.
    async fn read(&mut self) -> Result<()> {
        self.words += self.stage.session.words().await?;
        Ok(())
    }

    /// The browser, or another program, asks.
    fn is_asked(&mut self, what: &str) {
        self.asked.push(what.to_owned());
    }

    /// To what is offered by one press, behind “Change format…”.
    async fn takes_tile(&mut self, name: &str) -> Result<()> {
        self.vault.press("other-format").await?;
        self.vault.until_state("choosing").await?;
        self.read().await?;
        let tile = format!("#tiles [value=\"{name}\"]");
        let tile = self.stage.session.find(&tile).await?;
        self.stage.session.click(&tile).await?;
        self.vault.until_state("ready").await?;
        self.read().await
    }

    /// Types where the cursor is, and goes on by a key.
    async fn types(&self, text: &str, key: Key) -> Result<()> {
        self.stage.session.type_text(text).await?;
        self.stage.session.press(key).await
    }

    /// Presses the button before which the browser asks. By the mouse: the driver lets a key go in the window, and the window
    /// takes the keyboard back from the question that has just come up.
    async fn goes_to_question(&self) -> Result<()> {
        self.vault.press("encrypt").await
    }

    /// A password of a file, typed twice.
    async fn types_password(&self) -> Result<()> {
        self.types(PASSWORD, Key::Tab).await?;
        self.types(PASSWORD, Key::Enter).await
    }

    /// The end of each way: back to the console, and the dialog closed.
    async fn ended(mut self, way: &'static str, time: Time, limit: Option<usize>) -> Result<Cost> {
        let session = &self.stage.session;
        self.vault.until_state("verified").await?;
        self.read().await?;
        let asked = session.evaluate("window.asked.join('|')").await?;
        let asked = asked
            .split('|')
            .filter(|what| !what.is_empty())
            .map(str::to_owned);
        self.asked.extend(asked);
        self.vault.press("close").await?;
        until("the window to close", SOON, async || {
            let count = session.windows().await?.len();
            Ok(Look::when(count == 1, || format!("{count} windows")))
        })
        .await?;
        session.to_first_window().await?;
        session.panel().until_step(7, "done").await?;
        let words = self.words + session.panel().words().await?;
        job::close(self.stage).await?;
        Ok(Cost {
            way,
            time,
            limit,
            effort: session.effort() - self.before,
            asked: self.asked,
            words,
        })
    }
}

async fn a_keepass_file(stage: &Stage) -> Result<()> {
    let mut costs = Vec::new();
    for time in [First, Later] {
        let mut way = Way::begun(stage).await?;
        way.read().await?;
        way.types_password().await?;
        costs.push(way.ended("KeePass file", time, Some(4)).await?);
    }
    compare(&costs)
}

async fn bitwarden(stage: &Stage) -> Result<()> {
    let mut costs = Vec::new();
    for time in [First, Later] {
        let mut way = Way::begun(stage).await?;
        way.read().await?;
        if time == First {
            way.takes_tile("bitwarden-encrypted").await?;
        }
        way.types_password().await?;
        costs.push(way.ended("Bitwarden", time, Some(5)).await?);
    }
    compare(&costs)
}

async fn an_existing_database(stage: &Stage) -> Result<()> {
    let session = &stage.session;
    let mut way = Way::begun(stage).await?;
    way.read().await?;
    let _team = Team::made(stage).await?;
    session.evaluate(ANSWERED).await?;
    // It is no product's most common way, so it is in the list behind “Other…”.
    way.vault.press("other-format").await?;
    way.vault.until_state("choosing").await?;
    way.read().await?;
    way.vault.press("others").await?;
    way.read().await?;
    let line = session
        .find("input[name=destination][value=kdbx-existing]")
        .await?;
    session.click(&line).await?;
    way.vault.press("use").await?;
    way.vault.until_state("ready").await?;
    way.read().await?;
    way.vault.press("choose-database").await?;
    way.vault.until_says("database-name", "team.kdbx").await?;
    session.press(Key::Tab).await?;
    way.types(TEAM, Key::Enter).await?;
    way.vault.until_says("status", "Choose the group").await?;
    way.read().await?;
    session.press(Key::Down).await?;
    group_is_chosen(stage).await?;
    way.vault.press("encrypt").await?;
    let first = way.ended("Existing KeePass database", First, None).await?;

    let mut way = Way::begun(stage).await?;
    way.vault.until_says("database-name", "team.kdbx").await?;
    way.read().await?;
    way.types(TEAM, Key::Enter).await?;
    way.vault.until_says("status", "Choose the group").await?;
    way.read().await?;
    group_is_chosen(stage).await?;
    way.vault.press("encrypt").await?;
    let later = way
        .ended("Existing KeePass database", Later, Some(4))
        .await?;
    compare(&[first, later])
}

async fn group_is_chosen(stage: &Stage) -> Result<()> {
    let group = "return document.getElementById('group').selectedOptions[0].textContent";
    let group = stage.session.script(group, Vec::new()).await?;
    ensure!(group == format!("{LIGHT_ROOT} / Team"), "{group}");
    Ok(())
}

async fn vault(stage: &Stage, person: &Person<'_>) -> Result<()> {
    let server = service::started(KeyValueServer::start(service::TOKEN, Fault::None).await)?;
    let session = &stage.session;
    let mut way = Way::begun(stage).await?;
    way.read().await?;
    person.turns_to(WINDOW);
    way.takes_tile("vault-kv-server").await?;
    let address = format!("https://vault.example.com:{}", server.service().port());
    way.types(&address, Key::Tab).await?;
    session.type_text(service::TOKEN).await?;
    way.goes_to_question().await?;
    person.allows().await?;
    way.is_asked("may Trivet reach the server");
    let first = way.ended("HashiCorp Vault", First, None).await?;

    // Another token of the same account needs another path.
    let mut way = Way::begun(stage).await?;
    way.read().await?;
    way.types(service::TOKEN, Key::Tab).await?;
    for key in [Key::Tab, Key::End] {
        session.press(key).await?;
    }
    way.types("-2", Key::Enter).await?;
    person.allows().await?;
    let later = way.ended("HashiCorp Vault", Later, Some(3)).await?;
    let path = format!("{}-2", service::path());
    ensure!(server.versions(&path).len() == 1, "not at {path}");
    compare(&[first, later])
}

/// Answers in `KeePassXC`, whose window says what Trivet waits for.
async fn names_connection(way: &mut Way<'_>, keepassxc: &KeePassXc) -> Result<()> {
    let says = "Give the connection a name in KeePassXC";
    way.vault.until_says("progress-text", says).await?;
    way.read().await?;
    keepassxc.name_connection("trivet");
    way.is_asked("the name of the connection");
    Ok(())
}

async fn keepassxc(stage: &Stage, keepassxc: &KeePassXc) -> Result<()> {
    let session = &stage.session;
    let person = Person::new(stage, display_of(session.browser(), keepassxc));
    let mut way = Way::begun(stage).await?;
    way.read().await?;
    person.turns_to(WINDOW);
    way.takes_tile("keepassxc").await?;
    way.goes_to_question().await?;
    person.allows().await?;
    way.is_asked("may Trivet reach programs");
    way.vault.until_error_code("host-missing").await?;
    way.read().await?;
    run_shown_command(stage, &way.vault, keepassxc).await?;
    way.is_asked("the command in a terminal");
    way.vault.press("encrypt").await?;
    names_connection(&mut way, keepassxc).await?;
    keepassxc.answer_group(true);
    way.is_asked("may the group be made");
    let first = way.ended("KeePassXC", First, None).await?;

    let mut way = Way::begun(stage).await?;
    way.read().await?;
    session.press(Key::Enter).await?;
    names_connection(&mut way, keepassxc).await?;
    // It has the one of the first time still, by the name that Trivet proposes.
    keepassxc.overwrite_connection();
    way.is_asked("may the old connection be overwritten");
    let later = way.ended("KeePassXC", Later, Some(3)).await?;
    compare(&[first, later])
}

mod chromium {
    use super::*;

    trivet_browser::scenarios!(Chromium native Native (trivet_browser::SessionOptions::with_trivet) [
        a_keepass_file
        bitwarden
        an_existing_database
    ]);

    trial!(vault, {
        let name = "e2e::paths::chromium::vault";
        asked::play(
            name,
            Browser::Chromium,
            Skin::Native,
            |same| same,
            super::vault,
        )
        .await
    });

    trial!(keepassxc, {
        let name = "e2e::paths::chromium::keepassxc";
        let keepassxc = KeePassXc::running("paths", Database::Open);
        let options = SessionOptions {
            has_home: true,
            ..asked::options(Browser::Chromium, Some(keepassxc.display()))?
        };
        let on_stage = async |stage: &Stage| super::keepassxc(stage, &keepassxc).await;
        play_with(name, Browser::Chromium, Skin::Native, &options, on_stage).await
    });
}
