//! What the server answers and remembers, asked over TLS as a browser would.

use std::{error::Error, net::SocketAddr};

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use trivet_console::{
    Console, Datasets, Dialogs, Embedding, HOST, Options, Screen, Skin, Translation, Truth,
};

type Outcome = Result<(), Box<dyn Error>>;

struct Visit {
    console: Console,
    client: Client,
}

impl Visit {
    async fn start() -> Result<Self, Box<dyn Error>> {
        // A second test of the same process finds it installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let console = Console::start().await?;
        let client = Client::builder()
            .danger_accept_invalid_certs(true)
            .resolve(HOST, SocketAddr::from(([127, 0, 0, 1], console.port())))
            .build()?;
        Ok(Self { console, client })
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.console.base_url(&Options::default()))
    }

    async fn get(&self, path: &str) -> reqwest::Result<reqwest::Response> {
        self.client.get(self.at(path)).send().await
    }

    async fn post(&self, path: &str, body: &Value) -> reqwest::Result<reqwest::Response> {
        self.client.post(self.at(path)).json(body).send().await
    }

    async fn principals(&self, key_id: &str, secret: &str) -> reqwest::Result<StatusCode> {
        let request = self
            .client
            .get(self.at("/api/principals"))
            .basic_auth(key_id, Some(secret));
        Ok(request.send().await?.status())
    }

    fn truth(&self) -> Truth {
        self.console.truth()
    }
}

fn form(access_api: bool, enabled: bool) -> Value {
    json!({ "rights": { "accessApi": access_api, "sendEvents": true, "enabled": enabled } })
}

#[tokio::test]
async fn a_token_is_created_with_what_the_form_held() -> Outcome {
    let visit = Visit::start().await?;
    let before = visit.truth().tokens.len();
    let body = json!({
        "rights": { "accessApi": true, "sendEvents": false, "enabled": true, "extra": ["Can read profiles"] },
        "datasets": ["engage"], "notes": "For the package", "ipAcceptList": "192.0.2.7",
    });
    let answer = visit.post("/ui/api/tokens", &body).await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let answer: Value = answer.json().await?;

    let truth = visit.truth();
    let token = truth.last_created().ok_or("no token")?;
    assert_eq!(truth.tokens.len(), before + 1);
    assert_eq!(answer["apiKeyId"], token.key_id);
    assert_eq!(answer["apiKeySecret"], token.secret);
    assert!(token.rights.access_api && !token.rights.send_events && token.rights.enabled);
    assert_eq!(token.rights.extra, ["Can read profiles"]);
    assert_eq!(token.datasets, ["engage"]);
    assert_eq!(
        (token.notes.as_str(), token.ip_accept_list.as_str()),
        ("For the package", "192.0.2.7")
    );
    Ok(())
}

