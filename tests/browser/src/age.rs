//! Keys of age, and opening what was sealed to them, with age's own program.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    error::{At, Error, Result},
    programs,
};

/// A key pair in a file.
#[derive(Debug)]
pub struct Identity {
    /// Where the private key is.
    pub file: PathBuf,
    /// The public key, `age1…`.
    pub public: String,
}

impl Identity {
    /// Makes one in a folder.
    ///
    /// # Errors
    ///
    /// When age is missing.
    pub fn make_in(folder: &Path) -> Result<Self> {
        let made = run(&programs::age()?.with_file_name("age-keygen"), &[])?;
        Self::of(&String::from_utf8_lossy(&made), folder)
    }

    /// One as `age-keygen` prints it, put into a folder.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn of(text: &str, folder: &Path) -> Result<Self> {
        let file = folder.join("identity");
        std::fs::write(&file, text).at(&file)?;
        let mut lines = text.lines();
        let public = lines.find_map(|line| line.strip_prefix("# public key: "));
        Ok(Self {
            file,
            public: public.unwrap_or_default().to_owned(),
        })
    }

    /// What is in a file that was sealed to this key.
    ///
    /// # Errors
    ///
    /// When age does not open it.
    pub fn open(&self, sealed: &Path) -> Result<String> {
        let arguments = [Path::new("-d"), Path::new("-i"), &self.file, sealed];
        let opened = run(&programs::age()?, &arguments)?;
        String::from_utf8(opened).map_err(|error| Error::wrong(error.to_string()))
    }
}

fn run(program: &Path, arguments: &[&Path]) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Start {
        program: program.display().to_string(),
        reason,
    };
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}
