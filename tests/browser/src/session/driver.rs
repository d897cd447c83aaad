//! A driver's process: started on a free port, and gone when dropped.

use std::{
    collections::VecDeque,
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read, Write as _},
    net::{Ipv4Addr, Ipv6Addr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU16, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use crate::error::{Error, Result};

/// How many of the driver's last lines are kept for an error.
const KEPT: usize = 300;

/// How long a driver may take to say where it listens.
const START: Duration = Duration::from_secs(30);

/// How long a killed browser may take to be gone.
const GONE: Duration = Duration::from_secs(3);

/// Everything that the driver and the browser printed, in the folder of the session.
pub(super) const PRINTED: &str = "printed.log";

/// The last lines a program printed.
#[derive(Debug, Clone)]
struct Log(Arc<Mutex<VecDeque<String>>>, Arc<File>);

impl Log {
    fn new(folder: &Path) -> std::io::Result<Self> {
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join(PRINTED))?;
        Ok(Self(Arc::default(), Arc::new(file)))
    }

    fn push(&self, line: String) {
        // The lines that are kept for an error do without it.
        let _ = writeln!(&*self.1, "{line}");
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().cloned().collect::<Vec<_>>().join("\n")
    }
}

/// A running driver.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    port: u16,
    log: Log,
    /// The browser it started, which outlives a killed driver.
    browser: Option<u64>,
}

impl Driver {
    /// Starts the program and waits until it says that it listens.
    pub(crate) fn start(
        program: &Path,
        arguments: &[&str],
        scratch: &Path,
        environment: Option<(&str, &Path)>,
    ) -> Result<Self> {
        let name = program.display().to_string();
        let failed = |reason: String| Error::Start {
            program: name.clone(),
            reason,
        };
        let log = Log::new(scratch).map_err(|error| failed(error.to_string()))?;
        let port = free_port().ok_or_else(|| failed("there is no free port".to_owned()))?;
        let mut child = Command::new(program)
            .arg(format!("--port={port}"))
            .args(arguments)
            .env("TMPDIR", scratch)
            .envs(environment)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let (found, port) = mpsc::channel();
        let streams: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|stream| Box::new(stream) as _),
            child.stderr.take().map(|stream| Box::new(stream) as _),
        ];
        for stream in streams.into_iter().flatten() {
            let (log, found) = (log.clone(), found.clone());
            thread::spawn(move || {
                for line in BufReader::new(stream)
                    .lines()
                    .map_while(std::io::Result::ok)
                {
                    if let Some(port) = announced_port(&line) {
                        // Nobody listens any more once the first announcement was heard.
                        let _ = found.send(port);
                    }
                    log.push(line);
                }
            });
        }
        let mut driver = Self {
            child,
            port: 0,
            log,
            browser: None,
        };
        driver.port = port
            .recv_timeout(START)
            .map_err(|_| failed(format!("it named no port\n{}", driver.log.text())))?;
        Ok(driver)
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it printed last.
    pub(crate) fn last_words(&self) -> String {
        self.log.text()
    }

    /// Drops what it printed so far; the file keeps it.
    pub(crate) fn forget_log(&self) {
        let mut lines = self.log.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.clear();
    }

    /// Whether the browser that it started has ended.
    pub(crate) fn browser_is_gone(&self) -> bool {
        self.browser.is_none_or(|browser| {
            // One that ended and that nobody asked about yet is a zombie: its command line is empty.
            let command = std::fs::read(format!("/proc/{browser}/cmdline"));
            !signal("-0", browser) || command.is_ok_and(|command| command.is_empty())
        })
    }

    /// The browser's process.
    pub(crate) fn browser(&self) -> Option<u64> {
        self.browser
    }

    /// Remembers the browser's process, so that it ends with the driver.
    pub(crate) fn owns(&mut self, browser: Option<u64>) {
        self.browser = browser;
    }
}

/// Both are killed. To be asked to end, a browser would first ask whether to leave the page, and wait for an answer. The
/// driver goes first: a browser that its driver has not waited for stays a zombie, which answers to signals.
impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended already; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Some(browser) = self.browser {
            signal("-KILL", browser);
            // Its folder can only be removed when it writes no more.
            let since = Instant::now();
            while !self.browser_is_gone() && since.elapsed() < GONE {
                thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

/// Below the ports that systems give out by themselves, so that nobody else is given one between looking and listening.
const PORTS: std::ops::Range<u16> = 12_000..32_000;

/// A port that is free at both loopback addresses. A driver that looks for one itself is content with a port that is free at
/// one of them, and then fails at the other.
fn free_port() -> Option<u16> {
    static TAKEN: AtomicU16 = AtomicU16::new(0);
    // Several test programs run side by side: each begins somewhere else.
    let begin = std::process::id().wrapping_mul(37) % u32::from(PORTS.end - PORTS.start);
    PORTS.into_iter().find_map(|_| {
        let step = u32::from(TAKEN.fetch_add(1, Ordering::Relaxed));
        let offset = (begin + step) % u32::from(PORTS.end - PORTS.start);
        let port = PORTS.start + u16::try_from(offset).ok()?;
        let is_free = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
            && TcpListener::bind((Ipv6Addr::LOCALHOST, port)).map_or_else(
                |error| error.kind() != std::io::ErrorKind::AddrInUse,
                |_| true,
            );
        is_free.then_some(port)
    })
}

/// Sends a signal to a process; true if there is such a process.
fn signal(which: &str, process: u64) -> bool {
    Command::new("kill")
        .args([which, &process.to_string()])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The port in `ChromeDriver was started successfully on port 34567.` or `Listening on 127.0.0.1:34567`.
fn announced_port(line: &str) -> Option<u16> {
    let rest = line
        .split_once("started successfully on port ")
        .or_else(|| line.split_once("Listening on 127.0.0.1:"))?
        .1;
    let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_drivers_are_understood() {
        let chromium = "ChromeDriver was started successfully on port 34567.";
        let gecko = "1795469732268\tgeckodriver\tINFO\tListening on 127.0.0.1:45678";
        assert_eq!(announced_port(chromium), Some(34567));
        assert_eq!(announced_port(gecko), Some(45678));
        assert_eq!(
            announced_port("Starting ChromeDriver 156.0 on port 0"),
            None
        );
    }
}
