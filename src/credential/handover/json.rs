//! Messages from and to JSON, for tests: what a browser's port makes of them natively.

use super::{Arrived, Field, Handover, Message};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// Reads a message.
#[must_use]
pub fn read(message: &Value) -> Option<Handover> {
    let fields = message.as_object()?.iter();
    let fields = fields.map(|(name, value)| (name.clone(), arrived(value)));
    Handover::from_fields(fields.collect())
}

fn arrived(value: &Value) -> Arrived {
    let text = |text: &str| Zeroizing::new(text.to_owned());
    match value {
        Value::String(one) => Arrived::Text(text(one)),
        Value::Bool(flag) => Arrived::Flag(*flag),
        Value::Number(number) => number.as_f64().map_or(Arrived::Other, Arrived::Number),
        Value::Array(list) => {
            let texts: Option<Vec<_>> = list.iter().map(|one| one.as_str().map(text)).collect();
            texts.map_or(Arrived::Other, Arrived::Texts)
        }
        Value::Null | Value::Object(_) => Arrived::Other,
    }
}

/// Writes a message: the values themselves.
#[must_use]
pub fn write(message: &Message) -> Value {
    let fields = message.fields().map(|(name, field)| {
        let value = match field {
            Field::Text(text) => json!(text),
            Field::Texts(texts) => json!(texts),
            Field::Flag(flag) => json!(flag),
            Field::Number(number) => json!(number),
        };
        (name.to_owned(), value)
    });
    Value::Object(fields.into_iter().collect())
}
