//! What a page shows besides text.
//!
//! In: a page. Out: the share of it that pictures cover. Where no picture is, the content is looked through for
//! anything that paints: letters drawn as outlines are as unreadable as a scan.

use super::source::Mended;
use pdfboss_core::content::{ContentOps, Op};
use pdfboss_core::{Immediate, Page, block_on, page_content_with};

/// Share of the page that pictures cover.
pub(super) fn pictures(source: &Mended<'_>, page: &Page) -> f32 {
    let images =
        block_on(pdfboss_text::placed_images_with(Immediate(source), page, None)).unwrap_or_default();
    let whole = (page.media_box.width() * page.media_box.height()).abs().max(1.0);
    let covered = |image: &pdfboss_text::PlacedImage| {
        image.bbox.intersect(page.media_box).map_or(0.0, |seen| (seen.width() * seen.height()).abs())
    };
    let sum: f32 = images.iter().map(covered).sum();
    (sum / whole).clamp(0.0, 1.0)
}

/// The same, and a little more than nothing where anything else is painted.
pub(super) fn share(source: &Mended<'_>, page: &Page) -> f32 {
    let covered = pictures(source, page);
    if covered > 0.0 {
        return covered;
    }
    let content = block_on(page_content_with(Immediate(source), page)).unwrap_or_default();
    let mut operators = ContentOps::new(&content);
    while let Ok(Some((operator, _))) = operators.next_op() {
        let paints = matches!(
            operator,
            Op::Stroke
                | Op::CloseStroke
                | Op::Fill
                | Op::FillEvenOdd
                | Op::FillStroke
                | Op::FillStrokeEvenOdd
                | Op::CloseFillStroke
                | Op::CloseFillStrokeEvenOdd
                | Op::XObject(_)
                | Op::Shading(_)
                | Op::InlineImage(_)
        );
        if paints {
            return f32::EPSILON;
        }
    }
    0.0
}
