//! The memory of a browser's processes, byte by byte, as another program of the same person could read it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use super::Sentinel;
use crate::{
    error::{At, Error, Result},
    session::{Browser, Session},
};

/// So much is read at a time.
const STEP: usize = 1 << 20;
/// So much of the last piece is looked at again, for what lies across the two.
const OVERLAP: usize = 64;

/// Firefox: what each of its processes is for, by its number.
const PURPOSES: &str = "return ChromeUtils.requestProcInfo().then(({ children }) => \
    Object.fromEntries(children.map(({ pid, type }) => [String(pid), type])))";

impl Sentinel {
    /// What of them is in the memory of each of the browser's processes, by what the process is for: `browser`, `extension`,
    /// `page`, or what else the browser calls it.
    ///
    /// # Errors
    ///
    /// When the system does not let this program read it.
    pub async fn found_in_processes(
        &self,
        session: &Session,
    ) -> Result<BTreeMap<String, BTreeSet<&str>>> {
        let first = session
            .process()
            .ok_or_else(|| Error::wrong("the driver does not tell the browser's process"))?;
        let purposes = match session.browser() {
            Browser::Chromium => serde_json::Value::Null,
            Browser::Firefox => session.chrome_script(PURPOSES, Vec::new()).await?,
        };
        let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for process in family(first)? {
            let purpose = match session.browser() {
                _ if process == first => "browser".to_owned(),
                Browser::Chromium => purpose_in_chromium(process),
                Browser::Firefox => purposes[process.to_string()]
                    .as_str()
                    .map_or_else(|| "other".to_owned(), in_firefox),
            };
            found
                .entry(purpose)
                .or_default()
                .extend(self.found_in_process(process)?);
        }
        Ok(found)
    }

    fn found_in_process(&self, process: u64) -> Result<BTreeSet<&str>> {
        let mut found = BTreeSet::new();
        let folder = Path::new("/proc").join(process.to_string());
        // One that has ended meanwhile has no memory.
        let Ok(maps) = std::fs::read_to_string(folder.join("maps")) else {
            return Ok(found);
        };
        let memory = folder.join("mem");
        let memory = File::open(&memory).at(&memory)?;
        let mut bytes = vec![0; STEP + OVERLAP];
        for (mut from, to) in maps.lines().filter_map(written) {
            let mut kept = 0;
            while from < to {
                let most = usize::try_from(to - from).unwrap_or(STEP).min(STEP);
                // Some pages of a mapping cannot be read by anyone.
                let Ok(read @ 1..) = memory.read_at(&mut bytes[kept..kept + most], from) else {
                    break;
                };
                found.extend(self.found_in(&bytes[..kept + read]));
                let end = kept + read;
                kept = end.min(OVERLAP);
                bytes.copy_within(end - kept..end, 0);
                from += read as u64;
            }
        }
        Ok(found)
    }
}

/// Where a mapping lies that a program can have written to.
fn written(line: &str) -> Option<(u64, u64)> {
    let mut parts = line.split_ascii_whitespace();
    let (place, rights) = (parts.next()?, parts.next()?);
    let (from, to) = place.split_once('-')?;
    let place = (
        u64::from_str_radix(from, 16).ok()?,
        u64::from_str_radix(to, 16).ok()?,
    );
    rights.starts_with("rw").then_some(place)
}

/// The process and all that it started.
fn family(first: u64) -> Result<Vec<u64>> {
    let folder = PathBuf::from("/proc");
    let mut parents = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).at(&folder)? {
        let name = entry.at(&folder)?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse::<u64>().ok()) else {
            continue;
        };
        // “PID (NAME) STATE PARENT …”; the name may hold anything.
        let stat = std::fs::read_to_string(folder.join(&name).join("stat")).unwrap_or_default();
        let parent = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_ascii_whitespace().nth(1)?.parse::<u64>().ok());
        if let Some(parent) = parent {
            parents.insert(process, parent);
        }
    }
    let is_of_it = |process: &u64| {
        std::iter::successors(Some(*process), |one| parents.get(one).copied())
            .any(|one| one == first)
    };
    Ok(parents.keys().copied().filter(is_of_it).collect())
}

fn purpose_in_chromium(process: u64) -> String {
    let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
    let line = String::from_utf8_lossy(&line);
    let has = |argument: &str| line.split(['\0', ' ']).any(|one| one == argument);
    let kind = line
        .split(['\0', ' '])
        .find_map(|one| one.strip_prefix("--type="))
        .unwrap_or("browser");
    match kind {
        "renderer" if has("--extension-process") => "extension".to_owned(),
        "renderer" => "page".to_owned(),
        kind => kind.to_owned(),
    }
}

fn in_firefox(kind: &str) -> String {
    match kind {
        "web" | "webIsolated" | "withCoopCoep" | "webServiceWorker" => "page".to_owned(),
        kind => kind.to_owned(),
    }
}
