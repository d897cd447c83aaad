//! Errors of a file, and what they point at.

use super::name;
use crate::message::{Message, Words};
use trivet_formats::{ExportError, Feature, Field, Inexpressible};

/// What went wrong with a file.
#[must_use]
pub fn words(error: ExportError) -> Message {
    match error {
        ExportError::EmptyPassword => Message::ExportEmptyPassword,
        ExportError::PlainForbidden => Message::ExportPlainForbidden,
        ExportError::PlainNotConfirmed => Message::ExportPlainNotConfirmed,
        ExportError::WrongPassword => Message::ExportWrongPassword,
        ExportError::BadRecipient { line } => Message::ExportBadRecipient { line: name(&line) },
        ExportError::NoRecipient => Message::ExportNoRecipient,
        ExportError::TooManyRecipients => Message::ExportTooManyRecipients,
        ExportError::NotForThisKey => Message::ExportNotForThisKey,
        ExportError::CannotExpress { field, reason } => Message::ExportCannotExpress {
            reason: cannot(field, reason).into(),
        },
        ExportError::KdfTooWeak => Message::ExportKdfTooWeak,
        ExportError::KdfTooCostly => Message::ExportKdfTooCostly,
        ExportError::OutOfMemory => Message::ExportOutOfMemory,
        ExportError::NoRandomness => Message::ExportNoRandomness,
        ExportError::NotThisFormat => Message::ExportNotThisFormat,
        ExportError::Unsupported { feature } => Message::ExportUnsupported {
            feature: feature_name(feature),
        },
        ExportError::Damaged { part } => Message::ExportDamaged {
            part: part.code().into(),
        },
        ExportError::Differs { field } => Message::ExportDiffers {
            field: field_name(field),
        },
        ExportError::SealedDifferently => Message::ExportSealedDifferently,
        ExportError::Internal { part } => Message::ExportInternal {
            part: part.code().into(),
        },
    }
}

/// Why a value cannot be saved as it is, in a whole sentence.
#[must_use]
pub fn cannot(field: Field, reason: Inexpressible) -> Message {
    let field = field_name(field);
    match reason {
        Inexpressible::ControlCharacter => Message::CannotControlCharacter { field },
        Inexpressible::NonCharacter => Message::CannotNonCharacter { field },
        Inexpressible::LineBreak => Message::CannotLineBreak { field },
        Inexpressible::Empty => Message::CannotEmpty { field },
        Inexpressible::Placeholder => Message::CannotPlaceholder { field },
        Inexpressible::NotOneLine => Message::CannotNotOneLine { field },
        Inexpressible::Before1970 => Message::CannotBefore1970 { field },
        Inexpressible::Comma => Message::CannotComma { field },
        Inexpressible::ByteOrderMark => Message::CannotByteOrderMark { field },
        Inexpressible::OuterSpace => Message::CannotOuterSpace { field },
        Inexpressible::TooLong { most } => Message::CannotTooLong {
            field,
            most: name(&most),
        },
    }
}

/// What a field is called.
#[must_use]
pub fn field_name(field: Field) -> Words {
    let message = match field {
        Field::Title => Message::FieldTitle,
        Field::KeyId => Message::FieldKeyId,
        Field::Secret => Message::FieldSecret,
        Field::Url => Message::FieldUrl,
        Field::Notes => Message::FieldNotes,
        Field::Permissions => Message::FieldPermissions,
        Field::Created => Message::FieldCreated,
        Field::AutofillMark => Message::FieldAutofillMark,
        Field::Expiry => Message::FieldExpiry,
    };
    message.into()
}

/// What a reader does not know; a part of a file has a technical name.
#[must_use]
pub fn feature_name(feature: Feature) -> Words {
    let message = match feature {
        Feature::KdbxVersion => Message::FeatureKdbxVersion,
        Feature::HeaderField => Message::FeatureHeaderField,
        Feature::OtherThanChaCha20 => Message::FeatureOtherThanChacha20,
        Feature::Compression => Message::FeatureCompression,
        Feature::InnerHeaderField => Message::FeatureInnerHeaderField,
        Feature::MaskOtherThanChaCha20 => Message::FeatureMaskOtherThanChacha20,
        Feature::ParameterNotNumber => Message::FeatureParameterNotNumber,
        Feature::OtherThanArgon2id => Message::FeatureOtherThanArgon2id,
        Feature::DocumentType => Message::FeatureDocumentType,
        Feature::ProtectedUnusualPlace => Message::FeatureProtectedUnusualPlace,
        Feature::ProtectedNotText => Message::FeatureProtectedNotText,
        Feature::NoGroup => Message::FeatureNoGroup,
        Feature::ProtectedMark => Message::FeatureProtectedMark,
        Feature::ProtectedElsewhere => Message::FeatureProtectedElsewhere,
        Feature::TextEncoding => Message::FeatureTextEncoding,
        Feature::LaterVersion => Message::FeatureLaterVersion,
        Feature::Kdbx3Field => Message::FeatureKdbx3Field,
        Feature::OtherCompression => Message::FeatureOtherCompression,
        Feature::OtherMask => Message::FeatureOtherMask,
        Feature::OtherKeyDerivation => Message::FeatureOtherKeyDerivation,
        Feature::Argon2Secret => Message::FeatureArgon2Secret,
        Feature::Argon2Version => Message::FeatureArgon2Version,
        Feature::OtherCipher => Message::FeatureOtherCipher,
        Feature::SeveralWays => Message::FeatureSeveralWays,
        Feature::OtherThanPassphrase => Message::FeatureOtherThanPassphrase,
        Feature::OtherThanArgon2idOrPbkdf2 => Message::FeatureOtherThanArgon2idOrPbkdf2,
        Feature::Part { part } => return part.code().into(),
    };
    message.into()
}
