//! One browser with the extension in it, in a profile of its own.

mod actions;
mod capabilities;
mod channel;
mod command;
mod driver;
mod ends;
mod hands;
mod home;
mod inside;
mod install;
mod logins;
mod managed;
mod measure;
mod organization;
mod places;
mod question;
mod renew;
mod requests;
mod toolbar;
mod windows;

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    elements::{Element, ElementRef},
    wd::{Capabilities, WindowHandle},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    effort::Effort,
    error::{At, Doing, Error, Result},
    programs,
    pseudo::Pseudo,
    wait::{Look, SOON, until},
};
use channel::Channel;
use driver::Driver;
pub use logins::Login;
use managed::Managed;
pub(crate) use managed::copy_folder;
pub use requests::Request;
pub(crate) use toolbar::gecko_id;

/// The console's window.
const SIZE: (u32, u32) = (1280, 900);

/// Notes every shadow root in the moment in which it is attached.
const KEEP_ROOTS: &str = r#"() => {
    const roots = new WeakMap();
    const attach = Element.prototype.attachShadow;
    Object.defineProperty(window, Symbol.for("closed roots"), { value: roots });
    Element.prototype.attachShadow = function (...how) {
        const root = attach.apply(this, how);
        roots.set(this, root);
        return root;
    };
}"#;

/// A browser that the extension is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, and with it Chrome and Edge.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The name, as in `dist/` and in the names of tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }
}

/// How a browser is opened.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // each a switch of its own
pub struct SessionOptions {
    /// The folder of the extension; none for a browser without it.
    pub extension: Option<PathBuf>,
    /// Folders of other extensions in the same browser.
    pub others: Vec<PathBuf>,
    /// Without a window on the screen.
    pub headless: bool,
    /// The X screen on which Chromium is drawn, as `DISPLAY` calls it; the browser's own questions can be answered there.
    pub display: Option<String>,
    /// Programs that the extension may speak with are looked for in [`Session::home`].
    pub has_home: bool,
    /// The extension is a copy of its own, which can become another version: see [`Session::update_to`].
    pub has_own_copy: bool,
    /// What else Chromium is started with.
    pub arguments: Vec<String>,
    /// The person prefers dark colours.
    pub dark: bool,
    /// Where downloads go; none for a folder that ends with the session.
    pub downloads: Option<PathBuf>,
    /// What the organisation has set for the extension.
    pub policy: Option<Value>,
    /// The file of policies that an organization's administrator put on the computer: see [`crate::Rollout`].
    pub organization: Option<PathBuf>,
    /// The extension's texts are of a language that nobody speaks.
    pub texts: Option<Pseudo>,
    /// Every request that anything in the browser makes is recorded: see [`Session::quit`].
    pub records_requests: bool,
}

impl SessionOptions {
    /// The built extension of this browser, unseen, in light colours.
    ///
    /// # Errors
    ///
    /// When the extension has not been built.
    pub fn with_trivet(browser: Browser) -> Result<Self> {
        Ok(Self {
            extension: Some(programs::extension(browser.name())?),
            ..Self::bare()
        })
    }

    /// No extension at all, in light colors, and unseen unless `TRIVET_WINDOW` is in the environment.
    #[must_use]
    pub fn bare() -> Self {
        Self {
            extension: None,
            others: Vec::new(),
            headless: std::env::var_os("TRIVET_WINDOW").is_none(),
            display: None,
            has_home: false,
            has_own_copy: false,
            arguments: Vec::new(),
            dark: false,
            downloads: None,
            policy: None,
            organization: None,
            texts: None,
            records_requests: false,
        }
    }

    /// Whether a browser with these options may play another test afterwards. Not one under a policy, which is read when the
    /// browser starts, nor one whose whole life is recorded.
    pub(crate) fn can_be_shared(&self) -> bool {
        self.policy.is_none()
            && self.organization.is_none()
            && self.downloads.is_none()
            && self.others.is_empty()
            && self.display.is_none()
            && !self.has_home
            && !self.has_own_copy
            && self.arguments.is_empty()
            && !self.records_requests
    }
}

/// An open browser. It ends when dropped.
#[derive(Debug)]
pub struct Session {
    // The order is the order in which they end: the driver's process before the folder it writes to.
    client: Client,
    driver: Driver,
    browser: Browser,
    extension: Option<PathBuf>,
    downloads: PathBuf,
    first_window: Mutex<WindowHandle>,
    keeps_roots: AtomicBool,
    /// The scripts that run before a page's own.
    preloaded: Mutex<Vec<Value>>,
    /// Firefox: the container that this test's tab is in, after the first test.
    user_context: Option<String>,
    /// Where the console of this test is.
    origin: Option<String>,
    is_marked: AtomicBool,
    frames: Mutex<windows::Frames>,
    /// The panel of the document at hand, as it was found last.
    panel: Mutex<Option<Element>>,
    /// What was done in this browser so far.
    effort: Mutex<Effort>,
    managed: Managed,
    _policies: Option<organization::Policies>,
    folder: TempDir,
}

