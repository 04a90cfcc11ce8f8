//! Messages on their way through files and pipes.
//!
//! In: a message. Out: JSON, `{code, values}`, and back. No language is known here; what was kept by an older dafu, in plain
//! words, comes back as a quotation.

use std::borrow::Cow;

use serde_json::{Map, Value as Json, json};

use dafu_words::message;
use dafu_words::message::{Message, Value};

/// Deepest message within messages that is read.
const DEEPEST: usize = 8;

/// A message as JSON.
pub fn json(message: &Message) -> Json {
    let values: Map<String, Json> =
        message.values.iter().map(|(name, value)| (name.to_string(), value_json(value))).collect();
    json!({"code": message.code, "values": values})
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Number(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Told(message) => json(message),
        Value::List(values) => values.iter().map(value_json).collect(),
    }
}

/// The message that `json` is.
pub fn read(json: &Json) -> Option<Message> {
    message_within(json, DEEPEST)
}

fn message_within(json: &Json, deeper: usize) -> Option<Message> {
    let code = json.get("code")?.as_str()?.to_owned();
    let values = json.get("values")?.as_object()?;
    let value = |(name, json): (&String, &Json)| {
        Some((Cow::Owned(name.clone()), value_within(json, deeper.checked_sub(1)?)?))
    };
    Some(Message { code: Cow::Owned(code), values: values.iter().map(value).collect::<Option<_>>()? })
}

fn value_within(json: &Json, deeper: usize) -> Option<Value> {
    match json {
        Json::Number(number) => Some(Value::Number(number.as_i64()?)),
        Json::String(text) => Some(Value::Text(text.clone())),
        Json::Object(_) => Some(Value::Told(Box::new(message_within(json, deeper)?))),
        Json::Array(values) => {
            let deeper = deeper.checked_sub(1)?;
            Some(Value::List(values.iter().map(|value| value_within(value, deeper)).collect::<Option<_>>()?))
        }
        Json::Null | Json::Bool(_) => None,
    }
}

/// A message as a text that can be kept; empty for none.
pub fn kept(message: Option<&Message>) -> String {
    message.map_or(String::new(), |message| json(message).to_string())
}

/// The message that was kept.
pub fn unkept(kept: &str) -> Option<Message> {
    if kept.is_empty() {
        return None;
    }
    let message = serde_json::from_str(kept).ok().as_ref().and_then(read);
    Some(message.unwrap_or_else(|| message!("fault_quoted", words = kept)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_was() {
        let inner = message!("fault_part_missing", name = "a\n\"b\".xml");
        let whole = message!("fault_damaged", format = "docx", lines = vec![1, -2], what = inner);
        assert_eq!(unkept(&kept(Some(&whole))).as_ref(), Some(&whole));
        assert_eq!(unkept(&kept(None)), None);
    }

    #[test]
    fn plain_words_of_an_older_dafu_are_quoted() {
        for words in
            ["the file is encrypted", "{}", "{\"code\": 1}", "[", "{\"code\":\"a\",\"values\":{\"b\":null}}"]
        {
            assert_eq!(unkept(words), Some(message!("fault_quoted", words = words)));
        }
        let mut deep = message!("x");
        for _ in 0..100 {
            deep = message!("x", y = deep);
        }
        assert!(matches!(unkept(&kept(Some(&deep))), Some(message) if message.code == "fault_quoted"));
    }
}
