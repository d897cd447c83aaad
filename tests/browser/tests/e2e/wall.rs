//! The wall between guard and vault (T8): one message from one frame of one tab, once, with a ticket. What is forged, replayed,
//! late, oversized or foreign is refused and said.
//!
//! Messages are forged from where they can be: a document of the extension's own origin, opened by hand, in which the
//! driver runs scripts. A page cannot send any.

use serde_json::{Value, json};
use trivet_browser::{
    Error, Result, Stage, WindowHandle, ensure, in_every_browser, job,
    wait::{Look, SOON, until},
};
use trivet_console::{Screen, Token};

/// The credentials dialog, with the panel offering the vault.
async fn dialog(stage: &Stage) -> Result<Token> {
    stage.open(Screen::CreateToken).await?;
    job::from_form_to_dialog(stage).await
}

/// A document of the extension's own origin, opened by hand; its scripts can do what the extension can. It opens as a vault
/// that nobody asked for, which takes nothing.
struct OwnPage<'a> {
    stage: &'a Stage,
    window: WindowHandle,
}

impl<'a> OwnPage<'a> {
    /// To be opened with the dialog on the page.
    async fn open(stage: &'a Stage) -> Result<Self> {
        let session = &stage.session;
        session.panel().press("open-vault").await?;
        let vault = session.vault().await?;
        vault.until_state("ready").await?;
        let mut address = session
            .client()
            .current_url()
            .await
            .map_err(|error| Error::wrong(error.to_string()))?;
        address.set_fragment(None);
        vault.close().await?;
        session.panel().until_notice("credentials").await?;
        Self::at(stage, address.as_str()).await
    }

    async fn at(stage: &'a Stage, address: &str) -> Result<Self> {
        let known = stage.session.windows().await?;
        let window = stage.session.open_tab().await?;
        stage.session.go(address).await?;
        let vault = stage.session.vault_beside(&known).await?;
        vault.until_error_code("link-damaged").await?;
        Ok(Self { stage, window })
    }

    async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.stage.session.to_window(self.window.clone()).await?;
        self.stage.session.script(script, arguments).await
    }

    /// In the moment in which the guard asks for the vault, opens a port to it first and says what the script does, which
    /// knows the `port`, the `ticket` and how to `connect` once more.
    async fn intrudes(&self, script: &str) -> Result<()> {
        let script = format!(
            "window.heard = []; window.ends = 0; window.ports = [];
             const listener = (message, sender) => {{
               if (message?.type !== 'open-vault') return;
               chrome.runtime.onMessage.removeListener(listener);
               const ticket = message.ticket;
               const connect = (name = 'trivet-vault') => {{
                 const port = chrome.tabs.connect(sender.tab.id, {{ frameId: sender.frameId, name }});
                 port.onMessage.addListener((said) => window.heard.push(Object.keys(said).sort().join()));
                 port.onDisconnect.addListener(() => {{ window.ends += 1; }});
                 window.ports.push(port);
                 return port;
               }};
               window.connect = connect;
               {script}
             }};
             chrome.runtime.onMessage.addListener(listener);"
        );
        self.run(&script, Vec::new()).await?;
        self.stage.session.to_first_window().await?;
        self.stage.session.panel().press("open-vault").await
    }

    /// Opens a window, as the background does.
    async fn opens(&self, address: &str) -> Result<()> {
        let script =
            "return chrome.windows.create({ url: arguments[0], type: 'popup' }).then(() => true)";
        self.run(script, vec![address.into()]).await.map(drop)
    }

    /// Waits until so many ports were cut off.
    async fn until_ended(&self, ends: u64) -> Result<()> {
        until(format!("{ends} ports to be cut off"), SOON, async || {
            let ended = self.run("return window.ends", Vec::new()).await?;
            Ok(Look::when(ended == ends, || ended.to_string()))
        })
        .await
    }

    /// What came over the ports: the names of each message's fields.
    async fn heard(&self) -> Result<Value> {
        self.run("return window.heard", Vec::new()).await
    }
}

/// The panel says what was refused, and what stands stays.
async fn says_refused(stage: &Stage, what: &str) -> Result<()> {
    stage.session.to_first_window().await?;
    until(format!("“{what}” to be said"), SOON, async || {
        let drawn = stage.session.panel().drawn().await?;
        let is_said = drawn
            .notice("refused")
            .is_some_and(|notice| notice.text.contains(what));
        Ok(Look::when(is_said, || drawn.to_string()))
    })
    .await
}

