//! The tables in docs/destinations.md, played line by line: for each step, status and body, the error. The words are
//! compared where they are, in the vault.

use super::tests::{connect, engine, item};
use super::*;
use serde_json::json;

/// Answers from the table's line; `looks` is what every request after it is answered with.
fn play<E: Exchange<Outcome = Stored>>(
    mut exchange: E,
    before: Vec<Answer>,
    line: Option<Answer>,
) -> ServiceError {
    exchange.begin().unwrap();
    for answer in before {
        assert!(exchange.answered(answer).is_ok());
    }
    let line = line.map(|line| (line.status, line.body));
    for _ in 0..20 {
        let next = match &line {
            Some((status, body)) => exchange.answered(Answer {
                status: *status,
                body: body.clone(),
            }),
            None => exchange.unanswered(),
        };
        match next {
            Err(error) => return error,
            Ok(Next::Done(_)) => panic!("stored"),
            Ok(Next::Send(_) | Next::Later(..)) => {}
        }
    }
    panic!("it does not end")
}

fn answer(status: u16, body: &Value) -> Answer {
    Answer {
        status,
        body: Zeroizing::new(serde_json::to_vec(body).unwrap()),
    }
}

/// The rows below a heading of docs/destinations.md: step, status, what the body says, what Trivet says, its code.
fn rows(heading: &str) -> Vec<[String; 5]> {
    let text = include_str!("../../../docs/destinations.md");
    let part = text.split(heading).nth(1).unwrap();
    let table = part.split("|---|---|---|---|---|\n").nth(1).unwrap();
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    let rows: Vec<[String; 5]> = rows
        .map(|row| {
            let cells = row.trim_matches(['|', ' ']).split(" | ");
            let cells: Vec<String> = cells
                .map(|cell| cell.trim_matches('`').to_owned())
                .collect();
            cells.try_into().unwrap()
        })
        .collect();
    assert!(rows.len() > 10);
    rows
}

fn check(row: &[String; 5], error: ServiceError) {
    assert_eq!(error.code(), row[4], "{row:?}");
}

fn line(row: &[String; 5], body: impl Fn(&str) -> Value) -> Option<Answer> {
    let status = row[1].parse().ok()?;
    Some(answer(status, &body(&row[2])))
}

#[test]
fn every_line_of_the_key_value_table_is_said() {
    let (engine, item) = (engine(), item());
    let place = Place::new("team", "secret", "x").unwrap();
    for row in rows("## Vault and OpenBao: what a response means") {
        let body = |text: &str| match text {
            "a version with deletion_time" => {
                json!({ "data": { "data": null, "metadata": { "version": 1, "deletion_time": "2026-11-29T12:25:12Z" } } })
            }
            "another secret" => {
                json!({ "data": { "data": { "x": "y" }, "metadata": { "version": 1 } } })
            }
            "another type or version" => {
                json!({ "data": { "type": "kv", "options": { "version": "1" } } })
            }
            "—" => json!({ "errors": [] }),
            "something else" => json!({ "data": 1 }),
            said => json!({ "errors": [said] }),
        };
        let mounted = json!({ "data": { "type": "kv", "options": { "version": "2" } } });
        let steps = [
            answer(200, &mounted),
            answer(404, &json!({ "errors": [] })),
            answer(200, &json!({ "data": { "version": 1 } })),
        ];
        let before = match row[0].as_str() {
            "mount" => 0,
            "look" => 1,
            "write" => 2,
            "read" => 3,
            other => panic!("{other}"),
        };
        let before = steps.into_iter().take(before).collect();
        check(
            &row,
            play(
                StoreSecret::new(&engine, &place, &item),
                before,
                line(&row, body),
            ),
        );
    }
}

#[test]
fn every_line_of_the_connect_table_is_said() {
    let ((address, token, vault), item) = (connect(), item());
    let body = |text: &str| match text {
        "no vault" => json!([]),
        "another item" => json!({ "id": "abcdefghijklmnopqrstuvwxyz", "title": "x" }),
        "—" => json!({}),
        "something else" => json!({ "data": 1 }),
        said => json!({ "status": 0, "message": said }),
    };
    for row in rows("## 1Password Connect: what a response means") {
        let before = match row[0].as_str() {
            "vaults" => {
                let mut exchange = ListVaults::new(&address, &token);
                exchange.begin().unwrap();
                let next = match line(&row, body) {
                    Some(answer) => exchange.answered(answer),
                    None => exchange.unanswered(),
                };
                check(&row, next.err().unwrap());
                continue;
            }
            "look" => Vec::new(),
            "write" => vec![answer(200, &json!([]))],
            "read" => vec![
                answer(200, &json!([])),
                answer(200, &json!({ "id": "abcdefghijklmnopqrstuvwxyz" })),
            ],
            other => panic!("{other}"),
        };
        let exchange = StoreItem::new(&address, &token, &vault, &item, false);
        check(&row, play(exchange, before, line(&row, body)));
    }
}
