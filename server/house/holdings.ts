import type { Holdings } from '../../shared/house/wire.ts';
import { invitesOf } from '../access/invites.ts';
import { sessionsOf } from '../access/sessions.ts';
import { copyIdOf } from '../dress/copies.ts';
import { TOURS, tourIn } from '../live/tour-records.ts';
import type { Files } from '../media/files/files.ts';
import { filesOfTour } from '../media/files/open-files.ts';
import { picturesOf, videosOf } from '../media/kept-media.ts';
import { uploadsOf } from '../media/uploads/upload-record.ts';
import { draftsOf } from '../newsroom/drafts.ts';
import { subscriptionsIn } from '../push/subscriptions.ts';
import type { Store } from '../store/port.ts';

/** What would go with a tour that is deleted, counted anew. Sizes in bytes. Throws StoreUnavailable and FilesUnavailable. */
export async function holdingsOf(store: Store, files: Files, id: string): Promise<Holdings> {
  const log = { events: 0, bytes: 0 };
  for await (const { bodies, seq } of store.readStretches(id, 0)) {
    log.events = seq;
    for (const body of bodies) log.bytes += Buffer.byteLength(body);
  }
  const series = { positions: 0, bytes: 0 };
  for await (const lines of store.readSeries(id, 0)) {
    series.positions += lines.length;
    for (const { body } of lines) series.bytes += Buffer.byteLength(body);
  }
  const collections = new Map(
    (await store.namedAfter(id)).map(({ collection, records }) => [collection, records]),
  );
  const take = (collection: string): number => {
    const records = collections.get(collection) ?? 0;
    collections.delete(collection);
    return records;
  };
  const { pictures, videos } = await filesOfTour(files, id).weigh();
  const rehearsal = await store.getRecord(TOURS, copyIdOf(id));
  return {
    events: log.events,
    eventBytes: log.bytes,
    positions: series.positions,
    positionBytes: series.bytes,
    // Of each there are files in several widths: what people count is pictures.
    pictures: take(picturesOf(id)),
    pictureBytes: pictures.bytes,
    videos: take(videosOf(id)),
    videoBytes: videos.bytes,
    uploads: take(uploadsOf(id)),
    invites: take(invitesOf(id)),
    sessions: take(sessionsOf(id)),
    drafts: take(draftsOf(id)),
    subscriptions: take(subscriptionsIn(id)),
    otherRecords: [...collections.values()].reduce((sum, records) => sum + records, 0),
    hasRehearsal: rehearsal !== undefined && tourIn(rehearsal).rehearsalOf === id,
  };
}
