//! Packs a set of words into a double array over characters.
//!
//! In: words as rows of character codes (1 and up), each with a value from 1. Out: slots and the set of pairs, laid out
//! as `layout` says. Reads and writes no file.

use crate::layout;

/// Groups of 64 bases that may be tried in vain before families of this size and smaller ones begin later.
const PATIENCE: usize = 20;

#[derive(Default)]
struct Node {
    value: u16,
    children: Vec<(u16, u32)>,
}

/// The set of the first two codes of `words`.
pub fn pairs(words: &[(Vec<u16>, u16)]) -> Vec<u8> {
    let mut set = vec![0; layout::PAIRS / 8];
    for (word, _) in words {
        if let [first, second, ..] = word[..] {
            let (byte, bit) = layout::pair(first, second);
            set[byte] |= bit;
        }
    }
    set
}

/// Packs `words`, which must be sorted and distinct, into slots.
pub fn pack(words: &[(Vec<u16>, u16)]) -> Vec<u64> {
    let nodes = tree(words);
    let bases = place(&nodes);
    let length =
        nodes.iter().zip(&bases).filter_map(|(node, &base)| Some(base + u32::from(node.children.last()?.0)));
    let mut slots = vec![0u64; length.max().unwrap_or(0) as usize + 1];
    assert!(slots.len() <= layout::SLOTS as usize, "a slot's number has its bits");
    assert!(words.iter().all(|&(_, value)| value < layout::WEIGHTS), "a weight's number has its bits");
    // Parents stand before their children in `nodes`, so a parent's slot is known when its children are written.
    let mut slot_of = vec![0u32; nodes.len()];
    for (number, node) in nodes.iter().enumerate() {
        for &(code, child) in &node.children {
            let slot = bases[number] + u32::from(code);
            slot_of[child as usize] = slot;
            let child = child as usize;
            let filter =
                nodes[child].children.iter().fold(0, |all, &(code, _)| all | layout::filter_bit(code));
            slots[slot as usize] = layout::slot(bases[child], slot_of[number], filter, nodes[child].value);
        }
    }
    slots
}

/// The words as a tree; node 0 is the root.
fn tree(words: &[(Vec<u16>, u16)]) -> Vec<Node> {
    let mut nodes = vec![Node::default()];
    let mut path: Vec<u32> = vec![0];
    let mut last: &[u16] = &[];
    for (word, value) in words {
        let shared = word.iter().zip(last).take_while(|(a, b)| a == b).count();
        path.truncate(shared + 1);
        for &code in &word[shared..] {
            let new = nodes.len() as u32;
            nodes.push(Node::default());
            nodes[path[path.len() - 1] as usize].children.push((code, new));
            path.push(new);
        }
        nodes[path[path.len() - 1] as usize].value = *value;
        last = word;
    }
    nodes
}

/// The base of each node, 0 for the root and for nodes without children. Large families are placed first, at the
/// front, where the small ones fill the gaps: what is read most then lies close together.
fn place(nodes: &[Node]) -> Vec<u32> {
    let mut order: Vec<usize> =
        (1..nodes.len()).filter(|&number| !nodes[number].children.is_empty()).collect();
    order.sort_by_key(|&number| std::cmp::Reverse(nodes[number].children.len()));
    let mut bases = vec![0; nodes.len()];
    let mut free = Free::default();
    nodes[0].children.iter().for_each(|&(code, _)| free.take(usize::from(code)));
    let (mut family, mut from) = (usize::MAX, 0);
    for number in order {
        let children = &nodes[number].children;
        if children.len() < family {
            (family, from) = (children.len(), 0);
        }
        let (base, tried) = free.fit(children, from);
        if tried > PATIENCE {
            from = base / 64;
        }
        children.iter().for_each(|&(code, _)| free.take(base + usize::from(code)));
        bases[number] = base as u32;
    }
    bases
}

/// Which slots are taken, a bit each.
#[derive(Default)]
struct Free {
    taken: Vec<u64>,
}

impl Free {
    fn take(&mut self, slot: usize) {
        let word = slot / 64;
        if word >= self.taken.len() {
            self.taken.resize(word + 1, 0);
        }
        self.taken[word] |= 1 << (slot % 64);
    }

    /// The bits of the 64 slots from `slot` on.
    fn taken_from(&self, slot: usize) -> u64 {
        let (word, shift) = (slot / 64, slot % 64);
        let at = |word: usize| self.taken.get(word).copied().unwrap_or(0);
        if shift == 0 { at(word) } else { at(word) >> shift | at(word + 1) << (64 - shift) }
    }

    /// The first base from 64 · `from` on, but not 0, at which all children find a free slot, and how many groups of 64
    /// bases were tried.
    fn fit(&self, children: &[(u16, u32)], from: usize) -> (usize, usize) {
        for group in from.. {
            let mut taken = u64::from(group == 0);
            for &(code, _) in children {
                taken |= self.taken_from(64 * group + usize::from(code));
                if taken == u64::MAX {
                    break;
                }
            }
            if taken != u64::MAX {
                return (64 * group + taken.trailing_ones() as usize, group - from);
            }
        }
        unreachable!("past the last slot taken all are free")
    }
}
