//! Makes the enum of the window's texts.

fn main() -> Result<(), trivet_messages::MessagesError> {
    trivet_messages::generate("vault_", &["vault"])
}
