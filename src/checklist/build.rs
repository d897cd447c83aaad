//! Makes the enum of the panel's texts.

fn main() -> Result<(), trivet_messages::MessagesError> {
    trivet_messages::generate("panel_", &["checklist", "overlay", "guard"])
}
