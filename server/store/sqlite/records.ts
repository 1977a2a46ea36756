import { byKey, type RecordPart } from '../parts.ts';
import { isNamedAfter, type StoredRecord } from '../port.ts';
import { isDocument } from '../record-documents.ts';
import type { SqliteDatabase } from './database.ts';

/** Records and counters in the database; presence in memory, since this process is the only server. */
export function sqliteRecords(db: SqliteDatabase): RecordPart {
  const presence = new Map<string, Map<string, { readonly count: number; readonly untilMs: number }>>();

  return {
    async getRecord(collection, key) {
      return db.read(() =>
        plain(
          db.row('SELECT key, version, body FROM records WHERE collection = ? AND key = ?', collection, key),
        ),
      );
    },

    async putRecord(collection, key, body, ifVersion) {
      return db.write(() => {
        const sql = 'SELECT version FROM records WHERE collection = ? AND key = ?';
        const version = db.row<{ version: number }>(sql, collection, key)?.version ?? 0;
        if (ifVersion !== undefined && ifVersion !== version) return undefined;
        db.run('INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)', collection, key, version + 1, body);
        return version + 1;
      });
    },

    async deleteRecord(collection, key) {
      return db.write(
        () => db.run('DELETE FROM records WHERE collection = ? AND key = ?', collection, key) > 0,
      );
    },

    async listRecords(collection) {
      const rows = db.read(() =>
        db.rows<StoredRecord>('SELECT key, version, body FROM records WHERE collection = ?', collection),
      );
      // Sorted here: SQLite compares UTF-8 bytes, which is another order beyond U+FFFF.
      return rows.map(({ key, version, body }) => ({ key, version, body })).sort(byKey);
    },

    async unreadableRecords() {
      const sql =
        "SELECT collection, key, body FROM records WHERE NOT json_valid(body) OR trim(body) = 'null' ORDER BY collection, key";
      const rows = db.read(() => db.rows<{ collection: string; key: string; body: string }>(sql));
      return rows.filter(({ body }) => !isDocument(body)).map(({ collection, key }) => ({ collection, key }));
    },

    async addToCounter(name, by) {
      const sql =
        'INSERT INTO counters VALUES (?, ?) ' +
        'ON CONFLICT (name) DO UPDATE SET value = value + excluded.value RETURNING value';
      return db.write(() => db.row<{ value: number }>(sql, name, by)?.value ?? by);
    },

    async readCounter(name) {
      const sql = 'SELECT value FROM counters WHERE name = ?';
      return db.read(() => db.row<{ value: number }>(sql, name)?.value ?? 0);
    },

    async namedAfter(log) {
      const sql = 'SELECT collection, count(*) AS records FROM records GROUP BY collection';
      return db
        .read(() => db.rows<{ collection: string; records: number }>(sql))
        .filter(({ collection }) => isNamedAfter(log, collection))
        .map(({ collection, records }) => ({ collection, records }))
        .sort((a, b) => (a.collection < b.collection ? -1 : 1));
    },

    async countersNamedAfter(log) {
      return db
        .read(() => db.rows<{ name: string; value: number }>('SELECT name, value FROM counters'))
        .filter(({ name }) => isNamedAfter(log, name))
        .map(({ name, value }) => ({ name, value }))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },

    async removeNamedAfter(log) {
      db.write(() => {
        for (const { name } of db.rows<{ name: string }>('SELECT DISTINCT collection AS name FROM records'))
          if (isNamedAfter(log, name)) db.run('DELETE FROM records WHERE collection = ?', name);
        for (const { name } of db.rows<{ name: string }>('SELECT name FROM counters'))
          if (isNamedAfter(log, name)) db.run('DELETE FROM counters WHERE name = ?', name);
      });
      presence.delete(log);
    },

    async reportPresence(group, processId, count, ttlMs, nowMs) {
      const reports = presence.get(group) ?? new Map();
      presence.set(group, reports.set(processId, { count, untilMs: nowMs + ttlMs }));
    },

    async readPresence(group, nowMs) {
      const reports = presence.get(group);
      let sum = 0;
      for (const [processId, { count, untilMs }] of reports ?? []) {
        if (untilMs > nowMs) sum += count;
        else reports?.delete(processId);
      }
      if (reports?.size === 0) presence.delete(group);
      return sum;
    },
  };
}

function plain(row: StoredRecord | undefined): StoredRecord | undefined {
  return row && { key: row.key, version: row.version, body: row.body };
}
