//! Carries an exchange with a service. No redirect is followed, no cookie goes along, nothing is cached, and no address of
//! this window is told.

use crate::service::{Answer, Exchange, Method, Next, Request, ServiceError};
use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use js_sys::{Reflect, Uint8Array};
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
pub(super) async fn hold<E: Exchange>(
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

async fn pause(milliseconds: u32) {
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

/// The answer; none for whatever goes wrong on the way. The browser's own words for it are dropped: they may repeat an address.
async fn send(request: &Request) -> Option<Answer> {
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
    let response = ready.ok()?.send().await.ok()?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Some(Answer {
            status: 302,
            body: Zeroizing::default(),
        });
    }
    let body = match response.body() {
        Some(stream) => read(stream).await?,
        None => Zeroizing::default(),
    };
    Some(Answer {
        status: response.status(),
        body,
    })
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
