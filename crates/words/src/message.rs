//! What a person is to be told, in no language yet.
//!
//! In: the name of an entry of the catalogue, and values. Out: the same as plain data. The words of each language stand in
//! the catalogue of the program; nothing below it puts sentences together.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;

/// Something to be told: the code of an entry of the catalogue, and the values that the entry speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Name of the entry.
    pub code: Cow<'static, str>,
    /// Values by the names that the entry gives them.
    pub values: Values,
}

/// Values by their names.
pub type Values = Vec<(Cow<'static, str>, Value)>;

/// A value of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number; the entry decides on singular and plural by it.
    Number(i64),
    /// Words that are the same in every language: a name, a path, a quotation, a command.
    Text(String),
    /// Something that is told within the message.
    Told(Box<Message>),
    /// Several, told one after the other.
    List(Vec<Value>),
}

impl Message {
    /// A message without values.
    pub fn new(code: impl Into<Cow<'static, str>>) -> Message {
        Message { code: code.into(), values: Vec::new() }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Message {
        self.values.push((Cow::Borrowed(name), value.into()));
        self
    }
}

/// Code and values, for developers.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        for (n, (name, value)) in self.values.iter().enumerate() {
            write!(f, "{}{name}: {value}", if n == 0 { " {" } else { ", " })?;
        }
        if self.values.is_empty() { Ok(()) } else { f.write_str("}") }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(f, "{number}"),
            Value::Text(text) => f.write_str(text),
            Value::Told(message) => write!(f, "{message}"),
            Value::List(values) => {
                for (n, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if n == 0 { "" } else { " " })?;
                }
                Ok(())
            }
        }
    }
}

/// `message!("search_total", passages = 3)`: a [`Message`] by its code, with values by their names.
#[macro_export]
macro_rules! message {
    ($code:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new($code)$(.with(stringify!($name), $value))*
    };
}

macro_rules! from_numbers {
    ($($number:ty)*) => {
        $(impl From<$number> for Value {
            fn from(number: $number) -> Value {
                Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

from_numbers!(u8 u16 u32 u64 usize i32 i64);

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<&Path> for Value {
    fn from(path: &Path) -> Value {
        Value::Text(path.display().to_string())
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Value {
        Value::Told(Box::new(message))
    }
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(values: Vec<V>) -> Value {
        Value::List(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_message_is_a_code_and_values() {
        let cause = message!("system_gone");
        let message =
            message!("fault_part", name = "a.xml", number = 3_u32, cause = cause, all = vec!["x", "y"]);
        assert_eq!(message.to_string(), "fault_part {name: a.xml, number: 3, cause: system_gone, all: x y}");
    }
}
