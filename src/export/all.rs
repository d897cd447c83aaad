//! Every format.

use super::PlainFormat;
use super::{bitwarden, csv, cxf, enpass, keeper, onepassword, pass, proton, vault_kv};

impl PlainFormat {
    /// Every format that is not encrypted.
    pub const ALL: &'static [Self] = &[
        Self(&bitwarden::JSON),
        Self(&onepassword::ONEPASSWORD),
        Self(&cxf::CXF),
        Self(&proton::PROTON),
        Self(&keeper::KEEPER),
        Self(&enpass::ENPASS),
        Self(&vault_kv::VAULT_KV),
        Self(&pass::Pass),
        Self(&csv::CHROME),
        Self(&csv::FIREFOX),
        Self(&csv::APPLE),
        Self(&csv::BITWARDEN),
        Self(&csv::ONEPASSWORD),
        Self(&csv::LASTPASS),
        Self(&csv::DASHLANE),
        Self(&csv::NORDPASS),
        Self(&csv::KEEPER),
        Self(&csv::PROTON),
        Self(&csv::ROBOFORM),
    ];
}
