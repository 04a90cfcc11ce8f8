//! The character layer as a part of tantivy's segments.
//!
//! In: documents whose `chars` field holds a passage's code. Out: the layer's file, written and merged with the
//! segment it belongs to, named in the same commit, removed with it.

use std::any::Any;
use std::io;

use tantivy::directory::{OwnedBytes, TerminatingWrite};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Schema, Value};
use tantivy::{
    DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin, SegmentReader,
    TantivyDocument,
};

use crate::embedded::chars::EXTENSION;
use crate::embedded::chars::build::Builder;
use crate::embedded::chars::merge::{Source, merge};
use crate::embedded::chars::reader::Chars;
use crate::embedded::schema::schema;

/// Registered with every index that is written.
pub(crate) struct CharsPlugin;

/// The layer's file of an open segment.
fn open(segment: &SegmentReader) -> tantivy::Result<Chars> {
    let bytes: OwnedBytes = segment.open_read(component())?.read_bytes()?;
    let chars = Chars::open(bytes).filter(|chars| chars.passages() == segment.max_doc());
    chars.ok_or_else(|| damaged(&format!("{}.{EXTENSION}", segment.segment_id().uuid_string())))
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

/// Says that a file is not what it should be.
pub(crate) fn damaged(what: &str) -> tantivy::TantivyError {
    tantivy::TantivyError::DataCorruption(tantivy::error::DataCorruption::comment_only(what.to_owned()))
}

impl SegmentPlugin for CharsPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _ctx: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(CharsWriter { builder: Builder::default(), field: schema().1.chars }))
    }

    fn merge(&self, ctx: PluginMergeContext<'_>) -> tantivy::Result<()> {
        let mut sources = Vec::with_capacity(ctx.readers.len());
        for reader in ctx.readers {
            sources.push(Source {
                chars: open(reader)?,
                alive: Box::new(move |passage| {
                    reader.alive_bitset().is_none_or(|alive| alive.is_alive(passage))
                }),
            });
        }
        let out = ctx.target_segment.open_write(component())?;
        close(merge(&sources, out)?)
    }
}

fn close(out: impl TerminatingWrite) -> tantivy::Result<()> {
    Ok(out.terminate()?)
}

struct CharsWriter {
    builder: Builder,
    field: tantivy::schema::Field,
}

impl PluginWriter for CharsWriter {
    fn add_document(
        &mut self,
        _doc: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<TantivyDocument>();
        let code = document.and_then(|document| document.get_first(self.field)?.as_custom());
        match code.is_some_and(|code| self.builder.add(code)) {
            true => Ok(()),
            false => Err(io::Error::other("a passage without its characters").into()),
        }
    }

    fn serialize(self: Box<Self>, segment: &Segment, _: Option<&DocIdMapping>) -> tantivy::Result<()> {
        close(self.builder.write(segment.open_write(component())?)?)
    }

    fn mem_usage(&self) -> usize {
        self.builder.memory()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
