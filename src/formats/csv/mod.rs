//! Comma-separated values, in the dialects of many products: one table says which column is what.
//!
//! UTF-8 without a byte order mark, comma, quotes as in RFC 4180, CR LF. What is not empty is quoted. No value gets a
//! spreadsheet guard (a `'` in front): every importer would take it for a part of the secret.

mod firefox;
mod managers;
mod table;
mod tables;

pub(crate) use managers::{
    BITWARDEN, DASHLANE, KEEPER, LASTPASS, NORDPASS, ONEPASSWORD, PROTON, ROBOFORM,
};
pub(crate) use tables::{APPLE, CHROME, FIREFOX};

use super::check::Most;
use super::facts::{self, NotesAndFacts};
use super::ids::IdKind;
use super::plain::{Found, Layout};
use super::{About, ExportError, Field, Inexpressible, Part, check};
use trivet_credential::{Item, Timestamp};
use zeroize::Zeroizing;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Nothing.
    Empty,
    /// The same in every file.
    Fixed(&'static str),
    /// The title.
    Title,
    /// The API Key ID.
    UserName,
    /// The API Key Secret.
    Password,
    /// The base URL.
    Url,
    /// The notes, and below them what else must not get lost.
    Notes,
    /// Unix time of creation in seconds.
    Seconds,
    /// Unix time of creation in milliseconds.
    Milliseconds,
    /// The realm of HTTP authentication: see [`firefox`].
    Realm,
    /// A random UUID in braces.
    Guid,
}

impl Cell {
    /// What stands there.
    fn text(self, item: &Item, ids: &[String]) -> Result<String, ExportError> {
        let details = &item.details;
        Ok(match self {
            Self::Empty => String::new(),
            Self::Fixed(text) => text.to_owned(),
            Self::Title => item.title(),
            Self::UserName => item.credential.key_id.expose().to_owned(),
            Self::Password => item.credential.secret.expose().to_owned(),
            Self::Url => details.account.base_url(),
            Self::Notes => facts::below_notes(details),
            Self::Seconds => details.created.unix_seconds().to_string(),
            Self::Milliseconds => (details.created.unix_seconds() * 1000).to_string(),
            Self::Realm => firefox::realm(item),
            Self::Guid => {
                let id = ids.first().ok_or(ExportError::Internal {
                    part: Part::Identifier,
                })?;
                format!("{{{id}}}")
            }
        })
    }
}

/// One product's dialect.
pub(crate) struct Dialect {
    about: About,
    columns: &'static [(&'static str, Cell)],
    /// Whether the first line names the columns.
    header: bool,
    /// The most bytes that a value may take, when importers do not take more.
    most: Option<Most>,
    /// Whether the importer cuts off white space at the edges of a value.
    trims: bool,
}

const DAMAGED: ExportError = ExportError::Damaged { part: Part::Csv };

impl Dialect {
    fn has(&self, cell: Cell) -> bool {
        self.columns.iter().any(|(_, other)| *other == cell)
    }
}

impl Layout for Dialect {
    fn about(&self) -> &About {
        &self.about
    }

    fn ids(&self) -> Vec<IdKind> {
        let guid = self.has(Cell::Guid).then_some(IdKind::Uuid);
        guid.into_iter().collect()
    }

    fn check(&self, item: &Item) -> Result<(), ExportError> {
        check::no_control_characters(item)?;
        if self.has(Cell::Realm) {
            firefox::check(&item.details)?;
        }
        if self.trims {
            check::no_outer_space(item)?;
        }
        match &self.most {
            Some(most) => most.check(item, &facts::below_notes(&item.details)),
            None => Ok(()),
        }
    }

    fn render(&self, item: &Item, ids: &[String]) -> Result<Zeroizing<Vec<u8>>, ExportError> {
        let cells = self
            .columns
            .iter()
            .map(|(_, cell)| cell.text(item, ids).map(Zeroizing::new))
            .collect::<Result<Vec<_>, _>>()?;
        let names = self
            .header
            .then(|| self.columns.iter().map(|(name, _)| *name));
        table::write(names, cells.iter().map(|cell| cell.as_str()))
    }

    fn extract(&self, bytes: &[u8]) -> Result<(Item, Vec<String>), ExportError> {
        let lines = if self.header { 2 } else { 1 };
        let records = table::read(bytes, lines, self.columns.len())?;
        let row = records.last().ok_or(DAMAGED)?;
        let find = |cell| {
            let at = self.columns.iter().position(|(_, other)| *other == cell);
            at.and_then(|at| row.get(at)).map(|text| text.as_str())
        };
        let text = |cell| find(cell).ok_or(DAMAGED);
        let about = match find(Cell::Notes) {
            Some(notes) => facts::split(notes)?,
            None => NotesAndFacts {
                notes: "",
                created: milliseconds(text(Cell::Milliseconds)?)?,
                permissions: firefox::permissions(text(Cell::Realm)?)?,
            },
        };
        let item = Found {
            key_id: text(Cell::UserName)?,
            secret: text(Cell::Password)?,
            url: text(Cell::Url)?,
            notes: about.notes,
            created: about.created,
            permissions: about.permissions,
        };
        let guid = find(Cell::Guid).map(|text| text.trim_matches(['{', '}']).to_owned());
        Ok((item.into_item()?, guid.into_iter().collect()))
    }
}

fn milliseconds(text: &str) -> Result<Timestamp, ExportError> {
    let milliseconds: i64 = text.parse().map_err(|_| DAMAGED)?;
    Timestamp::from_unix_seconds(milliseconds.div_euclid(1000)).ok_or(DAMAGED)
}
