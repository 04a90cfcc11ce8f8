//! What is damaged in an archive, as people read it.

use crate::archive::verify::Damage;
use crate::language::Language;
use crate::render::sanitize::sanitize;
use dafu_words::message;
use dafu_words::message::Message;

/// A damage in a sentence.
pub(crate) fn damage(damage: &Damage, language: Language) -> String {
    sanitize(&language.say(&match damage {
        Damage::Current(what) => message!("verify_current", what = what.clone()),
        Damage::StoreLost { what, replies, passages } => {
            let what = Message::new(format!("damage_store_{what}"));
            message!("verify_store_lost", what = what, replies = *replies, passages = *passages)
        }
        Damage::Older { held, last } => message!("verify_older", held = *held, last = *last),
        Damage::Passage(id) => message!("verify_passage", id = id),
        Damage::Store(what) => message!("verify_store", what = what.clone()),
        Damage::Text(id, what) => message!("verify_text", id = id.to_string(), what = what.clone()),
        Damage::IndexFile(name) => message!("verify_index_file", name = name),
        Damage::Index(what) => message!("verify_index", what = what.clone()),
        Damage::NotIndexed(id) => message!("verify_not_indexed", id = id.to_string()),
        Damage::Passages(id, held, wanted) => {
            message!("verify_passages", id = id.to_string(), held = *held, wanted = *wanted)
        }
        Damage::Stray(id) => message!("verify_stray", id = id.to_string()),
    }))
}
