//! What a page and a whole browser cost, for the benchmark.

use std::{collections::HashMap, fs, time::Duration};

use serde_json::json;

use super::{Session, command};
use crate::error::{Error, Result};

/// Of `/proc`: how many ticks are a second on every Linux.
const TICKS: u64 = 100;

impl Session {
    /// Chromium: begins to count what the main thread of the page at hand computes.
    ///
    /// # Errors
    ///
    /// When the browser does not count.
    pub async fn count_page_time(&self) -> Result<()> {
        let by = json!({ "timeDomain": "threadTicks" });
        command::debug(&self.client, "Performance.enable", by)
            .await
            .map(drop)
    }

    /// Chromium: how long the main thread of the page at hand has computed so far.
    ///
    /// # Errors
    ///
    /// When the browser does not say.
    pub async fn page_time(&self) -> Result<Duration> {
        let told = command::debug(&self.client, "Performance.getMetrics", json!({})).await?;
        told["metrics"]
            .as_array()
            .and_then(|metrics| metrics.iter().find(|one| one["name"] == "TaskDuration"))
            .and_then(|metric| metric["value"].as_f64())
            .map(Duration::from_secs_f64)
            .ok_or_else(|| Error::Channel(format!("no TaskDuration in {told}")))
    }

    /// How long all processes of the browser have computed so far.
    ///
    /// # Errors
    ///
    /// Where there is no `/proc`.
    pub fn browser_time(&self) -> Result<Duration> {
        let root = self
            .driver
            .browser()
            .ok_or_else(|| Error::wrong("the browser's process is not known"))?;
        let processes = processes();
        let ticks = processes
            .iter()
            .filter(|(process, _)| is_below(**process, root, &processes))
            .map(|(_, (_, ticks))| ticks)
            .sum::<u64>();
        Ok(Duration::from_millis(ticks * 1000 / TICKS))
    }
}

/// Each process, with its parent and the ticks that it has computed.
fn processes() -> HashMap<u64, (u64, u64)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name of the program may hold spaces; it is in parentheses.
            let fields: Vec<_> = stat.rsplit_once(')')?.1.split_whitespace().collect();
            let number = |index: usize| fields.get(index)?.parse::<u64>().ok();
            Some((process, (number(1)?, number(11)? + number(12)?)))
        })
        .collect()
}

fn is_below(process: u64, root: u64, processes: &HashMap<u64, (u64, u64)>) -> bool {
    let mut at = process;
    while at != root {
        match processes.get(&at) {
            Some((parent, _)) if *parent != at => at = *parent,
            _ => return false,
        }
    }
    true
}
