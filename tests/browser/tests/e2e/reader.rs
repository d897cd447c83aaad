//! Browsers as readers of exported files: what Firefox keeps of its CSV.

#[allow(clippy::unwrap_used, clippy::panic)] // a test fails by them
#[path = "../../../export_support/mod.rs"]
mod export_support;

use export_support::{Directory, plain, plain_file, taken_by};
use trivet_browser::{Browser, Login, Result, Session, SessionOptions, ensure, trial};

async fn imports_its_csv() -> Result<()> {
    let directory = Directory::new("firefox-csv");
    let session = Session::open(Browser::Firefox, &SessionOptions::bare()).await?;
    let format = plain("csv-firefox");
    for (number, item) in taken_by(format).into_iter().enumerate() {
        let file = plain_file(format, &item);
        let path = directory.write(&format!("{number}.csv"), file.bytes());
        let details = &item.details;
        let mut realm = item.title();
        if !details.permissions.is_empty() {
            realm.extend([": ", &details.permissions.join(", ")]);
        }
        let expected = Login {
            origin: details.account.base_url(),
            // Of HTTP authentication, so that it is offered in no form.
            realm: Some(realm),
            form: None,
            username: item.credential.key_id.expose().to_owned(),
            password: item.credential.secret.expose().to_owned(),
            created: details.created.unix_seconds() * 1000,
        };
        let kept = session.import_logins(&path).await?;
        ensure!(kept == [expected.clone()], "{kept:?} and not {expected:?}");
    }
    Ok(())
}

trial!(firefox_imports_its_csv, { imports_its_csv().await });
