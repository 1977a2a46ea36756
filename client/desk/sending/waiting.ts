import { type Parcel, progressOf } from '../../outbox/posts/parcel.ts';
import { isKept, type Upload } from '../../outbox/posts/upload.ts';

/** What waits on this device, summed up for the line that is always in view. */
export interface WaitingSum {
  readonly posts: number;
  readonly refused: number;
  readonly files: number;
  readonly kept: number;
  /** Share of all bytes that have arrived, from 0 to 1. */
  readonly share: number;
}

/** Sums up parcels and the files that are on their way, those of unfinished writings too. */
export function waitingSum(parcels: readonly Parcel[], uploads: ReadonlyMap<string, Upload>): WaitingSum {
  const all = [...uploads.values()];
  const bytes = all.reduce((sum, upload) => sum + upload.bytes, 0);
  const received = all.reduce((sum, upload) => sum + (isKept(upload) ? upload.bytes : upload.received), 0);
  const refused = parcels.filter((parcel) => parcel.refused !== undefined).length;
  return {
    ...{ posts: parcels.length - refused, refused, files: all.length },
    kept: all.filter(isKept).length,
    share: bytes === 0 ? 1 : received / bytes,
  };
}

/** How a parcel stands, in a word for which there is a sentence. */
export function standingOf(
  parcel: Parcel,
  uploads: ReadonlyMap<string, Upload>,
): 'refused' | 'out' | 'film' | 'files' | 'waiting' {
  if (parcel.refused !== undefined) return 'refused';
  if (parcel.sent) return 'out';
  const { files, kept } = progressOf(parcel, uploads);
  if (files === kept) return 'waiting';
  if (parcel.task.kind === 'publish') return parcel.task.writing.kind === 'video' ? 'film' : 'waiting';
  return 'files';
}
