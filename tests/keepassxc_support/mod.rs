//! The real `KeePassXC` on a screen of its own (Xvfb), with a database of its own, and a person who answers its dialogs.
//!
//! Programs are found on the path; `TRIVET_KEEPASSXC`, `TRIVET_KEEPASSXC_PROXY`, `TRIVET_KEEPASSXC_CLI`, `TRIVET_XVFB` and
//! `TRIVET_XDOTOOL` name others. One that is missing is a failure, not a reason to skip.
#![allow(dead_code, missing_docs)] // each test program uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by them

mod display;

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

pub use display::Display;

/// What opens the database.
pub const PASSWORD: &str = "made-up database password";

/// As the window is called that asks for the name of a connection.
pub const NAME_ASKED: &str = "New key association request";

/// As the window is called that asks whether a connection of that name may go.
pub const OVERWRITE_ASKED: &str = "Overwrite existing key";

/// As the window is called that asks whether to make the group.
pub const GROUP_ASKED: &str = "Create a new group";

/// How long anything may take on a busy machine.
const LONG: Duration = Duration::from_mins(1);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// A running `KeePassXC`. It ends when dropped, and its folder goes.
pub struct KeePassXc {
    folder: PathBuf,
    display: Display,
    program: Option<Child>,
}

/// What its settings are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Settings {
    /// With browser integration.
    On,
    /// As it is installed: without.
    Off,
}

/// How it begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Database {
    Open,
    Locked,
}

impl KeePassXc {
    /// A screen and a database; nothing runs yet.
    pub fn installed(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("trivet-kx-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        for part in ["home", "config", "run"] {
            std::fs::create_dir_all(folder.join(part)).unwrap();
        }
        let only_mine = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder.join("run"), only_mine).unwrap();

