//! Carries an exchange with a service. No redirect is followed, no cookie goes along, nothing is cached, and no address of
//! this window is told.

use crate::service::{Answer, Exchange, Method, Next, Request, ServiceError};
use gloo_net::http::{Method as HttpMethod, RequestBuilder};
use web_sys::{
    AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, ResponseType,
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
        Some(body) => building.body(js_sys::Uint8Array::from(body.as_slice())),
        None => building.build(),
    };
    let response = ready.map_err(no_answer)?.send().await.map_err(no_answer)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(Answer {
            status: 302,
            body: Zeroizing::default(),
        });
    }
    Ok(Answer {
        status: response.status(),
        body: Zeroizing::new(response.binary().await.map_err(no_answer)?),
    })
}
