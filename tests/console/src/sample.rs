//! The account the console shows: made up, and the same at every start but for the values.

use crate::{
    state::{Rights, SftpUser, Token, User},
    truth::Truth,
    values::{self, Values},
};

/// The day of everything made since the start: fixed, so that pictures of two runs do not differ.
pub(crate) const TODAY: &str = "2026-03-14";

/// The datasets of the account.
pub(crate) const DATASETS: [&str; 5] = [
    "engage",
    "engage_staging",
    "northern_outfitters_b2c",
    "partner_portal",
    "sandbox_emea",
];

/// The permission boxes some accounts have besides the documented three, with whether each starts ticked.
pub(crate) const EXTRA: [(&str, bool); 4] = [
    ("Can read profiles", true),
    ("Can export segments", false),
    ("Can manage catalog", true),
    ("Can delete data", false),
];

/// The truth at the start.
pub(crate) fn truth() -> Result<Truth, getrandom::Error> {
    Ok(Truth {
        tokens: tokens()?,
        sftp_users: sftp_users()?,
        users: users(),
        touched: Vec::new(),
        requests: Vec::new(),
    })
}

fn tokens() -> Result<Vec<Token>, getrandom::Error> {
    let rights = |access_api, send_events, enabled| Rights {
        access_api,
        send_events,
        enabled,
        extra: Vec::new(),
    };
    [
        (
            "Nightly catalog feed",
            "2024-08-02",
            rights(true, false, true),
            "203.0.113.24, 203.0.113.25",
            &[][..],
        ),
        (
            "Mobile app events (iOS, Android)",
            "2025-01-19",
            rights(false, true, true),
            "",
            &[][..],
        ),
        (
            "Partner portal pilot",
            "2025-05-30",
            rights(true, true, true),
            "",
            &["partner_portal"][..],
        ),
        (
            "Old data warehouse export",
            "2023-11-07",
            rights(true, false, false),
            "",
            &[][..],
        ),
    ]
    .into_iter()
    .zip(1041..)
    .map(|((notes, day, rights, ips, datasets), number)| {
        let Values { key_id, secret } = Values::random()?;
        Ok(Token {
            number,
            key_id,
            secret,
            rights,
            datasets: datasets.iter().map(|&name| name.to_owned()).collect(),
            notes: notes.to_owned(),
            ip_accept_list: ips.to_owned(),
            day: day.to_owned(),
            ..Token::default()
        })
    })
    .collect()
}

fn sftp_users() -> Result<Vec<SftpUser>, getrandom::Error> {
    [
        ("acme7f3k_catalog", "2024-07-29", true),
        ("acme7f3k_agency", "2025-02-11", false),
    ]
    .into_iter()
    .zip(7..)
    .map(|((name, day, enabled), number)| {
        Ok(SftpUser {
            number,
            user_name: name.to_owned(),
            password: values::secret()?,
            enabled,
            can_upload: true,
            day: day.to_owned(),
            ..SftpUser::default()
        })
    })
    .collect()
}

fn users() -> Vec<User> {
    [
        (
            "mara.lindqvist@northernoutfitters.example",
            "Mara Lindqvist",
            "Administrator",
            true,
        ),
        (
            "deshawn.okafor@northernoutfitters.example",
            "DeShawn Okafor",
            "Campaign Editor",
            true,
        ),
        (
            "priya.raman@northernoutfitters.example",
            "Priya Raman",
            "Viewer",
            true,
        ),
        (
            "tomas.weber@northernoutfitters.example",
            "Tomás Weber",
            "Campaign Editor",
            false,
        ),
    ]
    .into_iter()
    .map(|(email, name, role, enabled)| User {
        email: email.to_owned(),
        name: name.to_owned(),
        role: role.to_owned(),
        enabled,
        saves: 0,
    })
    .collect()
}