        let new = Self {
            folder,
            display: Display::start(),
            program: None,
        };
        new.make_database("database");
        new
    }

    /// Installed and started.
    pub fn running(name: &str, database: Database) -> Self {
        let mut new = Self::installed(name);
        new.start(Settings::On, database, &["database"]);
        new
    }

    fn make_database(&self, name: &str) {
        let file = self.database(name);
        let twice = format!("{PASSWORD}\n{PASSWORD}\n");
        let made = self.cli(&["db-create", "-q", "-p", file.to_str().unwrap()], &twice);
        assert!(made.status.success(), "{made:?}");
    }

    /// Starts it with these databases, the last in front.
    pub fn start(&mut self, settings: Settings, database: Database, names: &[&str]) {
        let config = self.folder.join("keepassxc.ini");
        let is_on = settings == Settings::On;
        std::fs::write(
            &config,
            format!(
                "[General]\nConfigVersion=2\nUpdateCheckMessageShown=true\nSingleInstance=false\n\n\
                 [Browser]\nEnabled={is_on}\nUpdateBinaryPath=false\n"
            ),
        )
        .unwrap();
        let mut program = self.environment(&mut command("TRIVET_KEEPASSXC", "keepassxc"));
        program.arg("--config").arg(&config);
        program
            .arg("--localconfig")
            .arg(self.folder.join("local.ini"));
        if database == Database::Open {
            program.arg("--pw-stdin");
        }
        for name in names {
            let file = self.database(name);
            if !file.exists() {
                self.make_database(name);
            }
            program.arg(file);
        }
        let log = std::fs::File::create(self.folder.join("keepassxc.log")).unwrap();
        let mut child = program
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("KeePassXC starts; ./build.sh test installs it");
        let mut input = child.stdin.take().unwrap();
        for _ in names {
            // Not wanted where it begins locked.
            let _ = writeln!(input, "{PASSWORD}");
        }
        self.program = Some(child);
        let title = match database {
            Database::Open => format!("{}.kdbx - KeePassXC", names[names.len() - 1]),
            Database::Locked => format!("{}.kdbx [Locked] - KeePassXC", names[names.len() - 1]),
        };
        self.until_window(&title);
        if is_on {
            let socket = self
                .folder
                .join("run/app/org.keepassxc.KeePassXC/org.keepassxc.KeePassXC.BrowserServer");
            until("its socket", || socket.exists().then_some(()));
        }
    }

    /// The file of a database.
    pub fn database(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.kdbx"))
    }

    /// Its folder, for what a test keeps.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What a program needs in order to find it.
    pub fn variables(&self) -> [(&'static str, PathBuf); 5] {
        [
            ("DISPLAY", PathBuf::from(self.display.name())),
            ("HOME", self.folder.join("home")),
            ("XDG_CONFIG_HOME", self.folder.join("config")),
            ("XDG_DATA_HOME", self.folder.join("config")),
            ("XDG_RUNTIME_DIR", self.folder.join("run")),
        ]
    }

    fn environment(&self, command: &mut Command) -> Command {
        let mut new = Command::new(command.get_program());
        new.envs(self.variables())
            .env("LC_ALL", "C.UTF-8")
            .env("QT_QPA_PLATFORM", "xcb")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY");
        new
    }

    /// The proxy, as a browser would start it.
    pub fn proxy(&self) -> Child {
        self.environment(&mut command("TRIVET_KEEPASSXC_PROXY", "keepassxc-proxy"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("keepassxc-proxy starts; it comes with KeePassXC")
    }

    /// Waits for a window by a part of its title, and turns the keyboard to it.
    pub fn until_window(&self, title: &str) {
        self.display.until_window(title, || self.said());
    }

    /// What the program said, for the reader of a failed test.
    fn said(&self) -> String {
        let log = std::fs::read_to_string(self.folder.join("keepassxc.log"));
        format!("KeePassXC said: {}", log.unwrap_or_default())
    }

    /// The screen that it is on.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Gives a connection its name.
    pub fn name_connection(&self, name: &str) {
        self.answer(NAME_ASKED, || {
            self.display.press("ctrl+a");
            self.display.type_text(name);
            self.display.press("Return");
        });
    }

    /// Lets a connection take the place of the one that had its name; the other button is the one at hand.
    pub fn overwrite_connection(&self) {
        self.answer(OVERWRITE_ASKED, || {
            self.display.press("Tab");
            self.display.press("space");
        });
    }

    /// Refuses a connection.
    pub fn refuse_connection(&self) {
        self.answer(NAME_ASKED, || self.display.press("Escape"));
    }

    /// Answers whether to make the group.
    pub fn answer_group(&self, makes: bool) {
        let key = if makes { "alt+y" } else { "alt+n" };
        self.answer(GROUP_ASKED, || self.display.press(key));
    }

    fn answer(&self, title: &str, give: impl Fn()) {
        self.display.answer(title, || self.said(), give);
    }

    /// What `keepassxc-cli` says.
    pub fn cli(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = command("TRIVET_KEEPASSXC_CLI", "keepassxc-cli")
            .args(arguments)
            .envs(self.variables())
            .env("LC_ALL", "C.UTF-8")
            .env("QT_QPA_PLATFORM", "offscreen")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("keepassxc-cli starts; ./build.sh test installs it");
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }

    /// The database as XML, as it is on the disk; waits until it holds something.
    pub fn until_on_disk(&self, name: &str, what: &str) -> String {
        let file = self.database(name);
        let export = ["export", "-q", file.to_str().unwrap()];
        until("the database on the disk", || {
            let output = self.cli(&export, &format!("{PASSWORD}\n"));
            let xml = String::from_utf8_lossy(&output.stdout).into_owned();
            xml.contains(what).then_some(xml)
        })
    }
}

impl Drop for KeePassXc {
    fn drop(&mut self) {
        if let Some(child) = &mut self.program {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn command(variable: &str, usually: &str) -> Command {
    Command::new(std::env::var(variable).unwrap_or_else(|_| usually.to_owned()))
}

fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    until_or(what, String::new, look)
}

/// Waits until there is something; where it does not come, says what is seen instead.
fn until_or<T>(what: &str, seen: impl Fn() -> String, look: impl Fn() -> Option<T>) -> T {
    let end = Instant::now() + LONG;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            Instant::now() < end,
            "waited in vain for {what}; {}",
            seen()
        );
        std::thread::sleep(PAUSE);
    }
}