#[tokio::test]
async fn a_form_that_the_browser_sends_is_answered_with_the_page_and_the_values() -> Outcome {
    let visit = Visit::start().await?;
    let answer = visit
        .client
        .post(visit.at("/ui/tokens?skin=native&posts=1"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("accessApi=on&enabled=on&extra=Can+delete+data&datasets=engage&notes=a%26b")
        .send()
        .await?;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let page = answer.text().await?;
    let truth = visit.truth();
    let token = truth.last_created().ok_or("no token")?;
    assert!(page.contains(&token.secret) && page.contains("id=\"app\""));
    assert!(token.rights.access_api && !token.rights.send_events && token.rights.enabled);
    assert_eq!(token.rights.extra, ["Can delete data"]);
    assert_eq!(token.datasets, ["engage"]);
    assert_eq!(token.notes, "a&b");
    visit.console.forget_created();
    assert_eq!(visit.truth().created().count(), 0);
    Ok(())
}

#[tokio::test]
async fn the_values_are_answered_once() -> Outcome {
    let visit = Visit::start().await?;
    let created: Value = visit
        .post("/ui/api/tokens", &form(true, true))
        .await?
        .json()
        .await?;
    let number = &created["number"];
    let secret = created["apiKeySecret"].as_str().ok_or("no secret")?;
    let key_id = created["apiKeyId"].as_str().ok_or("no ID")?;
    for path in [
        "/ui/api/tokens",
        "/ui/api/account",
        "/ui/?skin=native&screen=tokens",
    ] {
        let text = visit.get(path).await?.text().await?;
        assert!(
            !text.contains(secret) && !text.contains(key_id),
            "{path} gives the values away"
        );
    }
    for report in ["dialog-opened", "dialog-closed", "csv-downloaded"] {
        let answer = visit
            .post(&format!("/ui/api/tokens/{number}/{report}"), &json!({}))
            .await?;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
        assert!(answer.text().await?.is_empty());
    }
    let truth = visit.truth();
    let token = truth.last_created().ok_or("no token")?;
    assert_eq!(
        (
            token.dialogs_opened,
            token.dialogs_closed,
            token.csv_downloads
        ),
        (1, 1, 1)
    );
    let answer = visit
        .post(&format!("/ui/api/tokens/{number}/else"), &json!({}))
        .await?;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn only_a_live_unrestricted_token_with_access_is_let_in() -> Outcome {
    let visit = Visit::start().await?;
    let restricted = json!({ "rights": { "accessApi": true, "sendEvents": true, "enabled": true }, "datasets": ["engage"] });
    let elsewhere = json!({ "rights": { "accessApi": true, "sendEvents": true, "enabled": true }, "ipAcceptList": "192.0.2.7" });
    for (body, expected) in [
        (form(true, true), StatusCode::OK),
        (form(false, true), StatusCode::FORBIDDEN),
        (form(true, false), StatusCode::FORBIDDEN),
        (restricted, StatusCode::FORBIDDEN),
        (elsewhere, StatusCode::FORBIDDEN),
    ] {
        visit.post("/ui/api/tokens", &body).await?;
        let truth = visit.truth();
        let token = truth.last_created().ok_or("no token")?;
        assert_eq!(
            visit.principals(&token.key_id, &token.secret).await?,
            expected,
            "{body}"
        );
        assert_eq!(
            visit.principals(&token.key_id, "wrong").await?,
            StatusCode::UNAUTHORIZED
        );
    }
    // The session of the logged-in admin is no key.
    let request = visit
        .client
        .get(visit.at("/api/principals"))
        .header("cookie", "console_session=5f0c2b7e");
    assert_eq!(request.send().await?.status(), StatusCode::UNAUTHORIZED);
    let truth = visit.truth();
    let last = truth
        .requests_for("/api/principals")
        .last()
        .ok_or("nothing logged")?;
    assert!(last.session && !last.basic);
    assert_eq!(last.status, 401);
    Ok(())
}

#[tokio::test]
async fn a_token_can_be_edited_and_deleted() -> Outcome {
    let visit = Visit::start().await?;
    visit
        .console
        .force_values("0A1B2C3D-0000-4000-8000-000000000000", "-dash");
    visit.post("/ui/api/tokens", &form(false, true)).await?;
    let token = visit.truth().last_created().cloned().ok_or("no token")?;
    assert_eq!(token.secret, "-dash");
    let path = visit.at(&format!("/ui/api/tokens/{}", token.number));

    visit
        .client
        .put(&path)
        .json(&form(true, true))
        .send()
        .await?;
    assert_eq!(
        visit.truth().last_created().map(|token| token.edits),
        Some(1)
    );
    assert_eq!(
        visit.principals(&token.key_id, &token.secret).await?,
        StatusCode::OK
    );

    assert_eq!(
        visit.client.delete(&path).send().await?.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        visit.principals(&token.key_id, &token.secret).await?,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        visit.client.delete(&path).send().await?.status(),
        StatusCode::NOT_FOUND
    );
    Ok(())
}

#[tokio::test]
async fn the_look_alikes_keep_their_own_books() -> Outcome {
    let visit = Visit::start().await?;
    let body = json!({ "userName": "nightly", "enabled": true, "canUpload": false });
    let user: Value = visit
        .post("/ui/api/sftp-users", &body)
        .await?
        .json()
        .await?;
    visit
        .post(
            &format!("/ui/api/sftp-users/{}/dialog-closed", user["number"]),
            &json!({}),
        )
        .await?;
    let body =
        json!({ "email": "new@example.org", "name": "New", "role": "Viewer", "enabled": false });
    visit.post("/ui/api/users", &body).await?;

    let truth = visit.truth();
    let sftp = truth.sftp_users.last().ok_or("no SFTP user")?;
    assert_eq!(
        (user["userName"].as_str(), user["password"].as_str()),
        (Some(&*sftp.user_name), Some(&*sftp.password))
    );
    assert!(sftp.created && sftp.enabled && !sftp.can_upload);
    assert_eq!(sftp.dialogs_closed, 1);
    assert_eq!(
        truth
            .users
            .last()
            .map(|user| (user.name.as_str(), user.saves)),
        Some(("New", 1))
    );
    assert_eq!(truth.created().count(), 0);
    assert!(truth.touched.is_empty());
    visit
        .post("/ui/api/touched", &json!({ "what": "a decoy" }))
        .await?;
    assert_eq!(visit.truth().touched, ["a decoy"]);
    let list = visit.get("/ui/api/sftp-users").await?.text().await?;
    assert!(!list.contains(&sftp.password));
    Ok(())
}

#[tokio::test]
async fn the_policy_comes_only_when_asked_for() -> Outcome {
    let visit = Visit::start().await?;
    for &skin in Skin::ALL {
        let strict = Options {
            skin,
            strict_csp: true,
            ..Options::default()
        };
        let answer = visit.client.get(visit.console.url(&strict)).send().await?;
        if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
            // Not built; the test of the files holds it to saying so.
            continue;
        }
        assert_eq!(answer.status(), StatusCode::OK);
        let ancestors = match skin {
            Skin::Framed => "'self'",
            _ => "'none'",
        };
        assert_eq!(
            answer.headers()["content-security-policy"],
            format!(
                "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; \
                 frame-ancestors {ancestors}"
            )
        );
        let page = answer.text().await?;
        assert!(!page.contains("style=") && !page.contains("<style") && !page.contains("<script>"));

        let open = Options {
            skin,
            ..Options::default()
        };
        let answer = visit.client.get(visit.console.url(&open)).send().await?;
        assert!(answer.headers().get("content-security-policy").is_none());
        assert!(
            answer.headers()["set-cookie"]
                .to_str()?
                .contains("HttpOnly")
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_translation_comes_from_outside_the_skin() -> Outcome {
    let visit = Visit::start().await?;
    for &skin in Skin::ALL {
        for (translation, name) in Translation::ALL {
            let options = Options {
                skin,
                translation,
                ..Options::default()
            };
            let address = visit.console.url(&options);
            assert!(
                address.ends_with(&format!("&translate={name}")),
                "{address}"
            );
            let answer = visit.client.get(address).send().await?;
            if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
                continue;
            }
            let page = answer.text().await?;
            assert_eq!(page.matches("/ui/assets/shared/translate.js").count(), 1);
        }
    }
    let keys = |words: &Value| {
        let words = words.as_object().cloned().unwrap_or_default();
        words.into_iter().map(|(word, _)| word).collect::<Vec<_>>()
    };
    let mut known = Vec::new();
    for (_, name) in Translation::ALL {
        let words: Value = visit
            .get(&format!("/ui/assets/shared/words/{name}.json"))
            .await?
            .json()
            .await?;
        known.push(keys(&words));
    }
    assert!(!known[0].is_empty());
    for words in &known {
        assert_eq!(known[0], *words, "each language has the same words");
    }
    Ok(())
}

#[tokio::test]
async fn every_file_a_page_names_is_there() -> Outcome {
    let visit = Visit::start().await?;
    for skin in Skin::ALL {
        let answer = visit.get(&format!("/ui/?skin={}", skin.name())).await?;
        // Some skins are built by npm, which a run of these tests need not have done.
        if answer.status() == StatusCode::SERVICE_UNAVAILABLE {
            assert!(
                answer
                    .text()
                    .await?
                    .contains("npm ci --ignore-scripts && npm run build")
            );
            continue;
        }
        let page = answer.text().await?;
        let files = page
            .split('"')
            .filter(|part| part.starts_with("/ui/assets/"))
            .collect::<Vec<_>>();
        assert!(files.len() >= 2, "{page}");
        for file in files {
            assert_eq!(visit.get(file).await?.status(), StatusCode::OK, "{file}");
        }
    }
    for path in [
        "/ui/assets/native/..%2faria/app.js",
        "/ui/assets/else/app.js",
    ] {
        assert_eq!(
            visit.get(path).await?.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(
        visit.get("/ui/?skin=else").await?.status(),
        StatusCode::NOT_FOUND
    );
    Ok(())
}

#[tokio::test]
async fn consoles_run_side_by_side_and_stop_when_dropped() -> Outcome {
    let (one, two) = (Visit::start().await?, Visit::start().await?);
    one.post("/ui/api/tokens", &form(true, true)).await?;
    assert_eq!(
        (one.truth().created().count(), two.truth().created().count()),
        (1, 0)
    );
    let port = one.console.port();
    drop(one);
    // The port is free again as soon as the server's task has noticed.
    for _ in 0..50 {
        if Console::start_on(port).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err("the port is still taken".into())
}

#[tokio::test]
async fn options_are_written_into_the_address() -> Outcome {
    let visit = Visit::start().await?;
    let options = Options {
        skin: Skin::React,
        screen: Screen::CreateToken,
        dialogs: Dialogs::Two,
        datasets: Datasets::Preset,
        extra_permissions: true,
        late_secret: 400,
        embedding: Embedding::Frame,
        ..Options::default()
    };
    assert_eq!(
        visit.console.url(&options),
        format!(
            "https://{HOST}:{}/ui/?skin=react&screen=create&dialogs=two&datasets=preset&extra=1&framed=1&late=400",
            visit.console.port()
        )
    );
    let outer = visit
        .client
        .get(visit.console.url(&options))
        .send()
        .await?
        .text()
        .await?;
    assert!(outer.contains("src=\"/ui/?skin=react&amp;screen=create&amp;"));
    assert!(!outer.contains("framed="));
    Ok(())
}
