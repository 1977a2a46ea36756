import type { BeatAnswer, Beat as BeatBody, Dashboard, Draft, PostVersion } from '../../../shared/desk.ts';
import type { ServerTime } from '../../live/server-time.ts';
import { type Outcome, senderTo, type Waiting } from '../commands.ts';
import { type Uploads, uploadsBy } from './upload.ts';

type Body = Readonly<Record<string, unknown>>;

/** The server as an editor's page speaks to it. Nothing here throws. */
export interface DeskServer {
  /**
   * The same for one outlet: while the browser has another one's session, nothing is taken. `waiting` counts what is on
   * this device and not on the server.
   */
  speakingFor(outletId: string, waiting?: Waiting): DeskServer;
  /** Whose session this browser has. */
  whoAmI(): Promise<Outcome<{ readonly id: string; readonly name?: string }>>;
  give(type: string, body: Body): Promise<Outcome>;
  saveDraft(id: string, body: Body): Promise<Outcome<{ readonly version: number }>>;
  draft(id: string): Promise<Outcome<Draft>>;
  forgetDraft(id: string, version: number): Promise<Outcome>;
  beat(beat: BeatBody): Promise<Outcome<BeatAnswer>>;
  history(postId: string): Promise<Outcome<{ readonly versions: readonly PostVersion[] }>>;
  dashboard(): Promise<Outcome<Dashboard>>;
  readonly uploads: Uploads;
}

/** An editor's server on a tour. `language` is that of the refusals' sentences. */
export function deskServer(
  tourId: string,
  time: ServerTime,
  language: string,
  outletId?: string,
  waiting?: Waiting,
): DeskServer {
  const send = senderTo(tourId, time, outletId, waiting);
  const reading = { headers: { 'accept-language': language }, cache: 'no-store' } as const;
  const writing = (method: string, body: unknown): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify(body),
  });
  const draftAt = (id: string): string => `/desk/drafts/${encodeURIComponent(id)}`;
  return {
    speakingFor: (id, counted) => deskServer(tourId, time, language, id, counted),
    whoAmI: () => send('/session?as=editor', reading),
    give: (type, body) => send(`/commands/${type}`, writing('POST', body)),
    saveDraft: (id, body) => send(draftAt(id), writing('PUT', body)),
    draft: (id) => send(draftAt(id), reading),
    forgetDraft: (id, version) =>
      send(`${draftAt(id)}?basedOnVersion=${version}`, { ...reading, method: 'DELETE' }),
    beat: (beat) => send('/desk/beat', writing('POST', beat)),
    history: (postId) => send(`/desk/posts/${encodeURIComponent(postId)}/history`, reading),
    dashboard: () => send('/desk/dashboard', reading),
    uploads: uploadsBy(send, language),
  };
}
