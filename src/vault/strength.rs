//! The key derivation of every choice, as strong as the policy asks.

use trivet_formats::kdbx::Kdbx;
use trivet_formats::{
    AgePassphrase, Argon2Parameters, BitwardenProtected, Choice, Format as _, PasswordFormat,
    PlainFormat, ScryptWorkFactor, Sealing,
};

/// The choice with these parameters; nothing where its format cannot be so strong, or its readers would not open it then.
///
/// scrypt has one factor, which is raised until it takes as much memory. PBKDF2 takes none: it is offered only while nothing
/// beyond the default is asked for.
#[must_use]
pub fn raised(choice: Choice, kdf: Argon2Parameters) -> Option<Choice> {
    let Choice::ByPassword(format) = choice else {
        return Some(choice);
    };
    let format = match format {
        PasswordFormat::Kdbx(_) => PasswordFormat::Kdbx(Kdbx::new(kdf)),
        PasswordFormat::Bitwarden(bitwarden) => match bitwarden.sealing() {
            Sealing::Aes256Argon2id { .. } => {
                PasswordFormat::Bitwarden(BitwardenProtected::argon2id(kdf).ok()?)
            }
            _ if kdf == Argon2Parameters::DEFAULT => format,
            _ => return None,
        },
        PasswordFormat::Age(_) => {
            let name = choice.about().name;
            let content = PlainFormat::ALL
                .iter()
                .find(|plain| plain.about().name == name)?;
            PasswordFormat::Age(AgePassphrase::new(*content, work_factor(kdf)?))
        }
    };
    Some(Choice::ByPassword(format))
}

/// scrypt takes two to the power of this KiB.
fn work_factor(kdf: Argon2Parameters) -> Option<ScryptWorkFactor> {
    let power = kdf.memory_kib().next_power_of_two().ilog2();
    let least = ScryptWorkFactor::MINIMUM.get();
    ScryptWorkFactor::new(u8::try_from(power).ok()?.max(least)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealing(name: &str, kdf: Argon2Parameters) -> Option<Sealing> {
        match raised(Choice::by_name(name).unwrap(), kdf)? {
            Choice::ByPassword(format) => Some(format.sealing()),
            _ => None,
        }
    }

    #[test]
    fn the_default_stays_as_it_is() {
        for choice in Choice::all() {
            let raised = raised(choice, Argon2Parameters::DEFAULT).unwrap();
            assert_eq!(raised.name(), choice.name());
            if let (Choice::ByPassword(raised), Choice::ByPassword(format)) = (raised, choice) {
                assert_eq!(raised.sealing(), format.sealing());
            }
        }
    }

    #[test]
    fn more_is_asked_of_every_derivation() {
        let argon2id = Argon2Parameters::new(300 * 1024, 5, 4).unwrap();
        assert_eq!(
            sealing("kdbx", argon2id),
            Some(Sealing::ChaCha20 { argon2id })
        );
        assert_eq!(
            sealing("bitwarden-encrypted", argon2id),
            Some(Sealing::Aes256Argon2id { argon2id })
        );
        assert_eq!(
            sealing("pass+age-passphrase", argon2id),
            Some(Sealing::AgePassphrase {
                scrypt_work_factor: ScryptWorkFactor::new(19).unwrap()
            })
        );
        assert!(
            raised(
                Choice::by_name("bitwarden-encrypted-pbkdf2").unwrap(),
                argon2id
            )
            .is_none()
        );
        // Bitwarden opens no more than ten passes.
        let many = Argon2Parameters::new(64 * 1024, 11, 4).unwrap();
        assert!(sealing("bitwarden-encrypted", many).is_none());
        assert!(sealing("kdbx", many).is_some());
    }
}
