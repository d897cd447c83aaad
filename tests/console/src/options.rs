//! How one page of the console is to look and behave: carried in the address, so that it survives a reload.

use std::fmt::Write as _;

/// The made-up host of [`Options::default`]: an account with a random name on the us-5 instance.
pub const HOST: &str = "acme7f3k.us-5.evergage.com";

/// The made-up host of a page of Marketing Cloud Engagement around the console.
pub const AROUND: &str = "mc.s50.exacttarget.com";

/// The technology a page is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Skin {
    /// HTML's own controls: labels, check boxes, `<select multiple>`, read-only inputs, `<dialog>` opened by `showModal()`.
    #[default]
    Native,
    /// An old widget toolkit: tables, drawn check boxes with ARIA states, captions in neighbouring cells.
    Aria,
    /// A React application with controlled inputs, react-select and react-modal.
    React,
    /// What Google Web Toolkit renders: nested tables, push buttons that fire clicks of their own, dialog boxes.
    Gwt,
    /// What Ext JS renders: a transparent box over a drawn one, anchors with the role of a button, chips, windows over a mask.
    Ext,
    /// Kendo UI for jQuery: its own multi-select, windows, dialogs and check boxes, and view models.
    Kendo,
    /// Blocks, texts and line breaks: captions before their boxes, everything in one element, parts of the page for dialogs.
    Plain,
    /// Lightning Web Components with native shadow DOM: a shadow root in every component, all open.
    Lightning,
    /// The same with closed shadow roots.
    LightningClosed,
    /// An old console of frames: the menu in the page, each screen in a frame, the dialog written into a frame in that frame.
    Framed,
    /// A front end that builds every element anew several times a second, between press and release too; the dialog slides in,
    /// and the secret comes two seconds after it.
    Restless,
    /// Drawn from lots, by a number in the address: the kinds of controls, their order, what is around them, where in the page
    /// they are, what comes late, and what looks like them and is not.
    Varied,
    /// Pages of a server: forms that it is sent, two lists with buttons between them, no library.
    Server,
    /// Select2 on jQuery UI: its dialog, check boxes and buttons.
    Select2,
    /// Chosen on Bootstrap 3: its modal, forms and buttons.
    Chosen,
    /// `AngularJS` with ui-select, and the modal of UI Bootstrap.
    AngularJs,
    /// Vaadin's web components: combo box of many, check boxes, dialog, grid.
    Vaadin,
    /// Salesforce's own base components for Lightning: dual list box, inputs, modal.
    Dual,
}

impl Skin {
    /// Every skin, in the order they are documented.
    pub const ALL: &[Self] = &[
        Self::Native, //
        Self::Aria,
        Self::React,
        Self::Gwt,
        Self::Ext,
        Self::Kendo,
        Self::Plain,
        Self::Lightning,
        Self::LightningClosed,
        Self::Framed,
        Self::Restless,
        Self::Varied,
        Self::Server,
        Self::Select2,
        Self::Chosen,
        Self::AngularJs,
        Self::Vaadin,
        Self::Dual,
    ];

    /// Those that play the whole job in brief, once, and are read natively: what tells them apart is how a library draws.
    pub const LIBRARIES: &[Self] = &[
        Self::Server, //
        Self::Select2,
        Self::Chosen,
        Self::AngularJs,
        Self::Vaadin,
        Self::Dual,
    ];

    /// The name in the address and of the folder under `skins/`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Aria => "aria",
            Self::React => "react",
            Self::Gwt => "gwt",
            Self::Ext => "ext",
            Self::Kendo => "kendo",
            Self::Plain => "plain",
            Self::Lightning => "lightning",
            Self::LightningClosed => "lightning-closed",
            Self::Framed => "framed",
            Self::Restless => "restless",
            Self::Varied => "varied",
            Self::Server => "server",
            Self::Select2 => "select2",
            Self::Chosen => "chosen",
            Self::AngularJs => "angularjs",
            Self::Vaadin => "vaadin",
            Self::Dual => "dual",
        }
    }

    /// The skin of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|skin| skin.name() == name)
    }
}

/// How many dialogs show the values; the public documents leave it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialogs {
    /// "Download API Key Credentials" alone.
    #[default]
    One,
    /// "API Token Created" with the values and an OK button first, then "Download API Key Credentials".
    Two,
}

/// What the form's dataset restriction holds when the form opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Datasets {
    /// Nothing, as documented.
    #[default]
    Empty,
    /// One dataset, as if somebody had picked it.
    Preset,
}