impl Session {
    /// Opens a browser.
    ///
    /// # Errors
    ///
    /// When the browser or its driver is missing or does not start.
    pub async fn open(browser: Browser, options: &SessionOptions) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("trivet-")
            .tempdir()
            .at(std::env::temp_dir())?;
        let downloads = options
            .downloads
            .clone()
            .unwrap_or_else(|| folder.path().join("downloads"));
        std::fs::create_dir_all(&downloads).at(&downloads)?;
        let managed = Managed::set(browser, options, folder.path())?;
        let policies = match (browser, &options.organization) {
            (Browser::Chromium, Some(file)) => {
                Some(organization::Policies::put(file, folder.path())?)
            }
            _ => None,
        };
        let mut options = SessionOptions {
            extension: managed.extension(),
            ..options.clone()
        };
        if let (Some(texts), Some(extension)) = (options.texts, &options.extension) {
            options.extension = Some(texts.copy(extension, folder.path())?);
        }
        if let (true, Some(extension)) = (options.has_own_copy, &options.extension) {
            let copy = folder.path().join("extension-of-its-own");
            copy_folder(extension, &copy)?;
            options.extension = Some(copy);
        }
        let mut home = None;
        if options.has_home {
            home = Some(home::make(browser, folder.path())?);
        }
        let options = &options;
        let (mut driver, wanted) = start(
            browser,
            options,
            folder.path(),
            &downloads,
            home.as_deref()
                .map(|home| ("HOME", home))
                .or(managed.environment()),
        )?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&driver.address())
            .await
            .map_err(|source| Error::Session {
                browser: browser.name(),
                source: Box::new(source),
                log: driver.last_words(),
            })?;
        driver.owns(process_of_browser(&client));
        for extension in options.extension.iter().chain(&options.others) {
            match browser {
                Browser::Chromium => install::load_unpacked(&client, extension).await?,
                Browser::Firefox => command::install(&client, extension).await?,
            }
        }
        // Told to the window and not to the browser, which would give every window this size.
        client
            .set_window_size(SIZE.0, SIZE.1)
            .await
            .doing("sizing the window")?;
        let first_window = client.window().await.doing("asking for the window")?;
        if browser == Browser::Firefox && options.records_requests {
            requests::record_in_firefox(&client).await?;
        }
        let session = Self {
            client,
            driver,
            browser,
            extension: options.extension.clone(),
            downloads,
            first_window: Mutex::new(first_window),
            keeps_roots: AtomicBool::new(false),
            preloaded: Mutex::default(),
            user_context: None,
            origin: None,
            is_marked: AtomicBool::new(false),
            frames: Mutex::default(),
            panel: Mutex::default(),
            effort: Mutex::default(),
            managed,
            _policies: policies,
            folder,
        };
        session.close_welcome().await?;
        if browser == Browser::Chromium && options.policy.is_some() {
            session.until_policy_is_known().await?;
        }
        Ok(session)
    }

    /// Chromium brings the policy to an extension that is loaded a while later; a person's browser had it before the test.
    async fn until_policy_is_known(&self) -> Result<()> {
        const KNOWN: &str =
            "chrome.storage.managed.get(null).then((all) => String(Object.keys(all).length > 0))";
        self.go_to_extension("vault.html").await?;
        until("the policy to be known", SOON, async || {
            let is_known = self.evaluate(KNOWN).await? == "true";
            Ok(Look::when(is_known, || "none is".to_owned()))
        })
        .await?;
        self.go("about:blank").await
    }

    /// Sets another policy, which Chromium notices within seconds.
    ///
    /// # Errors
    ///
    /// When there was none before, or the file cannot be written.
    pub fn change_policy(&self, policy: &Value) -> Result<()> {
        self.managed.change(policy)
    }

    /// Goes to a page of the extension, in Chromium.
    ///
    /// # Errors
    ///
    /// When the browser does not go there.
    pub async fn go_to_extension(&self, page: &str) -> Result<()> {
        let Some(extension) = &self.extension else {
            return Ok(());
        };
        let id = toolbar::chromium_id(&self.client, extension).await?;
        self.go(&format!("chrome-extension://{id}/{page}")).await
    }

    pub(crate) fn known_panel(&self) -> MutexGuard<'_, Option<Element>> {
        self.panel.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The number of the browser's first process.
    #[must_use]
    pub fn process(&self) -> Option<u64> {
        self.driver.browser()
    }

    /// Which browser it is.
    #[must_use]
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// The home folder of the person, where the browser looks for programs outside of it.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        // What is put there stays there.
        self.mark();
        self.folder.path().join("home")
    }

    /// Everything that the session leaves on the disk: the profile, the downloads, what the browser printed.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The last lines that the driver and the browser printed, the consoles of the pages among them.
    #[must_use]
    pub fn log(&self) -> String {
        self.driver.last_words()
    }

    /// The driver's client, for what is not here.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Where the browser saves what it downloads.
    #[must_use]
    pub fn downloads(&self) -> &Path {
        &self.downloads
    }

    /// Goes to an address.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.leave_frames();
        self.client
            .goto(address)
            .await
            .doing(format!("going to {address}"))
    }

    /// Keeps the shadow roots of the documents that come from now on where the eye finds them.
    ///
    /// A closed root is given to whoever attaches it, and to nobody afterwards. So the driver runs a script before the first
    /// of the page's own; the page knows nothing of it, and an extension's scripts are out of its reach.
    ///
    /// # Errors
    ///
    /// When the driver cannot.
    pub async fn keep_shadow_roots(&self) -> Result<()> {
        if self.keeps_roots.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        self.run_before_pages(KEEP_ROOTS).await
    }

    /// Runs a function in the world of every page that comes from now on, before the first script of its own.
    ///
    /// # Errors
    ///
    /// When the driver cannot.
    pub async fn run_before_pages(&self, function: &str) -> Result<()> {
        let mut channel = Channel::open(&self.client).await?;
        let script = json!({ "functionDeclaration": function });
        let mut added = channel.command("script.addPreloadScript", script).await?;
        self.preloaded().push(added["script"].take());
        channel.close().await
    }

    fn preloaded(&self) -> MutexGuard<'_, Vec<Value>> {
        self.preloaded
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Says at which address this test's console is, so that what its pages leave is cleared afterwards.
    pub fn visits(&mut self, address: &str) {
        self.origin = origin_of(address);
    }

    /// Runs a script in the page at hand: for looking, never for doing what a person would do.
    ///
    /// # Errors
    ///
    /// When the script throws.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.client
            .execute(script, arguments)
            .await
            .doing("running a script")
    }

    /// The first element for a selector, in the document at hand.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn find(&self, css: &str) -> Result<Element> {
        self.client
            .find(Locator::Css(css))
            .await
            .doing(format!("finding {css}"))
    }

    /// All elements for a selector, in the document at hand.
    ///
    /// # Errors
    ///
    /// When the browser cannot look.
    pub async fn find_all(&self, css: &str) -> Result<Vec<Element>> {
        self.client
            .find_all(Locator::Css(css))
            .await
            .doing(format!("finding {css}"))
    }

    /// The element that a script answered with.
    #[must_use]
    pub fn element(&self, answer: &Value) -> Option<Element> {
        element(&self.client, answer)
    }

    /// Presses the extension's button in the browser's toolbar, with the tab at hand in front.
    ///
    /// # Errors
    ///
    /// When there is no extension, or the browser does not let its button be pressed.
    pub async fn press_toolbar_button(&self) -> Result<()> {
        let extension = self
            .extension
            .as_deref()
            .ok_or_else(|| Error::wrong("this browser was opened without an extension"))?;
        match self.browser {
            Browser::Chromium => toolbar::press_in_chromium(&self.client, extension).await,
            Browser::Firefox => toolbar::press_in_firefox(&self.client, extension).await,
        }
    }

    /// A picture of what the window at hand shows, as PNG.
    ///
    /// # Errors
    ///
    /// When the browser cannot.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        self.client.screenshot().await.doing("taking a picture")
    }
}

