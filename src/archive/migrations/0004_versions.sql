-- Several texts of one letter are held side by side: which of a reply's texts a file holds, how many the index holds, and
-- by which names another text of the same letter is found.

-- 0 where it is not known: the file is read again by the next run.
ALTER TABLE files ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
UPDATE files SET version = coalesce((SELECT version FROM replies WHERE replies.best_file = files.id), 0);
UPDATE files SET extractor = 0 WHERE version = 0 AND reply IS NOT NULL AND container IS NULL;

ALTER TABLE replies ADD COLUMN held INTEGER NOT NULL DEFAULT 1;

-- Names are looked up by four bytes of their hash: what they find is compared whole.
CREATE TABLE names (
    key INTEGER NOT NULL,
    reply INTEGER NOT NULL,
    PRIMARY KEY (key, reply)
) STRICT, WITHOUT ROWID;

-- Letters are read again by the next run, which names them.
UPDATE replies SET parser = 0;
