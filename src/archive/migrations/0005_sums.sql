-- Checksums: `facts` has a row `sum TABLE` for each table and one for the schema, counted by store/counting.rs.

-- Files and folders in quarantine that somebody looked at, for this reason: another one is new again.
CREATE TABLE acknowledged (
    file INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL
) STRICT;
