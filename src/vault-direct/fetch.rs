//! Carries an exchange with a service. No redirect is followed, no cookie goes along, nothing is cached, and no address of
//! this window is told.

use gloo_net::http::{Method as HttpMethod, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use trivet_credential::wipe;
use trivet_services::service::{Answer, Exchange, Method, Next, Request, ServiceError};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestRedirect, ResponseType,
};
use zeroize::Zeroizing;

/// How long a server may take to answer, in milliseconds.
const PATIENCE_MS: u32 = 30_000;

/// The most bytes of an answer that are looked into. What is longer counts as an answer without a body.
const MOST: usize = 1024 * 1024;

/// Holds the whole conversation. `waits` is called before each pause.
pub(crate) async fn hold<E: Exchange>(
    mut exchange: E,
    waits: impl Fn(),
) -> Result<E::Outcome, ServiceError> {
    let mut request = exchange.begin()?;
    loop {
        let next = match send(&request).await {
            Some(answer) => exchange.answered(answer)?,
            None => exchange.unanswered()?,
        };
        request = match next {
            Next::Send(next) => next,
            Next::Later(milliseconds, next) => {
                waits();
                pause(milliseconds).await;
                next
            }
            Next::Done(outcome) => return Ok(outcome),
        }
    }
}

/// Waits.
pub(crate) async fn pause(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        if let Some(window) = web_sys::window() {
            // Does not fail in a window.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // Never rejected.
    let _ = JsFuture::from(promise).await;
}

/// The status of one request that is sent once; none where no answer came. The body is dropped unread. The request is wiped
/// before the wait: from then on only the browser has it.
pub(crate) async fn status(request: Request) -> Option<u16> {
    let ready = prepare(&request);
    drop(request);
    wipe::stack();
    let response = ready?.send().await.ok()?;
    if let Some(stream) = response.body() {
        // Ends the connection where more would come. What fails here has come to its end by itself.
        let _ = JsFuture::from(stream.cancel()).await;
    }
    Some(status_of(&response))
}

/// The answer; none for whatever goes wrong on the way. The browser's own words for it are dropped: they may repeat an address.
async fn send(request: &Request) -> Option<Answer> {
    let response = prepare(request)?.send().await.ok()?;
    let status = status_of(&response);
    let body = match response.body() {
        Some(stream) => read(stream).await?,
        None => Zeroizing::default(),
    };
    Some(Answer { status, body })
}

/// A redirect that was not followed has no status of its own, and no body.
fn status_of(response: &Response) -> u16 {
    match response.type_() {
        ResponseType::Opaqueredirect => 302,
        _ => response.status(),
    }
}

/// The request as the browser takes it.
fn prepare(request: &Request) -> Option<gloo_net::http::Request> {
    let method = match request.method {
        Method::Get => HttpMethod::GET,
        Method::Post => HttpMethod::POST,
    };
    let mut building = RequestBuilder::new(&request.url)
        .method(method)
        .redirect(RequestRedirect::Manual)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    for (name, value) in &request.headers {
        building = building.header(name, value);
    }
    let ready = match &request.body {
        Some(body) => building.body(Uint8Array::from(body.as_slice())),
        None => building.build(),
    };
    ready.ok()
}

/// All of a body, or nothing of one that is too long.
async fn read(stream: ReadableStream) -> Option<Zeroizing<Vec<u8>>> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().ok()?;
    // Never moved, so that no copy of a value stays behind.
    let mut body = Zeroizing::new(Vec::with_capacity(MOST));
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        let part = Reflect::get(&read, &"value".into()).ok()?;
        let Ok(part) = part.dyn_into::<Uint8Array>() else {
            return Some(body);
        };
        let part = Zeroizing::new(part.to_vec());
        if body.len() + part.len() > MOST {
            let _ = JsFuture::from(reader.cancel()).await;
            return Some(Zeroizing::default());
        }
        body.extend_from_slice(&part);
    }
}
