//! To a service: sent over HTTPS, read back and compared. Nothing is written to disk.

use super::destination::Destination;
use super::ending::Ending;
use super::message::Message;
use super::problem::Problem;
use super::session::Session;
use super::stage::{Event, Stage, Work};
use super::{direct, paint, platform, words_of};
use std::rc::Rc;
use trivet_checklist::plain::Plain;
use trivet_services::service::{Kind, ServerAddress};
use trivet_vault_direct::Outcome;

/// Under which name the extension's storage has the answers for a service.
fn key(kind: Kind) -> String {
    ["server ", kind.name()].concat()
}

impl Session {
    /// Shows what the service asks for: filled in as the last time, or as the organization has it.
    pub(crate) fn show_service(&self, kind: Kind) {
        self.page.show_service(kind);
        if let Some(address) = &self.rules.borrow().service_address {
            self.page.fix_address(address);
            return;
        }
        let servers = self.servers.borrow();
        if let Some((_, answers)) = servers.iter().find(|(known, _)| *known == kind) {
            self.page.show_server_answers(answers);
        }
    }

    /// Reads what was entered for each service the last time.
    pub(crate) async fn read_servers(&self) {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            match platform::kept(&key(kind)).await {
                Plain::Nothing => {}
                answers => found.push((kind, answers)),
            }
        }
        self.servers.replace(found);
    }

    /// Forgets the server that was used last.
    pub(crate) fn forget_server(&self) {
        if let Destination::Service(kind) = self.destination.get() {
            platform::forget(key(kind));
            self.servers
                .borrow_mut()
                .retain(|(known, _)| *known != kind);
            self.page.forget_server_answers();
        }
    }

    /// Sends the key to a service and has it read back; wipes when all is right.
    pub(crate) async fn store_at_service(self: &Rc<Self>, kind: Kind) -> Result<(), Problem> {
        if self.stage() != Stage::Ready {
            return Ok(());
        }
        let typed = |name: &str| self.page.typed(&["service-", name].concat());
        let address = self.rules.borrow().server(typed("address"));
        // None for what is no address; the second program says so.
        let pattern = ServerAddress::parse(&address).map(|address| address.match_pattern());
        // Asked while the press of the button still counts: the browser puts the question to nobody else.
        if let Ok(pattern) = &pattern
            && !platform::may_speak_to(pattern).await
        {
            return Err(Problem::AddressNotPermitted);
        }
        let item = self.held.borrow().item.clone();
        let Some(item) = item.filter(|_| self.advance(Event::Send)) else {
            // Where a second press has sent it while the browser asked, the permission is that one's to give back.
            if let Ok(pattern) = &pattern
                && self.stage() != Stage::Working(Work::Sending)
            {
                platform::speak_no_more_to(pattern).await;
            }
            return Ok(());
        };
        paint::painted().await;
        let outcome = {
            let asked = [
                ("address", &address),
                ("token", &typed("token")),
                ("mount", &typed("mount")),
                ("path", &typed("path")),
                ("namespace", &typed("namespace")),
                ("vault", &self.page.chosen_vault()),
            ];
            let purpose = self.purpose();
            direct::to_service(&item, &purpose, kind.name(), &asked, self.told().as_ref()).await
        };
        drop(item);
        // Whatever came of it: who goes another way now, or closes the window, leaves no permission behind.
        if let Ok(pattern) = &pattern {
            platform::speak_no_more_to(pattern).await;
        }
        match outcome? {
            Outcome::Stored { place } => self.is_kept(kind, &place).await,
            Outcome::InKeePassXc(_) => return Err(Problem::ProgramFailed),
            Outcome::ChooseVault { vaults } => {
                self.page.show_vaults(&vaults);
                self.advance(Event::AskMore);
                self.page.show_notice(Message::ChooseVault);
            }
        }
        Ok(())
    }

    /// It stands there, and every field was compared.
    async fn is_kept(&self, kind: Kind, place: &str) {
        let answers = self.page.server_answers();
        let title = words_of::service::title(kind).into();
        let ending = Ending {
            event: Event::Stored,
            place,
            name: [&self.page.in_words(&title), ", ", place].concat(),
            file: None,
        };
        platform::keep(key(kind), &answers);
        self.end(ending, |page| page.show_kept(kind, place)).await;
    }
}
