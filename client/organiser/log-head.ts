/** A line of the log, by its number, and the hash that stands for it and everything before it. */
interface End {
  readonly seq: number;
  readonly hash: string;
}

/** Where the log ends, where days ended, and where the result was made final, while it is. */
export interface LogHead extends End {
  readonly dayEnds: readonly (End & { readonly day: number })[];
  readonly finalised?: End;
}

/** Asks the server; undefined where it was not to be had. */
export async function askLogHead(tourId: string): Promise<LogHead | undefined> {
  try {
    const answer = await fetch(`/api/tours/${encodeURIComponent(tourId)}/head`);
    return answer.ok ? ((await answer.json()) as LogHead) : undefined;
  } catch {
    return undefined;
  }
}

/** What is typed on the server to check that a line is still the same. */
export const verifyLine = ({ seq, hash }: End): string => `npm run verify -- --seq ${seq} --head ${hash}`;
