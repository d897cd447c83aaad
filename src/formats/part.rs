//! What an error of a file points at.

crate::coded! {
    /// The part of a file, or of this program, in which an error shows. A technical name, for a report; it is not translated.
    #[allow(missing_docs)] // the names say it
    pub enum Part {
        Aes = "aes",
        AfterEnd = "after-end",
        ApiKeyId = "api-key-id",
        ApiKeySecret = "api-key-secret",
        Argon2 = "argon2",
        Authentication = "authentication",
        Base64 = "base64",
        Block = "block",
        BlockAuthentication = "block-authentication",
        Buffer = "buffer",
        Cipher = "cipher",
        Compression = "compression",
        Csv = "csv",
        Database = "database",
        Encryption = "encryption",
        Entry = "entry",
        Error = "error",
        Group = "group",
        Handover = "handover",
        Header = "header",
        HeaderAuthentication = "header-authentication",
        HeaderHash = "header-hash",
        Hkdf = "hkdf",
        Hmac = "hmac",
        Identifier = "identifier",
        InnerHeader = "inner-header",
        Json = "json",
        KeyDerivationParameters = "key-derivation-parameters",
        Layout = "layout",
        NewEntry = "new-entry",
        Notes = "notes",
        Payload = "payload",
        ProtectedValue = "protected-value",
        Recipients = "recipients",
        Scrypt = "scrypt",
        Size = "size",
        Text = "text",
        TextEncoding = "text-encoding",
        Url = "url",
        Wrapping = "wrapping",
        X25519 = "x25519",
        Xml = "xml",
        Zip = "zip",
    }
}

crate::coded! {
    /// What a reader does not know, or does not touch.
    pub enum Feature {
        /// A KDBX version other than 4.1.
        KdbxVersion = "kdbx-version",
        /// An unknown header field.
        HeaderField = "header-field",
        /// A cipher other than `ChaCha20`.
        OtherThanChaCha20 = "other-than-chacha20",
        /// Compression.
        Compression = "compression",
        /// An attachment or an unknown inner header field.
        InnerHeaderField = "inner-header-field",
        /// A mask other than `ChaCha20`.
        MaskOtherThanChaCha20 = "mask-other-than-chacha20",
        /// A key derivation parameter that is not a number.
        ParameterNotNumber = "parameter-not-number",
        /// A key derivation other than Argon2id.
        OtherThanArgon2id = "other-than-argon2id",
        /// A document type.
        DocumentType = "document-type",
        /// A protected value in an unusual place.
        ProtectedUnusualPlace = "protected-unusual-place",
        /// A protected value that is not plain text.
        ProtectedNotText = "protected-not-text",
        /// No group that takes an entry.
        NoGroup = "no-group",
        /// Another mark of protected values.
        ProtectedMark = "protected-mark",
        /// A protected value that stands elsewhere.
        ProtectedElsewhere = "protected-elsewhere",
        /// A text encoding other than UTF-8.
        TextEncoding = "text-encoding",
        /// A version after KDBX 4.
        LaterVersion = "later-version",
        /// A header field of KDBX 3.
        Kdbx3Field = "kdbx-3-field",
        /// Another compression.
        OtherCompression = "other-compression",
        /// Another mask for protected values.
        OtherMask = "other-mask",
        /// Another key derivation.
        OtherKeyDerivation = "other-key-derivation",
        /// A secret or data of its own for Argon2.
        Argon2Secret = "argon2-secret",
        /// Another version of Argon2.
        Argon2Version = "argon2-version",
        /// Another cipher.
        OtherCipher = "other-cipher",
        /// More than one way to open it.
        SeveralWays = "several-ways",
        /// Another way to open it than a passphrase.
        OtherThanPassphrase = "other-than-passphrase",
        /// A key derivation other than Argon2id and PBKDF2.
        OtherThanArgon2idOrPbkdf2 = "other-than-argon2id-or-pbkdf2",
        /// A part that a program wrote in a form that is not known here.
        Part {
            /// Which one.
            part: Part,
        } = "part",
    }
}
