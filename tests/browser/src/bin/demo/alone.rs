//! The whole job without a person: real input events, and each step printed once it is verified.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    time::Instant,
};

use trivet_browser::{
    DIALOG, Error, Result, SessionOptions, Stage, api, ensure, job,
    keepassxc::{self, Entry},
};
use trivet_console::Screen;

use crate::{
    PASSWORD,
    arguments::Arguments,
    canvas::{Film, Picture},
};

/// How long the moving picture takes, in milliseconds.
const FILM: usize = 9_500;

/// Plays, and leaves the file and the pictures in the folder.
pub async fn play(arguments: &Arguments, output: &Path) -> Result<()> {
    let Arguments { browser, skin, .. } = *arguments;
    println!(
        "Trivet at work: {}, the sample console as {}, nobody at the keyboard.\n",
        browser.name(),
        skin.name()
    );
    let options = SessionOptions {
        dark: arguments.dark,
        downloads: Some(output.to_owned()),
        ..SessionOptions::with_trivet(browser)?
    };
    let stage = Stage::set(browser, skin, &options).await?;
    let teller = Teller {
        stage: &stage,
        output,
        since: Instant::now(),
        film: RefCell::default(),
    };
    let outcome = act(&teller).await;
    if outcome.is_err() {
        for path in stage.keep_evidence("demo").await {
            eprintln!("kept: {}", path.display());
        }
    }
    outcome
}

async fn act(teller: &Teller<'_>) -> Result<()> {
    let stage = teller.stage;
    let (page, panel) = (stage.session.page(), stage.session.panel());

    stage.open(Screen::Dashboard).await?;
    job::to_token_screen(stage).await?;
    teller
        .step("1", "Log in as an Administrator", "Create Token is offered")
        .await?;
    teller
        .step(
            "2",
            "Open Security > API Tokens",
            "the panel sees the screen",
        )
        .await?;

    job::to_form(stage).await?;
    teller
        .step("3", "Create Token", "the panel sees the form")
        .await?;

    job::permissions_are_right(stage).await?;
    let fact = "Can access API, Can send events and Is enabled ticked by Trivet, nothing else";
    teller.step("4", "Only the three permissions", fact).await?;

    page.pick_dataset("engage").await?;
    panel.until_notice("dataset").await?;
    page.press("OK").await?;
    panel.until_notice("submit-held").await?;
    let made = stage.settled_truth().await?.created().count();
    ensure!(made == 0, "a token was made in spite of the dataset");
    let fact = "OK was pressed and stopped; the server has no new token";
    teller.step("4a", "A dataset, by mistake", fact).await?;
    panel.press("clear-datasets").await?;
    job::permissions_are_right(stage).await?;

    let token = job::create(stage).await?;
    let fact = format!(
        "the server has token {} with exactly these rights",
        token.number
    );
    teller.step("5", "OK", &fact).await?;

    page.press("Close").await?;
    panel.until_notice("close-held").await?;
    ensure!(page.shows(DIALOG).await?, "the dialog closed too early");
    let fact = "Close was pressed and held; the values are still there";
    teller
        .step("5a", "Closed too early, by mistake", fact)
        .await?;

    let vault = job::hand_over(stage, &token).await?;
    let fact = format!("the vault has ID {}; the secret is not shown", token.key_id);
    teller
        .step("6", "Take the ID and the secret", &fact)
        .await?;

    let file = job::store(stage, &vault, PASSWORD).await?;
    vault.to_front().await?;
    teller.picture("7-vault").await?;
    stage.session.to_first_window().await?;
    let fact = format!("{} was opened from disk and compared", name_of(&file));
    teller
        .step("7", "Save them in an encrypted file", &fact)
        .await?;

    job::close(stage).await?;
    teller
        .step("8", "Close the dialog", "the server saw it close")
        .await?;

    report(teller, &file, &token.key_id, &token.secret).await
}

/// What the job was for, and how a person can see it.
async fn report(teller: &Teller<'_>, file: &Path, key_id: &str, secret: &str) -> Result<()> {
    let stage = teller.stage;
    let name = name_of(file);
    let command = format!("keepassxc-cli show {name} TITLE");
    println!("\nThe file:     {}", file.display());
    println!("Its password: {PASSWORD}   (made up for this demo)");

    let (command, values) = if keepassxc::is_installed() {
        let entry = keepassxc::only_entry(file, PASSWORD)?;
        let Entry {
            title,
            user_name,
            password,
            ..
        } = entry;
        ensure!(
            user_name == key_id && password == secret,
            "other values came out of the file"
        );
        let command = format!("keepassxc-cli show '{name}' '{title}'");
        println!("\n$ {command}");
        print!("{}", keepassxc::concealed(file, PASSWORD, &title)?);
        (command, (user_name, password))
    } else {
        println!("\nkeepassxc-cli is not installed; any KeePass program opens the file.");
        (command, (key_id.to_owned(), secret.to_owned()))
    };
    let options = stage.options(Screen::Dashboard);
    let status = api::principals(&stage.console, &options, &values.0, &values.1).await?;
    ensure!(status == 200, "the API answers {status} to the values");
    println!("\nGET /api/principals with the values from the file: {status}");

    let text = format!("Password of {name}: {PASSWORD}\nOpen it with: {command}\n");
    let path = teller.output.join("how-to-open.txt");
    std::fs::write(&path, text).map_err(|source| Error::File { path, source })?;
    let path = teller.output.join("demo.png");
    let moving = teller.film.borrow().bytes(FILM)?;
    std::fs::write(&path, moving).map_err(|source| Error::File { path, source })?;
    println!(
        "Pictures of every step, and all of them as a moving one (demo.png): {}",
        teller.output.display()
    );
    Ok(())
}

fn name_of(file: &Path) -> String {
    file.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Says and pictures what was verified.
struct Teller<'a> {
    stage: &'a Stage,
    output: &'a Path,
    since: Instant,
    film: RefCell<Film>,
}

impl Teller<'_> {
    /// One step, verified: its number, what it is, and the fact that proves it.
    async fn step(&self, number: &str, what: &str, fact: &str) -> Result<()> {
        println!(
            "{:>6.1} s  ✓ {number:<2}  {what}: {fact}",
            self.since.elapsed().as_secs_f64()
        );
        let panel = self.stage.session.panel();
        if panel.is_in_page().await? {
            panel.until_still().await?;
        }
        self.picture(number).await
    }

    /// What the window at hand shows.
    async fn picture(&self, name: &str) -> Result<()> {
        let path: PathBuf = self.output.join(format!("step-{name}.png"));
        let picture = self.stage.session.screenshot().await?;
        self.film.borrow_mut().add(Picture::read(&picture)?);
        std::fs::write(&path, picture).map_err(|source| Error::File { path, source })
    }
}
