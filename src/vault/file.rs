//! Into a file: written in memory, opened again there, and saved by the browser.

use super::destination::Destination;
use super::message::Message;
use super::password::{self, Choice as PasswordChoice};
use super::problem::Problem;
use super::saved::Saved;
use super::session::Session;
use super::stage::{Event, Stage};
use super::{disk, download, file_name, paint, passphrase, recipients};
use std::rc::Rc;
use trivet_formats::{Choice, Consent, Password, Prepared, SystemRng};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The most that is read of a file of public keys, in bytes.
const MOST_KEYS: f64 = 65_536.0;

impl Session {
    /// Makes a passphrase and shows it to be written down.
    pub async fn make_passphrase(self: Rc<Self>) {
        if let Err(problem) = self.try_to_make_passphrase().await {
            self.fail(&problem);
        }
    }

    async fn try_to_make_passphrase(&self) -> Result<(), Problem> {
        let made = passphrase::make().await?;
        let title = self.held.borrow().item.as_ref().map(|item| item.title());
        if let (Stage::Ready, Some(title)) = (self.stage(), title) {
            self.page.hide_problem();
            self.page.show_paper_title(&title);
            self.page
                .show_passphrase(Some((&made.words, made.entropy)), self.minimum());
            self.held.borrow_mut().passphrase = Some(made.words);
        }
        Ok(())
    }

    /// Shows what is typed, or hides it again.
    pub fn turn_password(&self) {
        self.page.show_password(!self.page.is_password_shown());
    }

    /// Goes back to a password of the admin's own.
    pub fn use_own_password(&self) {
        self.held.borrow_mut().passphrase = None;
        self.page.hide_problem();
        self.page.show_passphrase(None, self.minimum());
    }

    /// Writes the file, opens it again, saves it: where the admin says in the browser's dialog, or among the downloads.
    pub(crate) async fn write_file(&self, choice: Choice, asks: bool) -> Result<(), Problem> {
        let item = self.held.borrow().item.clone();
        let (Stage::Ready, Some(item)) = (self.stage(), item) else {
            return Ok(());
        };
        choice.check(&item).map_err(Problem::FormatRefuses)?;
        let Some(prepared) = self.prepare(choice)? else {
            // Nothing was typed: a good password need not be thought of.
            self.try_to_make_passphrase().await?;
            self.page.show_notice(Message::PassphraseMade);
            return Ok(());
        };
        let mut handle = None;
        if asks {
            self.advance(Event::AskPlace);
            let name = file_name::safe(&choice.file_name(&item.details));
            handle = Some(disk::ask(&name).await?);
        }
        self.advance(Event::Encrypt);
        paint::painted().await;

        let file = prepared
            .write(&item, &mut SystemRng)
            .map_err(Problem::EncryptFailed)?;
        self.advance(Event::Encrypted);
        paint::painted().await;

        prepared
            .verify(file.bytes(), &item)
            .map_err(Problem::ReopenFailed)?;
        self.advance(Event::Reopened);

        let place = match &handle {
            Some(handle) => disk::put(handle, &(&file).into()).await?,
            None => download::save(&(&file).into()).await?,
        };
        self.use_own_password(); // Takes the passphrase out of the document, and empties the fields.
        self.is_written(&place);
        self.held.borrow_mut().saved = Some(Rc::new(Saved::File {
            choice,
            file,
            prepared: Box::new(prepared),
            handle,
        }));
        self.is_saved().await;
        Ok(())
    }

    /// Says at once, and not only when a password was typed, that the format cannot hold these credentials.
    pub(crate) fn check_format(&self) {
        let item = self.held.borrow().item.clone();
        let Destination::File(choice) = self.destination.get() else {
            return;
        };
        let outcome = item.map_or(Ok(()), |item| choice.check(&item));
        if let Err(error) = outcome {
            self.page.show_problem(&Problem::FormatRefuses(error));
        }
    }

    /// The choice with what opens its file; nothing where a password is needed and none was typed at all.
    fn prepare(&self, choice: Choice) -> Result<Option<Prepared>, Problem> {
        Ok(Some(match choice {
            Choice::ByPassword(format) => match self.typed_password()? {
                Some(password) => format.lasting(self.page.lifetime()).with(password),
                None => return Ok(None),
            },
            Choice::ToRecipients(format) => {
                let organisations = self.rules.borrow().age_recipients.clone();
                let keys = recipients::all(&self.page.typed_keys(), &organisations)
                    .map_err(Problem::KeysRefused)?;
                format
                    .to(keys, &mut SystemRng)
                    .map_err(Problem::EncryptFailed)?
            }
            Choice::Plain(format) => {
                let allowed = self.rules.borrow().allow_unencrypted;
                let consent = Consent::given(allowed, self.page.is_confirmed());
                format.with(consent.map_err(Problem::NotConfirmed)?)
            }
        }))
    }

    /// The typed password, once it is what it must be; nothing where no field has any.
    fn typed_password(&self) -> Result<Option<Password>, Problem> {
        let mut typed = self.page.typed("password");
        let again = self.page.typed("password-again");
        let held = self.held.borrow();
        let choice = match &held.passphrase {
            Some(passphrase) => PasswordChoice::Made { passphrase },
            None if typed.is_empty() && again.is_empty() => return Ok(None),
            None if self.page.is_password_shown() => PasswordChoice::Seen,
            None => PasswordChoice::Own { again: &again },
        };
        password::check(&typed, choice, self.minimum())?;
        Password::new(std::mem::take(&mut *typed))
            .map(Some)
            .map_err(Problem::EncryptFailed)
    }

    /// Adds the public keys in a file to those that are typed.
    pub async fn add_keys(self: Rc<Self>, chosen: File) {
        let unreadable = || Problem::KeyFileUnreadable {
            chosen: chosen.name(),
        };
        let text = if chosen.size() > MOST_KEYS {
            Err(unreadable())
        } else {
            let text = JsFuture::from(chosen.text()).await;
            text.ok()
                .and_then(|text| text.as_string())
                .ok_or_else(unreadable)
        };
        match text {
            // A private key is not taken into the window, nor shown in it.
            Ok(text) if recipients::holds_private_key(&text) => {
                self.fail(&Problem::PrivateKey {
                    chosen: chosen.name(),
                });
            }
            Ok(text) => {
                self.page.add_keys(&text);
                self.page.hide_problem();
                self.read_keys();
            }
            Err(problem) => self.fail(&problem),
        }
    }
}
