-- What the archive knows. The index can be built again from this file alone.

-- Numbers: batch (the last written), extractor, parser.
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

-- One letter each, by its 60-bit id. Values are those of its current text.
CREATE TABLE replies (
    id INTEGER PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('present', 'missing', 'removed')),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    citation TEXT NOT NULL,
    citation_key TEXT NOT NULL,
    doc_number TEXT NOT NULL,
    doc_key TEXT NOT NULL,
    unit TEXT NOT NULL,
    date TEXT NOT NULL,
    year TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    body_hash BLOB,
    version INTEGER NOT NULL,
    best_file INTEGER,
    passages INTEGER NOT NULL,
    digest INTEGER NOT NULL,
    parser INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    first_seen TEXT NOT NULL
) STRICT;
CREATE INDEX replies_text ON replies (text_hash);
CREATE INDEX replies_body ON replies (body_hash) WHERE body_hash IS NOT NULL;
CREATE INDEX replies_doc ON replies (doc_key) WHERE doc_key <> '';
CREATE INDEX replies_citation ON replies (citation_key);
CREATE INDEX replies_batch ON replies (batch);

-- Case numbers of a reply: key compares (no leading zeros, folded), raw shows.
CREATE TABLE cases (
    reply INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    key TEXT NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (reply, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_key ON cases (key);

-- Every version of a reply's text that was seen; replies.version names the current one.
CREATE TABLE texts (
    reply INTEGER NOT NULL REFERENCES replies (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    version INTEGER NOT NULL,
    hash BLOB NOT NULL,
    format TEXT NOT NULL,
    chars INTEGER NOT NULL,
    text BLOB NOT NULL,
    lines BLOB NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (reply, version)
) STRICT;

-- The manifest. A line of a collection is a file of its own, with the collection as container.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    display TEXT NOT NULL,
    container INTEGER REFERENCES files (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL,
    hash BLOB,
    state TEXT NOT NULL CHECK (state IN ('present', 'missing', 'removed', 'quarantined')),
    reason TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    reply INTEGER REFERENCES replies (id) DEFERRABLE INITIALLY DEFERRED,
    format TEXT NOT NULL DEFAULT '',
    encoding TEXT NOT NULL DEFAULT '',
    extractor INTEGER NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    run INTEGER NOT NULL
) STRICT;
CREATE INDEX files_hash ON files (hash) WHERE hash IS NOT NULL;
CREATE INDEX files_reply ON files (reply) WHERE reply IS NOT NULL;
CREATE INDEX files_container ON files (container) WHERE container IS NOT NULL;

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
