//! What can go wrong. Nothing here holds a value of the item.

use super::{Feature, Part, coded};

coded! {
    /// A field of the item, or of the file around it.
    pub enum Field {
        /// The title.
        Title = "title",
        /// The API Key ID.
        KeyId = "key-id",
        /// The API Key Secret.
        Secret = "secret",
        /// The base URL.
        Url = "url",
        /// The notes.
        Notes = "notes",
        /// The permissions.
        Permissions = "permissions",
        /// The time of creation.
        Created = "created",
        /// The mark that keeps the entry out of the browser's log-in forms.
        AutofillMark = "autofill-mark",
        /// When the entry expires.
        Expiry = "expiry",
    }
}

coded! {
    /// Why a format cannot hold a value exactly.
    pub enum Inexpressible {
        /// A control character other than tab and line break.
        ControlCharacter = "control-character",
        /// U+FFFE or U+FFFF, which are no characters.
        NonCharacter = "non-character",
        /// A line break inside one permission's name.
        LineBreak = "line-break",
        /// A permission without a name.
        Empty = "empty",
        /// Something like `{TITLE}`, which the programs that open the file replace by another value.
        Placeholder = "placeholder",
        /// A line break in a value that has one line.
        NotOneLine = "not-one-line",
        /// Before Unix time began, where times have no sign.
        Before1970 = "before-1970",
        /// A comma inside one permission's name, where commas stand between the names.
        Comma = "comma",
        /// Begins with U+FEFF, which readers take for a mark of the byte order and drop.
        ByteOrderMark = "byte-order-mark",
        /// White space at an edge, which the importer cuts off.
        OuterSpace = "outer-space",
        /// More than the programs that open the file take: they refuse the import, or leave the whole entry out.
        TooLong {
            /// The most bytes.
            most: usize,
        } = "too-long",
    }
}

coded! {
    /// Why a file could not be written, read or verified.
    pub enum ExportError {
        /// No password was given.
        EmptyPassword = "empty-password",
        /// The policy does not allow files that are not encrypted.
        PlainForbidden = "plain-forbidden",
        /// Nobody confirmed that the file may be written without encryption.
        PlainNotConfirmed = "plain-not-confirmed",
        /// The password does not open the file.
        WrongPassword = "wrong-password",
        /// A line that is no public key.
        BadRecipient {
            /// Which line, counted from 1.
            line: usize,
        } = "bad-recipient",
        /// No public key.
        NoRecipient = "no-recipient",
        /// More public keys than a file takes.
        TooManyRecipients = "too-many-recipients",
        /// The file was not written in this session.
        NotForThisKey = "not-for-this-key",
        /// The format cannot hold a field exactly, and nothing is altered silently.
        CannotExpress {
            /// Which field.
            field: Field,
            /// Why not.
            reason: Inexpressible,
        } = "cannot-express",
        /// Key derivation parameters below the minimum, or impossible ones.
        KdfTooWeak = "kdf-too-weak",
        /// Key derivation parameters above what is computed here.
        KdfTooCostly = "kdf-too-costly",
        /// The memory for the key derivation could not be had.
        OutOfMemory = "out-of-memory",
        /// The random generator failed.
        NoRandomness = "no-randomness",
        /// The bytes are not of this format at all.
        NotThisFormat = "not-this-format",
        /// Of this format, but with a feature that this reader does not know.
        Unsupported {
            /// Which one.
            feature: Feature,
        } = "unsupported",
        /// The bytes are not what was written.
        Damaged {
            /// Where it shows.
            part: Part,
        } = "damaged",
        /// A field was read back, but not as it was written.
        Differs {
            /// The first such field.
            field: Field,
        } = "differs",
        /// The file is sound, but not sealed the way that was asked for.
        SealedDifferently = "sealed-differently",
        /// A fault of our own.
        Internal {
            /// Where.
            part: Part,
        } = "internal",
    }
}
