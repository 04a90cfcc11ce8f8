//! Whether a file is hard-wrapped, and where its right margin is.
//!
//! In: the lines of a file. Out: [`Margin`], or nothing when its lines are paragraphs. A wrapped file shows by
//! many lines that end in the midst of a sentence at nearly the same column; that column is the margin.

use super::line::FileLine;
use super::ruler::{self, COLUMN, Ruler, Width};
use super::shape::{self, End, HeadingOrdinal, LineShape};

/// Lines looked at; of a longer file every n-th.
const SAMPLE: usize = 5000;
/// A margin nearer to the left than this is a column of a list.
const NARROWEST: u32 = 16 * COLUMN;
/// With few lines to go by, a margin must be where pages have it.
const NARROW: u32 = 40 * COLUMN;
/// Full lines that make many.
const MANY: usize = 8;

/// The right margin of a wrapped file and what goes with it, in half columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin {
    /// How the file counts columns.
    pub ruler: Ruler,
    /// Where full lines end.
    pub body: u32,
    /// Where full lines with a first-line indent end: a text pulled out of a page can have lost some of its indent.
    pub first: u32,
    /// The indent of lines within a paragraph.
    pub base: u32,
}

/// One line as the margin finder sees it.
#[derive(Clone, Copy)]
struct Measured {
    indent: u32,
    width: Width,
    /// Where it ends by the ruler in use.
    end: u32,
    open: bool,
    next_indent: u32,
    /// The next line begins with an ordinal, or as this one does: entries of a list do, continuations hardly ever.
    listed: bool,
}

impl Margin {
    /// The margin of `lines`, if they are wrapped at all.
    pub(super) fn find(lines: &[FileLine<'_>], shapes: &[LineShape<'_>]) -> Option<Margin> {
        let step = lines.len() / SAMPLE + 1;
        let sample: Vec<Sampled<'_>> = (0..lines.len())
            .step_by(step)
            .map(|at| (&lines[at], lines.get(at + 1).zip(shapes.get(at + 1))))
            .collect();
        let (mut best, mut most) = (Ruler::ALL[0], 0);
        let mut measured = measure(&sample);
        for ruler in Ruler::ALL {
            lay(ruler, &mut measured);
            let count = densest(open_ends(&measured), 2 * COLUMN).1;
            // Another way of counting must fit clearly better than the likelier ones before it.
            if count * 20 > most * 21 {
                (best, most) = (ruler, count);
            }
        }
        lay(best, &mut measured);
        let body = right_edge(&measured)?;
        let full = |m: &&Measured| m.open && is_full(m.end, body);
        let base = mode(measured.iter().filter(full).map(|m| m.next_indent).collect());
        let near = |m: &&Measured| {
            full(m) && m.indent > base + COLUMN && m.indent <= base + 12 * COLUMN && m.end + 8 * COLUMN > body
        };
        let first: Vec<u32> = measured.iter().filter(near).map(|m| m.end).collect();
        let first = if first.len() >= 4 { densest(first, 2 * COLUMN).0.min(body) } else { body };
        Some(Margin { ruler: best, body, first, base })
    }

    /// Columns left on `line` after the first piece of `next`; below nothing if that piece did not fit.
    pub(super) fn slack(&self, line: &FileLine<'_>, next: &FileLine<'_>) -> f64 {
        let indent = ruler::indent(line.indent);
        let indented = indent > self.base + COLUMN && indent <= self.base + 12 * COLUMN;
        let margin = if indented { self.first } else { self.body };
        let apart = line.text.chars().next_back().is_some_and(ruler::is_word)
            && next.text.chars().next().is_some_and(ruler::is_word);
        let used = indent
            .saturating_add(self.ruler.text(line.text))
            .saturating_add(self.ruler.first_piece(next.text))
            .saturating_add(if apart { COLUMN } else { 0 });
        (f64::from(margin) - f64::from(used)) / f64::from(COLUMN)
    }
}

/// A line, and the one after it with its shape.
type Sampled<'a> = (&'a FileLine<'a>, Option<(&'a FileLine<'a>, &'a LineShape<'a>)>);

fn measure(sample: &[Sampled<'_>]) -> Vec<Measured> {
    let measured = |(line, next): &Sampled<'_>| {
        let indent = ruler::indent(line.indent);
        let open = matches!(shape::end(line.text), End::Open | End::Comma | End::Closer) && next.is_some();
        let next_indent = next.map_or(0, |(next, _)| ruler::indent(next.indent));
        let first = line.text.chars().next();
        let listed = next.is_some_and(|(next, shape)| {
            next.text.chars().next() == first || shape.ordinal() != HeadingOrdinal::No
        });
        Measured { indent, width: Width::of(line.text), end: 0, open, next_indent, listed }
    };
    sample.iter().map(measured).collect()
}

