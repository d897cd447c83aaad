//! The real `KeePassXC` on a screen of its own (Xvfb), with a database of its own, and a person who answers its dialogs.
//!
//! Programs are found on the path; `TRIVET_KEEPASSXC`, `TRIVET_KEEPASSXC_PROXY`, `TRIVET_KEEPASSXC_CLI`, `TRIVET_XVFB` and
//! `TRIVET_XDOTOOL` name others. One that is missing is a failure, not a reason to skip.
#![allow(dead_code, missing_docs)] // each test program uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by them

use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// What opens the database.
pub const PASSWORD: &str = "made-up database password";

/// As the window is called that asks for the name of a connection.
pub const NAME_ASKED: &str = "New key association request";

/// As the window is called that asks whether to make the group.
pub const GROUP_ASKED: &str = "Create a new group";

/// How long anything may take on a busy machine.
const LONG: Duration = Duration::from_mins(1);

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// A window that is still there by then was not answered.
const SEEN_TO_STAY: Duration = Duration::from_secs(3);

/// A running `KeePassXC`. It ends when dropped, and its folder goes.
pub struct KeePassXc {
    folder: PathBuf,
    display: String,
    screen: Child,
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

        let mut screen = command("TRIVET_XVFB", "Xvfb")
            .arg(free_display())
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
                // When its last client leaves, a server begins anew, and refuses whoever comes in that moment.
                "-noreset",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts; ./build.sh test installs it");
        let mut number = String::new();
        BufReader::new(screen.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        let new = Self {
            folder,
            display: format!(":{}", number.trim()),
            screen,
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
            ("DISPLAY", PathBuf::from(&self.display)),
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
    pub fn until_window(&self, title: &str) -> String {
        let pattern = title.replace('[', "\\[").replace(']', "\\]");
        let window = until_or(
            &format!("the window “{title}”"),
            || self.seen(),
            || {
                let found = self.xdotool(&["search", "--onlyvisible", "--name", &pattern]);
                let text = String::from_utf8_lossy(&found.stdout);
                text.lines().next_back().map(str::to_owned)
            },
        );
        until(&format!("the keyboard in “{title}”"), || {
            self.xdotool(&["windowfocus", &window]);
            let focused = self.xdotool(&["getwindowfocus"]).stdout;
            (String::from_utf8_lossy(&focused).trim() == window).then_some(())
        });
        window
    }

    /// What stands on the screen, and what the program said, for the reader of a failed test.
    fn seen(&self) -> String {
        let all = self.xdotool(&["search", "--onlyvisible", "--name", ""]);
        let names = String::from_utf8_lossy(&all.stdout)
            .lines()
            .map(|window| self.xdotool(&["getwindowname", window]).stdout)
            .map(|name| String::from_utf8_lossy(&name).trim().to_owned())
            .collect::<Vec<_>>();
        let log = std::fs::read_to_string(self.folder.join("keepassxc.log"));
        format!("windows: {names:?}; said: {}", log.unwrap_or_default())
    }

    /// Types into the window that has the keyboard.
    pub fn type_text(&self, text: &str) {
        assert!(
            self.xdotool(&["type", "--delay", "1", text])
                .status
                .success()
        );
    }

    /// The screen that it is on.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Presses a key, as xdotool calls it.
    pub fn press(&self, key: &str) {
        assert!(self.xdotool(&["key", key]).status.success());
    }

    /// Gives a connection its name.
    pub fn name_connection(&self, name: &str) {
        self.answer(NAME_ASKED, || {
            self.press("ctrl+a");
            self.type_text(name);
            self.press("Return");
        });
    }

    /// Refuses a connection.
    pub fn refuse_connection(&self) {
        self.answer(NAME_ASKED, || self.press("Escape"));
    }

    /// Answers whether to make the group.
    pub fn answer_group(&self, makes: bool) {
        let key = if makes { "alt+y" } else { "alt+n" };
        self.answer(GROUP_ASKED, || self.press(key));
    }

    /// Answers a window until it is gone. Nobody manages the windows of this screen, and the main window may take the keyboard
    /// after the dialog had it: a person sees that nothing came of the answer, turns to the dialog and gives it there.
    fn answer(&self, title: &str, give: impl Fn()) {
        until(&format!("an answer to “{title}”"), || {
            self.until_window(title);
            give();
            let end = Instant::now() + SEEN_TO_STAY;
            while self.is_shown(title) {
                if Instant::now() > end {
                    return None;
                }
                std::thread::sleep(PAUSE);
            }
            Some(())
        });
    }

    fn is_shown(&self, title: &str) -> bool {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
        !found.stdout.is_empty()
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        command("TRIVET_XDOTOOL", "xdotool")
            .args(arguments)
            .env("DISPLAY", &self.display)
            .output()
            .expect("xdotool starts; ./build.sh test installs it")
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

    /// A picture of the screen, for a person to look at.
    pub fn picture(&self, file: &Path) {
        let _ = Command::new("import")
            .args(["-window", "root"])
            .arg(file)
            .env("DISPLAY", &self.display)
            .status();
    }
}

impl Drop for KeePassXc {
    fn drop(&mut self) {
        for child in self.program.iter_mut().chain([&mut self.screen]) {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A number that no other screen of these tests has or had. A server that chooses for itself takes that of one which is
/// just ending, and which then takes the new one's socket away.
fn free_display() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(":{}", 100 + std::process::id() % 2_000 * 16 + next % 16)
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