/// The element that a script answered with.
fn element(client: &Client, answer: &Value) -> Option<Element> {
    let id = answer.as_object()?.values().next()?.as_str()?;
    let reference = ElementRef::from(id.to_owned());
    Some(Element::from_element_id(client.clone(), reference))
}

/// The browser's driver, and what it is asked for.
fn start(
    browser: Browser,
    options: &SessionOptions,
    folder: &Path,
    downloads: &Path,
    environment: Option<(&str, &Path)>,
) -> Result<(Driver, Capabilities)> {
    match browser {
        Browser::Chromium => {
            let driver = programs::chromedriver()?;
            let binary = programs::chromium()?;
            Ok((
                Driver::start(&driver, &["--enable-chrome-logs"], folder, None)?,
                capabilities::chromium(&binary, folder, downloads, options),
            ))
        }
        Browser::Firefox => {
            let driver = programs::geckodriver()?;
            let mut binary = programs::firefox()?;
            if let Some(file) = &options.organization {
                binary = organization::firefox(&binary, file, folder)?;
            }
            let arguments = ["--websocket-port=0", "--allow-system-access"];
            // Where the requests are recorded the profile is here; else the driver makes one.
            let profile = folder.join("profile");
            std::fs::create_dir_all(&profile).at(&profile)?;
            Ok((
                Driver::start(&driver, &arguments, folder, environment)?,
                capabilities::firefox(&binary, folder, downloads, options),
            ))
        }
    }
}

fn origin_of(address: &str) -> Option<String> {
    let address = url::Url::parse(address).ok()?;
    Some(address.origin().ascii_serialization())
}

fn process_of_browser(client: &Client) -> Option<u64> {
    let capabilities = client.session_creation_response()?.capabilities()?;
    ["goog:processID", "moz:processID"]
        .into_iter()
        .find_map(|key| capabilities.get(key)?.as_u64())
}