/// The vault that was asked for gets the values all the same.
async fn the_right_window_gets_them(
    stage: &Stage,
    known: &[WindowHandle],
    token: &Token,
) -> Result<()> {
    let vault = stage.session.vault_beside(known).await?;
    vault.until_state("ready").await?;
    let key_id = vault.text("key-id").await?;
    ensure!(key_id == token.key_id, "the vault has the ID {key_id}");
    vault.close().await?;
    stage.session.panel().until_notice("credentials").await?;
    Ok(())
}

const HANDOVER: &str =
    "created,datasets,host,is_package,key_id,key_secret,permissions,purpose,required";

async fn what_does_not_show_the_ticket_gets_nothing(stage: &Stage) -> Result<()> {
    let token = dialog(stage).await?;
    let own = OwnPage::open(stage).await?;
    let known = stage.session.windows().await?;
    for (script, what) in [
        (
            "connect('another');",
            "something that is not Trivet's window",
        ),
        (
            "connect().postMessage({ type: 'ready', ticket: ticket.replace(/^./, (sign) => sign === '0' ? '1' : '0') });",
            "the wrong one-time token",
        ),
        (
            "connect().postMessage({ type: 'ready', ticket, more: 1 });",
            "an unknown message",
        ),
        (
            "connect().postMessage({ type: 'ready', ticket: [ticket] });",
            "an unknown message",
        ),
        (
            "connect().postMessage({ type: 'ready', ticket: ticket.repeat(30000) });",
            "an unknown message",
        ),
        ("connect().postMessage(ticket);", "an unknown message"),
        ("connect().postMessage(null);", "an unknown message"),
        (
            "connect().postMessage({ type: 'verified', file_name: 'forged.kdbx' });",
            "an unexpected message",
        ),
    ] {
        own.intrudes(script).await?;
        own.until_ended(1).await?;
        ensure!(
            own.heard().await? == json!([]),
            "{script}: it was given something"
        );
        says_refused(stage, what).await?;
        the_right_window_gets_them(stage, &known, &token).await?;
    }
    // A new ticket, and nothing is said of what was refused before.
    let vault = job::hand_over_beside(stage, &token, &known).await?;
    stage.session.to_first_window().await?;
    let drawn = stage.session.panel().drawn().await?;
    ensure!(drawn.notice("refused").is_none(), "{drawn}");
    vault.to_front().await?;
    job::store(stage, &vault, crate::PASSWORD).await?;
    job::close(stage).await
}

async fn a_ticket_serves_once(stage: &Stage) -> Result<()> {
    dialog(stage).await?;
    let own = OwnPage::open(stage).await?;
    let known = stage.session.windows().await?;
    // It has the ticket, so it is the window: but only once, and the window that comes after it is not.
    own.intrudes("connect().postMessage({ type: 'ready', ticket }); window.ticket = ticket;")
        .await?;
    let second = stage.session.vault_beside(&known).await?;
    second.until_error_code("console-gone").await?;
    second.close().await?;
    says_refused(stage, "a window that was not requested").await?;
    for again in [
        "window.ports[0].postMessage({ type: 'ready', ticket: window.ticket })",
        "window.ports[0].postMessage({ type: 'verified', file_name: 'too-early.kdbx' })",
    ] {
        own.run(again, Vec::new()).await?;
        says_refused(stage, "an unexpected message").await?;
    }
    own.run(
        "window.ports[0].postMessage({ type: 'received' })",
        Vec::new(),
    )
    .await?;
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(6, "done").await?;
    // Oversized, and of another shape.
    let long = "window.ports[0].postMessage({ type: 'verified', file_name: 'x'.repeat(1e6) })";
    own.run(long, Vec::new()).await?;
    says_refused(stage, "an unknown message").await?;
    // The ticket in another window, and the address typed by hand.
    own.run(
        "window.connect().postMessage({ type: 'ready', ticket: window.ticket })",
        Vec::new(),
    )
    .await?;
    own.until_ended(1).await?;
    says_refused(stage, "a window that was not requested").await?;
    ensure!(own.heard().await? == json!([HANDOVER]), "handed over twice");
    stage.session.to_first_window().await?;
    let drawn = stage.session.panel().drawn().await?;
    ensure!(drawn.step(7) != "done" && drawn.shown, "{drawn}");
    // The one window may go on: what was refused did not cut it off.
    own.run(
        "window.ports[0].postMessage({ type: 'verified', file_name: 'mine.kdbx' })",
        Vec::new(),
    )
    .await?;
    stage.session.to_first_window().await?;
    stage.session.panel().until_step(7, "done").await?;
    job::close(stage).await
}

