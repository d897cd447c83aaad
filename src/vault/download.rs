//! Writing the file by way of the browser's downloads, and waiting until the browser says that it is on disk.

use super::file_name;
use super::platform;
use super::problem::Problem;
use js_sys::JSON;
use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;
use trivet_formats::Written;
use trivet_webext::chrome::DownloadItem;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Where the browser put the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file's name as it was written; it may have got a number.
    pub name: String,
    /// In which folder.
    pub folder: Folder,
}

/// What is known of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Folder {
    /// That of downloads; the browser does not tell where it is.
    #[default]
    OfDownloads,
    /// The file was there before, and was changed where it is.
    InPlace,
    /// The one that the admin chose; the browser does not tell which.
    Chosen,
    /// This one.
    At(String),
}

impl Place {
    /// Takes a path apart, as either kind of system writes it.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let cut = path.rfind(['/', '\\']);
        let folder = &path[..cut.unwrap_or(0)];
        Self {
            name: path[cut.map_or(0, |at| at + 1)..].to_owned(),
            folder: match folder {
                "" => Folder::OfDownloads,
                _ => Folder::At(folder.to_owned()),
            },
        }
    }
}

/// What is to be saved.
pub struct Download<'a> {
    /// Under which name, if it is free, and if a file may have it: see [`file_name::safe`].
    pub name: Cow<'a, str>,
    /// The media type.
    pub media_type: &'static str,
    /// The content.
    pub bytes: &'a [u8],
}

impl<'a> From<&'a Written> for Download<'a> {
    fn from(file: &'a Written) -> Self {
        Self {
            name: file.name().into(),
            media_type: file.media_type(),
            bytes: file.bytes(),
        }
    }
}

/// Saves a file, in the folder of downloads or where the admin says when the browser asks.
///
/// # Errors
/// What the browser did instead.
pub async fn save(file: &Download<'_>) -> Result<Place, Problem> {
    let url = ObjectUrl::of(file).map_err(|error| refused(&error))?;
    let changes = Changes::listen();
    let options = trivet_webext::object(&[
        ("url", url.0.as_str().into()),
        ("filename", file_name::safe(&file.name).into()),
        ("conflictAction", "uniquify".into()),
    ])
    .map_err(|error| refused(&error))?;
    let id = platform::download(&options)
        .await
        .map_err(|error| refused(&error))?;
    let query = trivet_webext::object(&[("id", id)]).map_err(|error| refused(&error))?;
    loop {
        // Asked for before looking, so that no change falls between.
        let change = changes.next();
        let found = platform::search_downloads(&query)
            .await
            .map_err(|error| refused(&error))?;
        let item: DownloadItem = js_sys::Array::from(&found).get(0).unchecked_into();
        if item.is_undefined() {
            return Err(Problem::DownloadTaken);
        }
        match item.state().as_deref() {
            Some("complete") => {
                return Ok(Place::of_path(&item.filename().unwrap_or_default()));
            }
            Some("interrupted") => {
                return Err(Problem::of_interrupt(&item.error().unwrap_or_default()));
            }
            _ => JsFuture::from(change)
                .await
                .map(drop)
                .map_err(|error| refused(&error))?,
        }
    }
}

/// Saves a text of JSON, indented for a person.
///
/// # Errors
/// What the browser did instead.
pub async fn save_json(name: &'static str, json: &str) -> Result<Place, Problem> {
    let space = JsValue::from(2);
    let indented = JSON::parse(json)
        .and_then(|value| JSON::stringify_with_replacer_and_space(&value, &JsValue::NULL, &space));
    let text = indented.map_or_else(|_| json.to_owned(), String::from);
    let file = Download {
        name: name.into(),
        media_type: "application/json",
        bytes: text.as_bytes(),
    };
    save(&file).await
}

fn refused(error: &JsValue) -> Problem {
    Problem::of_refusal(&platform::message(error))
}

/// An address for bytes in memory, taken back when dropped.
struct ObjectUrl(String);

impl ObjectUrl {
    fn of(file: &Download<'_>) -> Result<Self, JsValue> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(file.bytes));
        let options = web_sys::BlobPropertyBag::new();
        options.set_type(file.media_type);
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
        web_sys::Url::create_object_url_with_blob(&blob).map(Self)
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Fails only for an address that is none.
        let _ = web_sys::Url::revoke_object_url(&self.0);
    }
}

/// Changes of downloads, and their being taken out of the list, as promises.
struct Changes {
    waiting: Rc<RefCell<Option<js_sys::Function>>>,
    listener: Closure<dyn FnMut(JsValue)>,
}

impl Changes {
    fn listen() -> Self {
        let waiting = Rc::new(RefCell::new(None::<js_sys::Function>));
        let waker = Rc::clone(&waiting);
        let listener = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            if let Some(resolve) = waker.borrow_mut().take() {
                // A promise's resolver does not throw.
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        platform::each_download_event(|event| {
            // Never fails in a window of the extension.
            let _ = event.add_listener(listener.as_ref().unchecked_ref());
        });
        Self { waiting, listener }
    }

    fn next(&self) -> js_sys::Promise {
        js_sys::Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().replace(resolve);
        })
    }
}

impl Drop for Changes {
    fn drop(&mut self) {
        platform::each_download_event(|event| {
            event.remove_listener(self.listener.as_ref().unchecked_ref());
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Folder, Place};

    #[test]
    fn paths_of_either_system_are_taken_apart() {
        let place = |path| {
            let Place { name, folder } = Place::of_path(path);
            (name, folder)
        };
        let both = |name: &str, folder: &str| (name.to_owned(), Folder::At(folder.to_owned()));
        assert_eq!(
            place("/home/a/Downloads/x.kdbx"),
            both("x.kdbx", "/home/a/Downloads")
        );
        assert_eq!(
            place("C:\\Users\\a\\x (1).kdbx"),
            both("x (1).kdbx", "C:\\Users\\a")
        );
        assert_eq!(place("x.kdbx"), ("x.kdbx".to_owned(), Folder::OfDownloads));
    }
}
