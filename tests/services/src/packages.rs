//! An organization's own server of packages, from which browsers install and update what a policy forces.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::error::ServicesError;
use crate::server::{Objections, Service};

/// The host that its certificate names.
pub const PACKAGES_HOST: &str = "packages.example.com";

type Files = Arc<BTreeMap<String, Vec<u8>>>;

/// A running server of files.
#[derive(Debug)]
pub struct PackageServer {
    service: Service,
}

impl PackageServer {
    /// Starts one that serves these files by their names.
    ///
    /// # Errors
    /// When no port is free or no certificate can be made.
    pub async fn start(files: BTreeMap<String, Vec<u8>>) -> Result<Self, ServicesError> {
        let objections = Objections::default();
        let routes = Router::new()
            .route("/{name}", get(file))
            .with_state((Arc::new(files), objections.clone()));
        let service = Service::start(routes, objections).await?;
        Ok(Self { service })
    }

    /// Where it is, and what was asked for that it does not have.
    #[must_use]
    pub fn service(&self) -> &Service {
        &self.service
    }
}

/// With the types by which browsers know a package and an update manifest.
async fn file(
    Path(name): Path<String>,
    State((files, objections)): State<(Files, Objections)>,
) -> Response {
    let Some(content) = files.get(&name) else {
        objections.note(format!("there is no {name}"));
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("crx") => "application/x-chrome-extension",
        Some("xml") => "application/xml",
        _ => "application/x-xpinstall",
    };
    ([(header::CONTENT_TYPE, kind)], content.clone()).into_response()
}