/// The vault's end: what it is sent by a frame that it asked, but that is no guard.
async fn the_vault_takes_one_handover(stage: &Stage) -> Result<()> {
    let token = dialog(stage).await?;
    let own = OwnPage::open(stage).await?;
    let first = "const whole = {
          host: 'acme.us-4.evergage.com', key_id: 'made up', key_secret: 'made up, too',
          permissions: ['Can access API'], purpose: 'made up', is_package: false, required: [],
          datasets: 'none', created: 1795468500,
        };
        const tab = await chrome.tabs.getCurrent();
        chrome.runtime.onConnect.addListener((port) => {
          for (const message of window.sent) port.postMessage({ ...whole, ...message });
        });
        const address = new URL(location.href);
        address.hash = `tab=${tab.id}&frame=0&ticket=forged`;
        return address.href";
    let address = own
        .run(&format!("return (async () => {{ {first} }})()"), Vec::new())
        .await?;
    let address = address.as_str().unwrap_or_default().to_owned();
    for (sent, is_taken) in [
        ("[{ key_secret: 'x'.repeat(1e6) }]", false),
        ("[{ key_id: 'x'.repeat(1e6) }]", false),
        ("[{ more: 1 }]", false),
        ("[{ host: 'acme.evergage.com.example' }]", false),
        ("[{ permissions: Array(1e4).fill('x') }]", false),
        ("[{ created: 'now' }]", false),
        // What comes after a wrong one is late, right or not.
        ("[{ host: 'sftp.evergage.com' }, {}]", false),
        // What comes after the first is not read.
        ("[{}, { key_id: 'another' }]", true),
    ] {
        own.run(&format!("window.sent = {sent}"), Vec::new())
            .await?;
        let known = stage.session.windows().await?;
        own.opens(&address).await?;
        let vault = stage.session.vault_beside(&known).await?;
        if is_taken {
            vault.until_state("ready").await?;
            let key_id = vault.text("key-id").await?;
            ensure!(key_id == "made up", "{sent}: {key_id}");
            vault.until_says("notice", "Trivet refused it").await?;
        } else {
            vault.until_error_code("handover-refused").await?;
            let key_id = vault.text("key-id").await?;
            ensure!(key_id.is_empty(), "{sent}: {key_id}");
        }
        vault.close().await?;
    }
    // An address that looks right, of a frame that gave out no such ticket.
    let page = own
        .run(
            "return (async () => (await chrome.tabs.query({})).find((tab) => tab.url?.includes('.evergage.com')).id)()",
            Vec::new(),
        )
        .await?;
    let (document, _) = address.split_once('#').unwrap_or_default();
    let typed = format!("{document}#tab={page}&frame=0&ticket=forged");
    let known = stage.session.windows().await?;
    own.opens(&typed).await?;
    let vault = stage.session.vault_beside(&known).await?;
    vault.until_error_code("console-gone").await?;
    vault.close().await?;
    says_refused(stage, "a window that was not requested").await?;
    job::hand_over_beside(stage, &token, &stage.session.windows().await?)
        .await
        .map(drop)
}

/// Windows are opened for content scripts alone, with a ticket that is one.
async fn the_background_opens_no_window_for_others(stage: &Stage) -> Result<()> {
    let token = dialog(stage).await?;
    let own = OwnPage::open(stage).await?;
    let known = stage.session.windows().await?;
    let script = "return (async () => {
        for (const ticket of ['forged', '', 'a&frame=7', 7, null, 'x'.repeat(129)]) {
          // Nobody answers: that it is refused is what the browser says then.
          await chrome.runtime.sendMessage({ type: 'open-vault', ticket }).catch(() => {});
        }
      })()";
    own.run(script, Vec::new()).await?;
    stage.session.to_first_window().await?;
    let vault = job::hand_over_beside(stage, &token, &known).await?;
    let opened = stage.session.windows().await?.len() - known.len();
    ensure!(opened == 1, "{opened} windows were opened");
    vault.close().await
}

