-- What the archive knows. The index can be built again from this file alone.

-- Numbers by name: batch, the last one written.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended TEXT,
    cancelled INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL DEFAULT '{}'
) STRICT;

-- One letter each, by its 60-bit id. Values are those of its current text; facts are packed (store/replies.rs). Keys
-- are the first four bytes of a hash: what they find is compared whole.
CREATE TABLE replies (
    number INTEGER PRIMARY KEY,
    id INTEGER NOT NULL UNIQUE,
    status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
    line INTEGER NOT NULL,
    facts BLOB NOT NULL,
    citation_key INTEGER,
    doc_key INTEGER,
    text_hash BLOB NOT NULL,
    body_hash BLOB,
    version INTEGER NOT NULL,
    best_file INTEGER,
    passages INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    parser INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    added INTEGER NOT NULL
) STRICT;
CREATE INDEX replies_text ON replies (substr(text_hash, 1, 4));
CREATE INDEX replies_body ON replies (substr(body_hash, 1, 4)) WHERE body_hash IS NOT NULL;
CREATE INDEX replies_doc ON replies (doc_key) WHERE doc_key IS NOT NULL;
CREATE INDEX replies_citation ON replies (citation_key) WHERE citation_key IS NOT NULL;
CREATE INDEX replies_parser ON replies (parser);

-- Case numbers of a reply, by their key; twin is the key of its unit and date.
CREATE TABLE cases (
    key INTEGER NOT NULL,
    twin INTEGER NOT NULL,
    reply INTEGER NOT NULL,
    PRIMARY KEY (key, twin, reply)
) STRICT, WITHOUT ROWID;

-- Every version of a reply's text that was seen; replies.version names the current one. Text and line map are packed
-- together (archive/codec.rs).
CREATE TABLE texts (
    reply INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    format TEXT NOT NULL,
    chars INTEGER NOT NULL,
    added INTEGER NOT NULL,
    text BLOB NOT NULL,
    PRIMARY KEY (reply, version)
) STRICT;

-- The manifest. A line of a collection is a file of its own, with the collection as container. ctime_ns counts from
-- mtime_ns; states are present, missing, removed, quarantined.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL,
    path_key INTEGER NOT NULL,
    container INTEGER REFERENCES files (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL,
    hash BLOB,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 3),
    reason TEXT,
    detail TEXT,
    reply INTEGER REFERENCES replies (id) DEFERRABLE INITIALLY DEFERRED,
    format TEXT,
    encoding TEXT,
    extractor INTEGER NOT NULL,
    added INTEGER NOT NULL,
    run INTEGER NOT NULL
) STRICT;
CREATE INDEX files_path ON files (path_key);
CREATE INDEX files_hash ON files (substr(hash, 1, 4)) WHERE hash IS NOT NULL;
CREATE INDEX files_reply ON files (reply) WHERE reply IS NOT NULL;
CREATE INDEX files_line ON files (container) WHERE container IS NOT NULL;

-- Older names of a reply: earlier ids and citations.
CREATE TABLE aliases (
    key TEXT NOT NULL,
    reply INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (key, reply)
) STRICT, WITHOUT ROWID;

-- What people supplied: key is a path or a hash, value a JSON object.
CREATE TABLE metadata (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
