//! What is damaged in an archive, as people read it.

use crate::archive::verify::Damage;
use crate::render::sanitize::sanitize;

/// A damage in a sentence.
pub(crate) fn damage(damage: &Damage) -> String {
    sanitize(&match damage {
        Damage::Current(what) => format!("CURRENT, which names the index, is lost: {what}"),
        Damage::StoreLost { what, replies, passages } => format!(
            "store.sqlite {what}: the list of files, the recovered texts and what was supplied about letters are lost with it; the \
             index still holds {passages} passages of {replies} letters"
        ),
        Damage::Older { held, last } => format!(
            "store.sqlite is older than the index ({last} batches, the index has {held}): another one was put in its place, or its \
             log store.sqlite-wal was lost"
        ),
        Damage::Passage(id) => format!("what the index keeps of the passage {id} is not what was written"),
        Damage::Store(what) => format!("the store is damaged: {what}"),
        Damage::Text(id, what) => format!("the stored text of {id} is damaged: {what}"),
        Damage::IndexFile(name) => format!("the index file {name} does not fit its checksum"),
        Damage::Index(what) => format!("the index cannot be read: {what}"),
        Damage::NotIndexed(id) => format!("{id} is in the store and not in the index"),
        Damage::Passages(id, held, wanted) => {
            format!("the index holds {held} passages of {id}, or others, instead of its {wanted}")
        }
        Damage::Stray(id) => format!("{id} is in the index and not in the store"),
    })
}
