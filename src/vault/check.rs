//! Whether the key works: asked by a press only, while the window has the values. The second program sends the one request.

use super::problem::Problem;
use super::session::Session;
use super::words_of::check::Answer;
use super::{direct, platform};
use std::rc::Rc;

impl Session {
    /// Has the console say whether the key works. Nothing else waits for it.
    pub(crate) async fn check_key(self: Rc<Self>) {
        let item = self.held.borrow().item.clone();
        let base_url = item.map(|item| item.details.account.base_url());
        let Some(base_url) = base_url.filter(|_| !self.checks.replace(true)) else {
            return;
        };
        self.page.show_checking();
        let answer = self.ask_console(&base_url).await;
        let answer = answer.unwrap_or_else(|problem| Some(problem.into()));
        self.checks.set(false);
        // Of values that were wiped meanwhile nothing more is said.
        let is_held = self.held.borrow().item.is_some();
        self.page.show_answer(answer.filter(|_| is_held));
    }

    async fn ask_console(&self, base_url: &str) -> Result<Option<Answer>, Problem> {
        // Granted with the extension in Chromium, and withheld by some in Firefox: asked while the press still counts.
        if !platform::may_speak_to(&[base_url, "/*"].concat()).await {
            return Err(Problem::AddressNotPermitted);
        }
        let program = direct::program().await?;
        let item = self.held.borrow().item.clone();
        match item {
            Some(item) => direct::check_key(program, item).await.map(Some),
            None => Ok(None),
        }
    }
}
