//! One program on its way from rustc to what a browser loads. A step is not done again for the same inputs.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

use crate::{
    assemble, binaryen,
    bindgen::{self, Kind},
    error::{Error, Result},
    files, javascript, project,
    report::{kilobytes, step},
    stamp::Stamp,
};

/// A program, and what it may weigh.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program {
    /// Its name.
    pub(crate) name: &'static str,
    /// How it is loaded.
    pub(crate) kind: Kind,
    /// How Binaryen optimises it.
    pub(crate) optimising: &'static [&'static str],
    /// What its module may weigh, gzipped, in bytes.
    pub(crate) bar: usize,
}

/// What became of a program.
#[derive(Debug)]
pub(crate) struct Made {
    /// The module, optimised.
    pub(crate) wasm: Vec<u8>,
    /// Its glue.
    pub(crate) glue: String,
    /// The same module as JavaScript, for a classic script.
    pub(crate) factory: Option<String>,
    /// What the module weighs, gzipped.
    weight: usize,
    program: Program,
}

impl Program {
    /// Binds, optimises and, for a classic script, writes it as JavaScript too.
    pub(crate) fn make(self, compiled: &Path) -> Result<Made> {
        let folder = compiled.with_file_name(format!("{}-made", self.name));
        let stamp = Stamp::of([
            &files::read(compiled)?[..],
            &files::read(&project::npm().join("package-lock.json"))?,
            self.optimising.join(" ").as_bytes(),
        ]);
        let is_fresh = stamp.is_at(&folder.join("stamp"));
        step(&format!("{}: bind and optimise", self.name), || {
            if !is_fresh {
                files::remove_folder(&folder)?;
                self.make_in(&folder, compiled)?;
                stamp.put(&folder.join("stamp"))?;
            }
            let made = self.read_from(&folder)?;
            let outcome = made.describe(is_fresh);
            Ok((made, outcome))
        })
    }

    fn make_in(self, folder: &Path, compiled: &Path) -> Result<()> {
        let bound = bindgen::bind(self.name, compiled, self.kind)?;
        let [raw, optimised, lowered, script] =
            ["bound.wasm", "optimised.wasm", "lowered.wasm", "script.js"]
                .map(|name| folder.join(name));
        files::write(&raw, bound.wasm)?;
        binaryen::optimise(self.optimising, &raw, &optimised)?;
        if self.kind == Kind::Module {
            return files::write(&glue_in(folder), bound.glue);
        }
        files::write(&glue_in(folder), assemble::glue(&bound.glue)?)?;
        binaryen::to_javascript(&optimised, &lowered, &script)?;
        files::write(
            &factory_in(folder),
            javascript::factory(&files::read_text(&script)?, bindgen::IMPORTS, &bound.wide)?,
        )
    }

    fn read_from(self, folder: &Path) -> Result<Made> {
        let wasm = files::read(&folder.join("optimised.wasm"))?;
        let factory = match self.kind {
            Kind::Classic => Some(files::read_text(&factory_in(folder))?),
            Kind::Module => None,
        };
        Ok(Made {
            weight: gzipped(&wasm),
            glue: files::read_text(&glue_in(folder))?,
            wasm,
            factory,
            program: self,
        })
    }
}

impl Made {
    /// Whether it may go where it goes.
    pub(crate) fn weigh(&self) -> Result<()> {
        let Program { name, bar, .. } = self.program;
        if self.weight <= bar {
            return Ok(());
        }
        Err(Error::Heavy {
            program: name.to_owned(),
            size: self.weight,
            bar,
        })
    }

    fn describe(&self, is_fresh: bool) -> String {
        let wasm = format!(
            "wasm {}, gzipped {} of {}",
            kilobytes(self.wasm.len()),
            kilobytes(self.weight),
            kilobytes(self.program.bar)
        );
        let script = self.factory.as_ref().map(|code| {
            let weight = gzipped(code.as_bytes());
            format!(
                "; as JavaScript {}, gzipped {}",
                kilobytes(code.len()),
                kilobytes(weight)
            )
        });
        let fresh = if is_fresh { " (unchanged)" } else { "" };
        format!("{wasm}{}{fresh}", script.unwrap_or_default())
    }
}

fn glue_in(folder: &Path) -> PathBuf {
    folder.join("glue.js")
}

fn factory_in(folder: &Path) -> PathBuf {
    folder.join("factory.js")
}

/// What something weighs gzipped, in bytes.
fn gzipped(bytes: &[u8]) -> usize {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = gzip.write_all(bytes);
    gzip.finish().map_or(0, |packed| packed.len())
}
