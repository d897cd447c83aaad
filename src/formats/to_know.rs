//! What to know of a format before it is chosen.

crate::coded! {
    /// Something to know. The vault has the sentences.
    pub enum ToKnow {
        /// The program that imports the file offers the credentials in the console's log-in form, and the format cannot prevent that.
        Offered = "offered",
        /// Browser extensions for `pass` fill in an entry by its path.
        PassByPath = "pass-by-path",
        /// A spreadsheet program changes or runs values that begin with =, +, -, or @.
        NoSpreadsheet = "no-spreadsheet",
        /// Title and permissions are in the realm of HTTP authentication, so Firefox offers the credentials in no form.
        FirefoxRealm = "firefox-realm",
        /// 1Password does not offer an API Credential in forms; others import it as a login and may.
        OnlyIn1password = "only-in-1password",
        /// Products exchange CXF from app to app, and may not import a file.
        CxfFromAppToApp = "cxf-from-app-to-app",
        /// The file is the body of a request; for the command, only the content of `data` is used.
        VaultBody = "vault-body",
        /// The command that inserts it into `pass`.
        PassInsert = "pass-insert",
        /// Bitwarden sets its own date of creation.
        BitwardenCreated = "bitwarden-created",
        /// PBKDF2 resists guessing less than Argon2id.
        Pbkdf2IsWeaker = "pbkdf2-is-weaker",
        /// `KeePassXC` turns a carriage return into a line feed when it saves a database.
        CarriageReturn = "carriage-return",
        /// The command that opens it.
        AgeDecrypt = "age-decrypt",
        /// There is no password; the command that opens it with a private key.
        AgeIdentity = "age-identity",
    }
}
