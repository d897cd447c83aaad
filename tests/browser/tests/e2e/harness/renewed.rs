//! A browser is shared by many tests. What one of them left must not be there for the next.

use trivet_browser::{Browser, Result, Session, SessionOptions, ensure, trial};
use trivet_console::{Console, Options};

/// Leaves what a page can leave, with a question open that would hold the tab.
const LEAVE_ON_PAGE: &str = r#"
    document.cookie = "left=1";
    localStorage.setItem("left", "1");
    sessionStorage.setItem("left", "1");
    addEventListener("beforeunload", (event) => event.preventDefault());
    return new Promise((resolve, reject) => {
        const asked = indexedDB.open("left");
        asked.onsuccess = () => { asked.result.close(); resolve(true); };
        asked.onerror = () => reject(asked.error);
    });
"#;

const LEFT_ON_PAGE: &str = r"
    return indexedDB.databases().then((databases) => JSON.stringify([
        document.cookie, localStorage.length, sessionStorage.length, databases.length, typeof window.left, history.length,
    ]));
";

const LEAVE_IN_EXTENSION: &str = r#"
    chrome.storage.local.set({ left: 1 })
        .then(() => new Promise((resolve) => {
            chrome.downloads.onChanged.addListener(({ state }) => state?.current === "complete" && resolve());
            const link = document.createElement("a");
            link.href = URL.createObjectURL(new Blob(["left"]));
            link.download = "left.bin";
            link.click();
        }))
        .then(() => "")
"#;

const LEFT_IN_EXTENSION: &str = r"
    Promise.all([chrome.storage.local.get(null), chrome.downloads.search({}), chrome.permissions.getAll()])
        .then(([stored, downloads, { permissions }]) =>
            JSON.stringify([Object.keys(stored), downloads.length, permissions.includes('nativeMessaging')]))
";

async fn leaves_nothing(browser: Browser) -> Result<()> {
    let console = Console::start().await?;
    let address = console.url(&Options::default());
    let mut session = Session::open(browser, &SessionOptions::with_trivet(browser)?).await?;
    session.visits(&address);
    // The second time the browser has been made as new once already.
    for _ in 0..2 {
        session
            .run_before_pages("() => { window.left = true; }")
            .await?;
        session.go(&address).await?;
        session.script(LEAVE_ON_PAGE, Vec::new()).await?;
        session.grant_notifications(&address).await?;
        session.open_extension_page().await?;
        session.evaluate(LEAVE_IN_EXTENSION).await?;
        let left = session.evaluate(LEFT_IN_EXTENSION).await?;
        ensure!(left == r#"[["left"],1,false]"#, "nothing was left: {left}");
        session.to_first_window().await?;
        session.click_at((100.0, 100.0), 1).await?;
        session.press_reload().await?;
        session.asks_before_leaving().await?;

        session.renew().await?;

        ensure!(session.windows().await?.len() == 1, "a window is left");
        let files = std::fs::read_dir(session.downloads()).map(Iterator::count);
        ensure!(files.is_ok_and(|files| files == 0), "a file is left");
        session.go(&address).await?;
        let left = session.script(LEFT_ON_PAGE, Vec::new()).await?;
        let left = left.as_str().unwrap_or_default().to_owned();
        ensure!(
            left.starts_with(r#"["",0,0,0,"undefined","#),
            "left on the page: {left}"
        );
        let may_notify = "return Notification.permission";
        let may_notify = session.script(may_notify, Vec::new()).await?;
        ensure!(may_notify != "granted", "a permission is left");
        session.open_extension_page().await?;
        let left = session.evaluate(LEFT_IN_EXTENSION).await?;
        ensure!(left == "[[],0,false]", "left in the extension: {left}");
        session.renew().await?;
    }
    Ok(())
}

trial!(chromium_leaves_nothing, {
    leaves_nothing(Browser::Chromium).await
});

trial!(firefox_leaves_nothing, {
    leaves_nothing(Browser::Firefox).await
});