/// The screen shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Ordinary content; its table keeps growing.
    #[default]
    Dashboard,
    /// Security, API Tokens: the list.
    Tokens,
    /// Security, API Tokens, with the form of a new token open.
    CreateToken,
    /// Security, Manage SFTP Configuration: a look-alike.
    Sftp,
    /// Security, Manage Users: a look-alike.
    Users,
}

impl Screen {
    /// The name in the address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Tokens => "tokens",
            Self::CreateToken => "create",
            Self::Sftp => "sftp",
            Self::Users => "users",
        }
    }
}

/// Which names the page gives to what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Wording {
    /// As documented; "API Key Secret" for the secret.
    #[default]
    KeySecret,
    /// "API Secret Key" for the secret, as documented elsewhere.
    SecretKey,
    /// `native` only: "Allow API calls" for "Can access API", a name that no document has.
    Renamed,
}

/// How the `native` skin opens its dialogs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DialogLayer {
    /// `showModal()`: in the browser's top layer, the rest of the page inert.
    #[default]
    Top,
    /// A positioned `<div role="dialog">` over a backdrop.
    Page,
    /// A `<div role="dialog">` that fills the window and is its own backdrop, with a card in it.
    Cover,
}

/// Into what the browser translates the page: a moment late, and the application knows nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Translation {
    /// Nothing.
    #[default]
    None,
    /// German.
    German,
    /// Spanish.
    Spanish,
    /// French, as some service words it: the product knows no French.
    French,
}

impl Translation {
    /// Each, with the name of its language in the address.
    pub const ALL: [(Self, &str); 3] = [
        (Self::German, "de"),
        (Self::Spanish, "es"),
        (Self::French, "fr"),
    ];

    /// The console's words and what they become, as a JSON object.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::None => "{}",
            Self::German => include_str!("../shared/words/de.json"),
            Self::Spanish => include_str!("../shared/words/es.json"),
            Self::French => include_str!("../shared/words/fr.json"),
        }
    }
}

/// On what else than a click the OK of the `native` skin's form submits, as front ends do that must seem fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acts {
    /// Nothing else: the form's own submit event.
    #[default]
    OnSubmit,
    /// When the pointer goes down.
    OnPointerDown,
    /// When the mouse button goes down.
    OnMouseDown,
    /// When the pointer goes up, wherever it went down.
    OnPointerUp,
    /// When the mouse button goes up, wherever it went down.
    OnMouseUp,
    /// When a finger is lifted.
    OnTouchEnd,
    /// When Enter goes down.
    OnKeyDown,
}

impl Acts {
    /// The event's name, in the address, too.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnSubmit => "submit",
            Self::OnPointerDown => "pointerdown",
            Self::OnMouseDown => "mousedown",
            Self::OnPointerUp => "pointerup",
            Self::OnMouseUp => "mouseup",
            Self::OnTouchEnd => "touchend",
            Self::OnKeyDown => "keydown",
        }
    }
}

/// What the application is wrapped in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Embedding {
    /// Nothing: straight in the top document.
    #[default]
    None,
    /// A same-origin frame. A strict policy forbids it (but for `framed`), and the frame stays blank.
    Frame,
    /// An open shadow root; `native` only.
    OpenShadow,
    /// A closed shadow root; `native` only.
    ClosedShadow,
    /// A frame in a page of another site, below that site's own bar.
    OtherSite,
    /// Two deep in frames of other sites, sandboxed with scripts and its own origin.
    Sandboxed,
    /// A frame in a page of another site, beside the console of another account.
    Beside,
}

impl Embedding {
    /// The name in the address of a page of another site around the console.
    pub(crate) const fn around(self) -> Option<&'static str> {
        match self {
            Self::OtherSite => Some("site"),
            Self::Sandboxed => Some("sandboxed"),
            Self::Beside => Some("beside"),
            Self::None | Self::Frame | Self::OpenShadow | Self::ClosedShadow => None,
        }
    }

    /// In how many frames of other sites the console is.
    #[must_use]
    pub const fn depth(self) -> usize {
        match self {
            Self::Sandboxed => 2,
            Self::OtherSite | Self::Beside => 1,
            Self::None | Self::Frame | Self::OpenShadow | Self::ClosedShadow => 0,
        }
    }
}

