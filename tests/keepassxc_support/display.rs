//! An X screen of its own (Xvfb), and the hands of a person who sits at it (xdotool).

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::{PAUSE, command, until, until_or};

/// A window that is still there by then was not answered.
const SEEN_TO_STAY: Duration = Duration::from_secs(3);

/// So long GTK takes to draw what a path could go on with.
const LIST_IS_DRAWN: Duration = Duration::from_millis(500);

/// A running screen. It ends when dropped.
#[derive(Debug)]
pub struct Display {
    name: String,
    server: Child,
}

impl Display {
    /// Starts one.
    pub fn start() -> Self {
        let mut server = command("TRIVET_XVFB", "Xvfb")
            .arg(free_name())
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
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Self {
            name: format!(":{}", number.trim()),
            server,
        }
    }

    /// What `DISPLAY` is for a program that is to be on it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Waits for a window by a part of its title, and turns the keyboard to it. Where it does not come, says what its program
    /// said.
    pub fn until_window(&self, title: &str, said: impl Fn() -> String) {
        let pattern = title.replace('[', "\\[").replace(']', "\\]");
        let seen = || format!("windows: {:?}; {}", self.titles(), said());
        let window = until_or(&format!("the window “{title}”"), seen, || {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", &pattern]);
            let text = String::from_utf8_lossy(&found.stdout);
            text.lines().next_back().map(str::to_owned)
        });
        until(&format!("the keyboard in “{title}”"), || {
            self.xdotool(&["windowfocus", &window]);
            let focused = self.xdotool(&["getwindowfocus"]).stdout;
            (String::from_utf8_lossy(&focused).trim() == window).then_some(())
        });
    }

    /// Answers a window until it is gone. Nobody manages the windows of this screen, and another one may take the keyboard after
    /// this one had it: a person sees that nothing came of the answer, turns to the window and gives it there.
    pub fn answer(&self, title: &str, said: impl Fn() -> String, give: impl Fn()) {
        until(&format!("an answer to “{title}”"), || {
            self.until_window(title, &said);
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

    /// Types the path of a file into a GTK dialog for saving, and saves.
    pub fn save_as(&self, title: &str, file: &Path, said: impl Fn() -> String) {
        self.answer(title, said, || {
            self.press("ctrl+a");
            self.type_text(&file.to_string_lossy());
            // Leaves the list of what the path could go on with, which is drawn a moment later.
            self.press("Return");
            std::thread::sleep(LIST_IS_DRAWN);
            if self.is_shown(title) {
                self.press("alt+s");
            }
        });
    }

    /// Whether a window with this title is on it.
    fn is_shown(&self, title: &str) -> bool {
        let found = self.xdotool(&["search", "--onlyvisible", "--name", title]);
        !found.stdout.is_empty()
    }

    /// Types into the window that has the keyboard.
    pub fn type_text(&self, text: &str) {
        let typed = self.xdotool(&["type", "--delay", "1", text]);
        assert!(typed.status.success(), "{typed:?}");
    }

    /// Presses a key, as xdotool calls it.
    pub fn press(&self, key: &str) {
        let pressed = self.xdotool(&["key", key]);
        assert!(pressed.status.success(), "{pressed:?}");
    }

    fn titles(&self) -> Vec<String> {
        let all = self.xdotool(&["search", "--onlyvisible", "--name", ""]);
        String::from_utf8_lossy(&all.stdout)
            .lines()
            .map(|window| self.xdotool(&["getwindowname", window]).stdout)
            .map(|name| String::from_utf8_lossy(&name).trim().to_owned())
            .collect()
    }

    fn xdotool(&self, arguments: &[&str]) -> Output {
        command("TRIVET_XDOTOOL", "xdotool")
            .args(arguments)
            .env("DISPLAY", &self.name)
            .output()
            .expect("xdotool starts; ./build.sh test installs it")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A number that no other screen of these tests has or had. A server that chooses for itself takes that of one which is
/// just ending, and which then takes the new one's socket away.
fn free_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!(":{}", 100 + std::process::id() % 2_000 * 16 + next % 16)
}
