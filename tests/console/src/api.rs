//! The JSON endpoints the pages call, and the one documented REST call a token can be tried with.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post, put},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    sample,
    state::{Report, SftpUser, Store, Token, TokenForm, User},
};

type Shared = State<Arc<Store>>;

/// All endpoints.
pub(crate) fn router() -> Router<Arc<Store>> {
    Router::new()
        .route("/ui/api/account", get(account))
        .route("/ui/api/activity", get(activity))
        .route("/ui/api/tokens", get(list_tokens).post(create_token))
        .route(
            "/ui/api/tokens/{number}",
            put(save_token).delete(delete_token),
        )
        .route("/ui/api/tokens/{number}/{report}", post(report_token))
        .route(
            "/ui/api/sftp-users",
            get(list_sftp_users).post(create_sftp_user),
        )
        .route(
            "/ui/api/sftp-users/{number}/{report}",
            post(report_sftp_user),
        )
        .route("/ui/api/users", get(list_users).post(save_user))
        .route("/ui/api/touched", post(touched))
        .route("/api/principals", get(principals))
}

/// What a page may know of a token: everything but its values.
#[derive(Serialize)]
struct TokenRow {
    number: u32,
    created: String,
    #[serde(flatten)]
    form: TokenForm,
}

impl From<&Token> for TokenRow {
    fn from(token: &Token) -> Self {
        Self {
            number: token.number,
            created: token.day.clone(),
            form: token.form(),
        }
    }
}

async fn account() -> Json<Value> {
    let extra = sample::EXTRA.map(|(label, ticked)| json!({ "label": label, "ticked": ticked }));
    Json(json!({
        "account": "Northern Outfitters",
        "admin": "Mara Lindqvist",
        "datasets": sample::DATASETS,
        "extraPermissions": extra,
    }))
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u32,
}

