//! What is damaged in an archive, as people read it.

use crate::archive::verify::Damage;
use crate::render::sanitize::sanitize;

/// A damage in a sentence.
pub(crate) fn damage(damage: &Damage) -> String {
    sanitize(&match damage {
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
