//! Browsers that wait for the next test, by the options that they were opened with.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::timeout;

use crate::{
    error::{Error, Result},
    session::{Browser, Session, SessionOptions},
};

/// More would cost memory, and hardly ever be asked for.
const MOST: usize = 4;

/// Making a browser as new takes half a second.
const LONGEST: Duration = Duration::from_secs(20);

static IDLE: Mutex<Vec<(SessionOptions, Session)>> = Mutex::new(Vec::new());

/// A browser with these options: one that has played another test and was made as new, or one that is opened now.
pub(crate) async fn take(browser: Browser, options: &SessionOptions) -> Result<Session> {
    let idle = {
        let mut idle = idle();
        let fits = |(of, session): &(SessionOptions, Session)| {
            session.browser() == browser && of == options
        };
        idle.iter().position(fits).map(|index| idle.remove(index).1)
    };
    match idle {
        Some(session) => Ok(session),
        None => Session::open(browser, options).await,
    }
}

/// Takes a browser back after a test that passed. One that cannot be made as new ends here.
pub(crate) async fn give_back(mut session: Session, options: &SessionOptions) {
    if !options.can_be_shared() || !session.can_be_renewed() {
        return;
    }
    let renewed = timeout(LONGEST, session.renew()).await;
    match renewed.unwrap_or_else(|_| Err(Error::wrong(format!("not done after {LONGEST:?}")))) {
        Ok(()) => {
            let mut idle = idle();
            idle.push((options.clone(), session));
            if idle.len() > MOST {
                drop(idle.remove(0));
            }
        }
        // The next test opens one; the time table shows it.
        Err(error) => eprintln!("a browser was not made as new and ends: {error}"),
    }
}

/// Ends all that wait.
pub(crate) fn end() {
    idle().clear();
}

fn idle() -> std::sync::MutexGuard<'static, Vec<(SessionOptions, Session)>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}