/// The dashboard's feed. Row `n` is always the same, so that pictures of two runs can be compared.
async fn activity(Query(After { after }): Query<After>) -> Json<Vec<Value>> {
    const ACTIONS: [&str; 5] = [
        "Product view",
        "Add to cart",
        "Category view",
        "Purchase",
        "Search",
    ];
    const WHERE: [&str; 4] = ["Web", "iOS app", "Web", "Email open time"];
    // The first call fills a screen, each later one adds a row.
    let until = if after == 0 { 8 } else { after + 1 };
    let pick = |list: &[&'static str], number: u32| list[number as usize % list.len()];
    let row = |number: u32| {
        json!({
            "number": number,
            "time": format!("{:02}:{:02}:{:02}", 9 + number / 900 % 12, number / 15 % 60, number * 4 % 60),
            "visitor": format!("{:08x}", number.wrapping_mul(2_654_435_761)),
            "action": pick(&ACTIONS, number * 7 / 3),
            "channel": pick(&WHERE, number * 5 / 2),
            "segments": 1 + number * 11 % 9,
        })
    };
    Json((after + 1..=until).map(row).collect())
}

async fn list_tokens(State(store): Shared) -> Json<Vec<TokenRow>> {
    Json(
        store
            .lock()
            .truth
            .tokens
            .iter()
            .filter(|token| !token.deleted)
            .map(TokenRow::from)
            .collect(),
    )
}

/// This answer alone carries the values, or the page that answers a form which the browser sent by itself.
async fn create_token(State(store): Shared, Json(form): Json<TokenForm>) -> Response {
    match store.lock().create_token(form) {
        Ok(token) => (
            StatusCode::CREATED,
            [(header::CACHE_CONTROL, "no-store")],
            Json(token.once()),
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn save_token(
    State(store): Shared,
    Path(number): Path<u32>,
    Json(form): Json<TokenForm>,
) -> StatusCode {
    with_token(&store, number, |token| {
        token.fill(form);
        token.edits += 1;
    })
}

async fn delete_token(State(store): Shared, Path(number): Path<u32>) -> StatusCode {
    with_token(&store, number, |token| token.deleted = true)
}

async fn report_token(
    State(store): Shared,
    Path((number, name)): Path<(u32, String)>,
) -> StatusCode {
    match report(&name) {
        Some(report) => with_token(&store, number, |token| token.report(report)),
        None => StatusCode::NOT_FOUND,
    }
}

fn with_token(store: &Store, number: u32, change: impl FnOnce(&mut Token)) -> StatusCode {
    match store.lock().token(number) {
        Some(token) => {
            change(token);
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

fn report(name: &str) -> Option<Report> {
    match name {
        "dialog-opened" => Some(Report::Opened),
        "dialog-closed" => Some(Report::Closed),
        "csv-downloaded" => Some(Report::Downloaded),
        _ => None,
    }
}

async fn list_sftp_users(State(store): Shared) -> Json<Vec<Value>> {
    let row = |user: &SftpUser| {
        json!({
            "number": user.number, "userName": user.user_name, "enabled": user.enabled,
            "canUpload": user.can_upload, "created": user.day,
        })
    };
    Json(store.lock().truth.sftp_users.iter().map(row).collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SftpForm {
    user_name: String,
    enabled: bool,
    can_upload: bool,
}

async fn create_sftp_user(State(store): Shared, Json(form): Json<SftpForm>) -> Response {
    match store
        .lock()
        .create_sftp_user(&form.user_name, form.enabled, form.can_upload)
    {
        Ok(user) => {
            let body = json!({ "number": user.number, "userName": user.user_name, "password": user.password });
            (
                StatusCode::CREATED,
                [(header::CACHE_CONTROL, "no-store")],
                Json(body),
            )
                .into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn report_sftp_user(
    State(store): Shared,
    Path((number, name)): Path<(u32, String)>,
) -> StatusCode {
    let mut state = store.lock();
    let user = state
        .truth
        .sftp_users
        .iter_mut()
        .find(|user| user.number == number);
    match (user, report(&name)) {
        (Some(user), Some(report)) => {
            user.report(report);
            StatusCode::NO_CONTENT
        }
        _ => StatusCode::NOT_FOUND,
    }
}

async fn list_users(State(store): Shared) -> Json<Vec<User>> {
    Json(store.lock().truth.users.clone())
}

async fn save_user(State(store): Shared, Json(form): Json<User>) -> StatusCode {
    store.lock().save_user(form);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Touch {
    what: String,
}

async fn touched(State(store): Shared, Json(touch): Json<Touch>) -> StatusCode {
    store.lock().truth.touched.push(touch.what);
    StatusCode::NO_CONTENT
}

/// The documented read-only call. What the real one answers a bad token with is not documented: 401 here for values
/// that belong to no token (the session cookie alone is no help), 403 for a token that may not.
async fn principals(State(store): Shared, headers: HeaderMap) -> Response {
    store.lock().api_waiting += 1;
    while store.lock().is_api_held {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut state = store.lock();
    state.api_waiting -= 1;
    if let Some(status) = state.api_status {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let elsewhere = [(header::LOCATION, "/api/elsewhere")];
        return if status.is_redirection() {
            (status, elsewhere).into_response()
        } else {
            status.into_response()
        };
    }
    let token = basic(&headers).and_then(|(key_id, secret)| {
        state
            .truth
            .tokens
            .iter()
            .find(|token| !token.deleted && token.key_id == key_id && token.secret == secret)
    });
    let Some(token) = token else {
        let challenge = [(header::WWW_AUTHENTICATE, "Basic realm=\"Evergage\"")];
        return (StatusCode::UNAUTHORIZED, challenge).into_response();
    };
    if !(token.rights.enabled
        && token.rights.access_api
        && token.datasets.is_empty()
        && token.accepts_loopback())
    {
        return StatusCode::FORBIDDEN.into_response();
    }
    let people: Vec<_> = state
        .truth
        .users
        .iter()
        .map(|user| json!({ "id": user.email, "role": user.role }))
        .collect();
    Json(json!({ "principals": people })).into_response()
}

/// User name and password of HTTP Basic.
pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, coded) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let plain = String::from_utf8(STANDARD.decode(coded.trim()).ok()?).ok()?;
    plain
        .split_once(':')
        .map(|(user, password)| (user.to_owned(), password.to_owned()))
}