/// Lays `ruler` to each line.
fn lay(ruler: Ruler, measured: &mut [Measured]) {
    for line in measured {
        line.end = line.indent.saturating_add(ruler.width(line.width));
    }
}

fn open_ends(measured: &[Measured]) -> Vec<u32> {
    measured.iter().filter(|m| m.open && m.end >= NARROWEST).map(|m| m.end).collect()
}

/// The fullest window that hardly any line reaches beyond, if it is where a margin can be.
fn right_edge(measured: &[Measured]) -> Option<u32> {
    let mut all: Vec<u32> = measured.iter().map(|m| m.end).collect();
    all.sort_unstable();
    let (mut best, mut most) = (None, 0);
    for (edge, count) in windows(open_ends(measured), 4 * COLUMN) {
        let beyond = all.len() - all.partition_point(|&end| end <= edge + 6 * COLUMN);
        if count >= most
            && (beyond <= count / 8 || beyond == 1 && count >= 4)
            && is_wrapped(measured, edge, count)
        {
            (best, most) = (Some(edge), count);
        }
    }
    best
}

/// The windows of `width` half columns that end at one of `ends`: right edge (the 90th percentile) and population.
fn windows(mut ends: Vec<u32>, width: u32) -> Vec<(u32, usize)> {
    ends.sort_unstable();
    let mut start = 0;
    let mut found = Vec::new();
    for at in 0..ends.len() {
        while ends[start] + width < ends[at] {
            start += 1;
        }
        if ends.get(at + 1) != Some(&ends[at]) {
            found.push((ends[start + (at - start) * 9 / 10], at + 1 - start));
        }
    }
    found
}

/// The fullest window; of equals the rightmost.
fn densest(ends: Vec<u32>, width: u32) -> (u32, usize) {
    windows(ends, width).into_iter().max_by_key(|&(_, count)| count).unwrap_or_default()
}

fn is_full(end: u32, margin: u32) -> bool {
    end + 6 * COLUMN > margin && end <= margin + 6 * COLUMN
}

/// Long lines end at the margin mostly, or far more often than lines of chance length would; several of them, `crowd`
/// of them within a few columns, in the midst of a sentence.
fn is_wrapped(measured: &[Measured], margin: u32, crowd: usize) -> bool {
    let (mut open, mut listed, mut full, mut long) = (0usize, 0usize, 0usize, 0usize);
    for m in measured {
        full += usize::from(is_full(m.end, margin));
        open += usize::from(is_full(m.end, margin) && m.open);
        listed += usize::from(is_full(m.end, margin) && m.open && m.listed);
        long += usize::from(m.end * 2 > margin && m.end <= margin + 6 * COLUMN);
    }
    let least = if open >= MANY { NARROWEST } else { NARROW };
    let expected = (long as u64 * u64::from(2 * 4 * COLUMN)).div_ceil(u64::from(margin.max(1)));
    let crowded = crowd as u64 >= 4 && crowd as u64 >= 3 * expected && full * 5 >= long;
    open >= 3 && margin >= least && listed * 2 <= open && (full * 3 >= long || crowded)
}

fn mode(mut values: Vec<u32>) -> u32 {
    values.sort_unstable();
    let run = values.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    run.and_then(|run| run.first()).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::super::shape::shapes;
    use super::*;

    fn columns(source: &str) -> Option<u32> {
        let lines = lines(source);
        Margin::find(&lines, &shapes(&lines)).map(|margin| margin.body / COLUMN)
    }

    #[test]
    fn lines_that_end_in_mid_sentence_at_one_column_show_the_margin() {
        let source = "近年来我厅围绕科技成果转化工作持续完善大型\n服务平台建设推动创新链产业链深度融合发展实\n\
                      施专项行动支持企业开展技术攻关和新产品研制\n完成改造。\n";
        assert_eq!(columns(&source.repeat(3)), Some(42));
    }

    #[test]
    fn short_lines_and_lists_are_not_wrapped() {
        assert_eq!(columns("某省科学技术厅\n2024年5月29日\n"), None);
        let list = "关于加强我省青年科技人才培养工作力度的提案\n关于完善社区居家养老服务设施建设的有关建议\n";
        assert_eq!(columns(&list.repeat(6)), None);
        assert_eq!(columns(""), None);
    }
}
