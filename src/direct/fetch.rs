//! Carries an exchange with a service. No redirect is followed, no cookie goes along, nothing is cached, and no address of
//! this window is told.

use crate::service::{Answer, Exchange, Method, Next, Request, ServiceError};
use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, ResponseType,
};
use zeroize::Zeroizing;

/// How long a server may take to answer, in milliseconds.
const PATIENCE_MS: u32 = 30_000;

/// Holds the whole conversation.
pub(super) async fn hold<E: Exchange>(mut exchange: E) -> Result<E::Outcome, ServiceError> {
    let mut request = exchange.begin()?;
    loop {
        match exchange.answered(send(&request).await?)? {
            Next::Send(next) => request = next,
            Next::Done(outcome) => return Ok(outcome),
        }
    }
}

async fn send(request: &Request) -> Result<Answer, ServiceError> {
    // What goes wrong here is said without the browser's own words: they may repeat an address.
    let no_answer = |_| ServiceError::NoAnswer;
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
    let response = ready.map_err(no_answer)?.send().await.map_err(no_answer)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(Answer {
            status: 302,
            body: Zeroizing::default(),
        });
    }
    let mut answer = Answer {
        status: response.status(),
        body: Zeroizing::default(),
    };
    let Some(stream) = response.body() else {
        return Ok(answer);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let read = JsFuture::from(reader.read());
        let read = read.await.map_err(|_| ServiceError::NoAnswer)?;
        let part = js_sys::Reflect::get(&read, &"value".into());
        let Some(part) = part
            .ok()
            .and_then(|part| part.dyn_into::<Uint8Array>().ok())
        else {
            return Ok(answer);
        };
        if let Err(error) = answer.take(&Zeroizing::new(part.to_vec())) {
            // Nobody waits for what is still on its way.
            let _ = reader.cancel();
            return Err(error);
        }
    }
}
