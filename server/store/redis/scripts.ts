import { createHash } from 'node:crypto';

/** A Lua script and the name under which Redis remembers it. A script is atomic, also on the disk. */
export interface Script {
  readonly lua: string;
  /** SHA-1 of the text, hex, as EVALSHA takes it. */
  readonly sha: string;
}

function script(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') };
}

/** KEYS head; ARGV epoch. Creates the head where there is none; answers epoch, seq, group, hash. */
export const OPEN_LOG = script(`
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'seq', '0', 'group', '0', 'hash', '', 'series', '0')
end
return redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'group', 'hash')
`);

/**
 * KEYS head, stream; ARGV expected epoch, seq, group and hash, then new group, first seq, last seq, last hash
 * and the lines. Appends one group as one stream entry if the head is the expected one; answers 1 or 0, or -1
 * where the stream does not hold every group before it.
 */
export const APPEND = script(`
local head = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'group', 'hash')
for i = 1, 4 do
  if head[i] ~= ARGV[i] then return 0 end
end
if redis.call('XLEN', KEYS[2]) ~= tonumber(ARGV[3]) then return -1 end
redis.call('XADD', KEYS[2], ARGV[5] .. '-0', 'first', ARGV[6], 'hash', ARGV[8], 'lines', ARGV[9], 'last', ARGV[7])
redis.call('HSET', KEYS[1], 'seq', ARGV[7], 'group', ARGV[5], 'hash', ARGV[8])
return 1
`);

/**
 * KEYS head; ARGV key of the log's stream without its epoch. Answers what `Looked` says: the kinds of head and stream,
 * the head, how many groups there are, and the id and hash of the last.
 */
export const LOOK = script(`
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'hash' then return {kind, false, false, false, false, 'none', 0, false, false} end
local head = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'group', 'hash')
local stream = ARGV[1] .. (head[1] or '')
local holds = redis.call('TYPE', stream).ok
local entries, id, hash = 0, false, false
if holds == 'stream' then
  entries = redis.call('XLEN', stream)
  local last = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  if last then id, hash = last[1], last[2][4] or false end
end
return {kind, head[1], head[2], head[3], head[4], holds, entries, id, hash}
`);

/** KEYS stream; ARGV seq, last group. Answers the group in which the line after that seq stands. */
export const FIND_GROUP = script(`
local after, low, high = tonumber(ARGV[1]), 1, tonumber(ARGV[2])
while low < high do
  local middle = math.ceil((low + high) / 2)
  local id = string.format('%d-0', middle)
  local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
  if not entry or tonumber(entry[2][2]) > after + 1 then high = middle - 1 else low = middle end
end
return low
`);

/**
 * KEYS head; ARGV key of the log's series without its epoch, then bodies. Adds them with dense ids; answers
 * the id before the first of them, or nil where there is no log.
 */
export const APPEND_SERIES = script(`
local head = redis.call('HMGET', KEYS[1], 'epoch', 'series')
if not head[1] then return false end
local last = tonumber(head[2])
for i = 2, #ARGV do
  redis.call('XADD', ARGV[1] .. head[1], string.format('%d-0', last + i - 1), 'body', ARGV[i])
end
redis.call('HSET', KEYS[1], 'series', string.format('%d', last + #ARGV - 1))
return last
`);

/**
 * KEYS head, stream; ARGV group. Answers epoch, seq and series id of the head, and the hash with which that
 * group ends in the stream ('' where there is no such group).
 */
export const PLACE = script(`
local head = redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'series')
local id = ARGV[1] .. '-0'
local entry = redis.call('XRANGE', KEYS[2], id, id)[1]
return {head[1], head[2], head[3], entry and entry[2][4] or ''}
`);

/**
 * KEYS head; ARGV keys of log and series without their epoch, then new epoch, seq, group, hash and series id.
 * Makes streams that lie ready under the new epoch the log, and removes the old ones; answers 1, or 0 where
 * the epoch is not a new one.
 */
export const REPLACE_LOG = script(`
local old = redis.call('HGET', KEYS[1], 'epoch')
if old == ARGV[3] then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[3], 'seq', ARGV[4], 'group', ARGV[5], 'hash', ARGV[6], 'series', ARGV[7])
if old then redis.call('UNLINK', ARGV[1] .. old, ARGV[2] .. old) end
return 1
`);

/** KEYS head; ARGV keys of log and series without their epoch. Removes all three, where there is such a log. */
export const REMOVE_LOG = script(`
local epoch = redis.call('HGET', KEYS[1], 'epoch')
redis.call('UNLINK', KEYS[1])
if epoch then redis.call('UNLINK', ARGV[1] .. epoch, ARGV[2] .. epoch) end
return 1
`);

/** KEYS collection; ARGV key, body, expected version or ''. Answers the new version, or nil. */
export const PUT_RECORD = script(`
local stored = redis.call('HGET', KEYS[1], ARGV[1])
local version = stored and tonumber(string.match(stored, '^%d+')) or 0
if ARGV[3] ~= '' and tonumber(ARGV[3]) ~= version then return false end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d:', version + 1) .. ARGV[2])
return version + 1
`);

/** KEYS group; ARGV now in ms. Forgets reports that have run out; answers the sum of the others. */
export const READ_PRESENCE = script(`
local reports = redis.call('HGETALL', KEYS[1])
local sum = 0
for i = 1, #reports, 2 do
  local count, expiry = string.match(reports[i + 1], '^(%d+):(%d+)$')
  if tonumber(expiry) > tonumber(ARGV[1]) then sum = sum + tonumber(count)
  else redis.call('HDEL', KEYS[1], reports[i]) end
end
return sum
`);