/// A content script in foreign hands opens no windows without end, and writes no book at the toolbar's button.
async fn a_renderer_in_foreign_hands_is_bounded(stage: &Stage) -> Result<()> {
    const MOST: usize = 10;
    dialog(stage).await?;
    OwnPage::open(stage).await?;
    let known = stage.session.windows().await?.len();
    let ask = "chrome.tabs.query({ url: 'https://*.evergage.com/*' }).then(([tab]) => chrome.scripting.executeScript({
          target: { tabId: tab.id },
          func: async () => {
            const say = (message) => chrome.runtime.sendMessage(message).catch(() => {});
            for (let time = 0; time < 15; time += 1) await say({ type: 'open-vault', ticket: 'forged' });
            await say({ type: 'status', headline: 'x'.repeat(10_000), screen: '' });
          },
        })).then(() => '')";
    stage.session.evaluate(ask).await?;
    let title = "chrome.tabs.query({ url: 'https://*.evergage.com/*' })
        .then(([tab]) => chrome.action.getTitle({ tabId: tab.id }))";
    until("the headline", SOON, async || {
        let title = stage.session.evaluate(title).await?;
        let is_said = title.ends_with("xxx");
        ensure!(title.len() < 200, "{} characters are said", title.len());
        Ok(Look::when(is_said, || title))
    })
    .await?;
    let opened = stage.session.windows().await?.len() - known;
    ensure!(opened <= MOST, "{opened} windows were opened");
    Ok(())
}

/// Everything that a page can say to somebody: nobody listens.
async fn the_page_speaks_to_nobody(stage: &Stage) -> Result<()> {
    let token = dialog(stage).await?;
    let known = stage.session.windows().await?;
    let script = "
        const types = ['open-vault', 'bring-scripted-core', 'status', 'hide', 'show', 'start', 'give-way', 'ready', 'verified'];
        const reached = [];
        for (const [name, api] of [['chrome', window.chrome], ['browser', window.browser]]) {
          for (const way of ['sendMessage', 'connect']) if (api?.runtime?.[way]) reached.push(`${name}.runtime.${way}`);
        }
        for (const type of types) {
          const message = { type, ticket: 'forged', file_name: 'forged.kdbx', headline: 'forged' };
          window.postMessage(message, '*');
          document.dispatchEvent(new MessageEvent('message', { data: message }));
          window.dispatchEvent(new CustomEvent(type, { detail: message }));
          document.dispatchEvent(new CustomEvent(`trivet-${type}`, { detail: message }));
          new BroadcastChannel('trivet-vault').postMessage(message);
        }
        // The one event by which our own content scripts speak through the page: of a frame whose document begins.
        for (const target of [window, document, document.documentElement, ...document.querySelectorAll('*')]) {
          for (let time = 0; time < 2; time += 1) target.dispatchEvent(new Event('trivet-frame', { bubbles: true, composed: true }));
        }
        const frame = document.createElement('iframe');
        document.body.append(frame);
        for (let time = 0; time < 10; time += 1) {
          frame.dispatchEvent(new Event('trivet-frame', { bubbles: true }));
          frame.remove();
          frame.dispatchEvent(new Event('trivet-frame', { bubbles: true }));
          document.body.append(frame);
        }
        frame.remove();
        return reached";
    let reached = stage.session.script(script, Vec::new()).await?;
    ensure!(reached == json!([]), "a page reaches {reached}");
    stage.session.panel().until_notice("credentials").await?;
    ensure!(
        stage.session.windows().await? == known,
        "a window was opened for a page"
    );
    let vault = job::hand_over(stage, &token).await?;
    job::store(stage, &vault, crate::PASSWORD).await?;
    job::close(stage).await
}

in_every_browser!(
    what_does_not_show_the_ticket_gets_nothing,
    a_ticket_serves_once,
    the_vault_takes_one_handover,
    the_background_opens_no_window_for_others,
    a_renderer_in_foreign_hands_is_bounded,
    the_page_speaks_to_nobody,
);
