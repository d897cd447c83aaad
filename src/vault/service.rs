//! To a service: sent over HTTPS, read back and compared. Nothing is written to disk.

use super::destination::Destination;
use super::problem::Problem;
use super::session::Session;
use super::stage::{Event, Stage, Work};
use super::{direct, paint, platform, words};
use crate::direct::Outcome;
use crate::handover::FromVault;
use crate::service::{Kind, ServerAddress};
use crate::wipe;
use std::rc::Rc;

impl Session {
    /// Sends the key to a service and has it read back; wipes when all is right.
    pub(super) async fn store_at_service(self: &Rc<Self>, kind: Kind) -> Result<(), Problem> {
        if self.stage() != Stage::Ready {
            return Ok(());
        }
        let typed = |name: &str| self.page.typed(&["service-", name].concat());
        let address = typed("address");
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
            direct::to_service(&item, kind.name(), &asked, self.told().as_ref()).await
        };
        drop(item);
        // Whatever came of it: who goes another way now, or closes the window, leaves no permission behind.
        if let Ok(pattern) = &pattern {
            platform::speak_no_more_to(pattern).await;
        }
        match outcome? {
            Outcome::Stored { place } => self.is_kept(kind, &place).await,
            Outcome::ChooseVault { vaults } => {
                self.page.show_vaults(&vaults);
                self.advance(Event::AskMore);
                self.page.show_notice(words::CHOOSE_VAULT);
            }
        }
        Ok(())
    }

    /// It stands there, and every field was compared.
    async fn is_kept(&self, kind: Kind, place: &str) {
        // Wiped before it is said; what is said holds no value.
        self.wipe();
        paint::turn(wipe::stack).await;
        self.page.show_kept(kind, place);
        self.advance(Event::Stored);
        let file_name = [kind.title(), ", ", place].concat();
        self.report(&FromVault::Verified { file_name });
        platform::remember(&Destination::Service(kind).id());
    }
}