/// How one page is to look and behave.
#[allow(clippy::struct_excessive_bools)] // each is a thing of its own that a page does or does not
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The host in the address; the browser must be told to resolve it to 127.0.0.1.
    pub host: String,
    /// The technology.
    pub skin: Skin,
    /// The screen shown first.
    pub screen: Screen,
    /// One dialog with the values, or two.
    pub dialogs: Dialogs,
    /// What the dataset restriction of a new token holds at the start.
    pub datasets: Datasets,
    /// What things are called.
    pub wording: Wording,
    /// The form has four more permission boxes, two of them ticked at the start.
    pub extra_permissions: bool,
    /// "Is enabled" is ticked at the start (which the documents leave open).
    pub starts_enabled: bool,
    /// The page comes with a Content-Security-Policy which allows nothing inline.
    pub strict_csp: bool,
    /// The secret appears in the dialog only after so many milliseconds.
    pub late_secret: u32,
    /// The open form is thrown away and drawn again, with its state, every so many milliseconds; 0 is never.
    pub redraw: u32,
    /// `varied` only: the number of the draw.
    pub seed: u32,
    /// Into what the browser translates the page.
    pub translation: Translation,
    /// `native` only: how dialogs are opened.
    pub layer: DialogLayer,
    /// What the application is wrapped in.
    pub embedding: Embedding,
    /// `native` only: on what OK submits, too.
    pub acts: Acts,
    /// `native` only: OK has an access key (o) and a label of its own ("Make this token"); Control and Enter submit from
    /// anywhere in the form, and Enter does where nothing has the focus.
    pub shortcuts: bool,
    /// `native` only: when the mouse goes down on OK, the page itself flips "Can send events".
    pub spoils: bool,
    /// `native` only: so many milliseconds after a box was changed the page submits the form by itself; 0 is never.
    pub alone: u32,
    /// `native` only: the form goes to the server by itself, and the answer is a new page with the dialog.
    pub posts: bool,
    /// `native` only: a click beside a dialog closes it.
    pub click_beside: bool,
    /// `native` only: so many milliseconds after a dialog with values opened the server has it taken away; 0 is never.
    pub withdraws: u32,
    /// `native` only: so many milliseconds after a dialog with values opened the session is over, and the page goes to the
    /// log-in; 0 is never.
    pub expires: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: HOST.to_owned(),
            skin: Skin::default(),
            screen: Screen::default(),
            dialogs: Dialogs::default(),
            datasets: Datasets::default(),
            wording: Wording::default(),
            extra_permissions: false,
            starts_enabled: false,
            strict_csp: false,
            late_secret: 0,
            redraw: 0,
            seed: 0,
            translation: Translation::default(),
            layer: DialogLayer::default(),
            embedding: Embedding::default(),
            acts: Acts::default(),
            shortcuts: false,
            spoils: false,
            posts: false,
            alone: 0,
            click_beside: false,
            withdraws: 0,
            expires: 0,
        }
    }
}

impl Options {
    /// The query these options are written as; what is at its default is left out.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = format!("skin={}", self.skin.name());
        let words = [
            (
                self.screen != Screen::Dashboard,
                "screen",
                self.screen.name(),
            ),
            (self.dialogs == Dialogs::Two, "dialogs", "two"),
            (self.datasets == Datasets::Preset, "datasets", "preset"),
            (self.wording == Wording::SecretKey, "wording", "secret-key"),
            (self.wording == Wording::Renamed, "wording", "renamed"),
            (self.extra_permissions, "extra", "1"),
            (self.starts_enabled, "enabled", "1"),
            (self.strict_csp, "csp", "strict"),
            (self.layer == DialogLayer::Page, "layer", "page"),
            (self.layer == DialogLayer::Cover, "layer", "cover"),
            (self.embedding == Embedding::Frame, "framed", "1"),
            (self.embedding == Embedding::OpenShadow, "shadow", "open"),
            (
                self.embedding == Embedding::ClosedShadow,
                "shadow",
                "closed",
            ),
        ];
        let tongues =
            Translation::ALL.map(|(one, name)| (self.translation == one, "translate", name));
        let more = [
            (self.acts != Acts::OnSubmit, "acts", self.acts.name()),
            (self.shortcuts, "shortcuts", "1"),
            (self.spoils, "spoils", "1"),
            (self.posts, "posts", "1"),
            (self.click_beside, "beside", "1"),
        ];
        let words = words.into_iter().chain(tongues).chain(more);
        for (_, key, word) in words.filter(|(set, ..)| *set) {
            // Writing to a String cannot fail.
            let _ = write!(query, "&{key}={word}");
        }
        if let Some(around) = self.embedding.around() {
            let _ = write!(query, "&around={around}");
        }
        let numbers = [
            ("late", self.late_secret),
            ("redraw", self.redraw),
            ("alone", self.alone),
            ("withdraws", self.withdraws),
            ("expires", self.expires),
            ("seed", self.seed),
        ];
        for (key, number) in numbers.into_iter().filter(|(_, number)| *number > 0) {
            let _ = write!(query, "&{key}={number}");
        }
        query
    }
}
