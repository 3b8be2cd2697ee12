#ifndef KM_JOURNAL_SQL_H
#define KM_JOURNAL_SQL_H

/* Every statement the SQLite journal runs once its schema stands, on one page. Included by
 * journal_sqlite.c alone. */

enum statement {
    BEGIN,
    COMMIT,
    ROLLBACK,
    DATA_VERSION,
    PUT,
    PUT_SEAL,
    DROP_SEAL,
    HEADS,
    RANGE,
    SCAN,
    SEAL_FROM,
    SEAL_UPTO,
    GET,
    SET,
    REMOVE,
    STATEMENTS
};

/* One campus per store so far: 0. In HEADS, chain comes from the row of the greatest seq (SQLite's
 * rule for max). */
static const char *const texts[STATEMENTS] = {
        [BEGIN] = "BEGIN IMMEDIATE",
        [COMMIT] = "COMMIT",
        [ROLLBACK] = "ROLLBACK",
        [DATA_VERSION] = "PRAGMA data_version",
        [PUT] = "INSERT INTO record(campus, node, seq, day, hash, body) VALUES(0, ?, ?, ?, ?, ?)",
        [PUT_SEAL] = "INSERT INTO seal(campus, node, seq, chain, signature) VALUES(0, ?, ?, ?, ?)",
        [DROP_SEAL] = "DELETE FROM seal WHERE campus = 0 AND node = ? AND seq = ?",
        [HEADS] = "SELECT node, max(seq), chain FROM seal WHERE campus = 0 GROUP BY node",
        [RANGE] = "SELECT node, seq, day, hash, body FROM record"
                  " WHERE campus = 0 AND node = ? AND seq BETWEEN ? AND ? ORDER BY seq",
        [SCAN] = "SELECT node, seq, day, hash, body FROM record WHERE campus = 0"
                 " ORDER BY node, seq",
        [SEAL_FROM] = "SELECT seq, chain, signature FROM seal"
                      " WHERE campus = 0 AND node = ? AND seq >= ? ORDER BY seq LIMIT 1",
        [SEAL_UPTO] = "SELECT seq, chain, signature FROM seal"
                      " WHERE campus = 0 AND node = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
        [GET] = "SELECT value FROM value WHERE name = ?",
        [SET] = "INSERT OR REPLACE INTO value(name, value) VALUES(?, ?)",
        [REMOVE] = "DELETE FROM value WHERE name = ?",
};

#endif
