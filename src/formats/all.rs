//! Every format.

use super::kdbx::Kdbx;
use super::{
    Argon2Parameters, BitwardenProtected, Choice, PasswordFormat, Pbkdf2Iterations, PlainFormat,
    RecipientsFormat,
};
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

impl PasswordFormat {
    /// Every format that is encrypted by itself, the default first. Any other becomes so in age.
    pub const ALL: &'static [Self] = &[
        Self::Kdbx(Kdbx::new(Argon2Parameters::DEFAULT)),
        Self::Bitwarden(BitwardenProtected::DEFAULT),
        Self::Bitwarden(BitwardenProtected::pbkdf2(Pbkdf2Iterations::MINIMUM)),
    ];
}

impl Choice {
    /// Every choice: what is encrypted by itself, what is not, and what is not in age, either way. The default is the first.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = || PlainFormat::ALL.iter().copied();
        let by_themselves = PasswordFormat::ALL.iter().copied();
        by_themselves
            .map(Self::ByPassword)
            .chain(plain().map(Self::Plain))
            .chain(plain().map(|content| Self::ByPassword(PasswordFormat::in_age(content))))
            .chain(plain().map(|content| Self::ToRecipients(RecipientsFormat::new(content))))
    }
}
