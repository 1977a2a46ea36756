import { createHash } from 'node:crypto';
import type { Snapshot, TourPart } from '../../shared/protocol.ts';

/** The server does not take what was sent, and will not when it is sent again. */
export class Refused extends Error {}

/** The demo's way to the server: the same HTTP as phones, trackers and desks. */
export interface DemoClient {
  /** Gives a command until it is answered; throws {@link Refused} where it is refused. */
  command(token: string, type: string, members: object): Promise<void>;
  /** Exchanges an invite link for a session's token. */
  enter(link: string): Promise<string>;
  /** As the host: makes the tour, and enters it; the organiser's token. */
  makeTour(host: string, name: string): Promise<string>;
  /** As the host: a one-time link for another host. */
  inviteHost(host: string, name: string): Promise<string>;
  /** Makes invites; their links, in order. */
  invite(
    token: string,
    invites: readonly { role: string; id: string; name?: string }[],
  ): Promise<readonly string[]>;
  /** Uploads a picture; what the server says of it goes into a post. */
  upload(token: string, bytes: Buffer): Promise<object>;
  /** Uploads a film as the desk does; what the server says of it goes into a post. */
  uploadFilm(token: string, bytes: Buffer): Promise<{ readonly id: string; readonly bytes: number }>;
  /** Likes a post as a reader's device; where that is too much, it is not counted. */
  like(postId: string, device: string): Promise<void>;
  /** A reader opens the page, or has it open still; where that is too much, it is not counted. */
  visit(body: { visitor: string; polling: boolean; from?: string; postId?: string }): Promise<void>;
  /** Sets the rehearsal's clock. */
  setClock(token: string, nowUnixMs: number, speed: number): Promise<void>;
  /** The tour as the organiser sees it. */
  tour(token: string): Promise<TourPart>;
  /** Sends what a tracker sends, to the tracker's own address. */
  track(address: string, body: object): Promise<void>;
}

const TRIES = 8;
const pauseMs = (tried: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 200 * 2 ** tried)));

/** Talks to the server at `base`, about its tour `tour`. */
export function demoClient(base: string, tour: string): DemoClient {
  let serial = 0;
  const run = Math.random().toString(36).slice(2, 8);

  /** Sends again what was not answered, as every phone does: the retry key makes that safe. */
  async function send(path: string, init: RequestInit): Promise<Response> {
    for (let tried = 0; ; tried += 1) {
      let answer: Response | undefined;
      try {
        answer = await fetch(path.startsWith('http') ? path : `${base}${path}`, init);
      } catch (error) {
        if (tried >= TRIES) throw error;
      }
      if (answer?.ok) return answer;
      const passing = answer === undefined || answer.status === 503 || answer.status === 429;
      if (!passing || tried >= TRIES) {
        const said = `${init.method} ${path.replace(/\/track\/.*/, '/track/…')}: ${answer?.status} ${await answer?.text()}`;
        throw passing || (answer?.status ?? 500) >= 500 ? new Error(said) : new Refused(said);
      }
      await pauseMs(tried);
    }
  }

  const post = (path: string, token: string | undefined, body: object) =>
    send(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });

  /** Without trying again: readers of a tour do not press on either. */
  async function once(path: string, body: object): Promise<void> {
    await fetch(`${base}/live/${tour}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined);
  }

  return {
    async command(token, type, members) {
      serial += 1;
      await post(`/api/tours/${tour}/commands/${type}`, token, {
        commandId: `demo-${run}-${String(serial).padStart(6, '0')}`,
        ...members,
      });
    },
    async enter(link) {
      const answer = await post('/api/session', undefined, { secret: new URL(link).hash.slice(1) });
      return ((await answer.json()) as { token: string }).token;
    },
    async makeTour(host, name) {
      const answer = await post('/api/house/tours', host, { commandId: `demo-${run}-tour`, id: tour, name });
      return ((await answer.json()) as { token: string }).token;
    },
    async inviteHost(host, name) {
      const answer = await post('/api/house/invites', host, { name });
      return ((await answer.json()) as { url: string }).url;
    },
    async invite(token, invites) {
      const answer = await post(`/api/tours/${tour}/invites`, token, { invites });
      return ((await answer.json()) as { invites: { url: string }[] }).invites.map((invite) => invite.url);
    },
    async upload(token, bytes) {
      const answer = await send(`/api/tours/${tour}/pictures`, {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg', authorization: `Bearer ${token}` },
        body: new Uint8Array(bytes),
      });
      return (await answer.json()) as object;
    },
    async uploadFilm(token, bytes) {
      type Status = { uploadId: string; received: number; result?: { id: string; bytes: number } };
      const path = `/api/tours/${tour}/uploads`;
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const announced = await post(path, token, { kind: 'video', bytes: bytes.length, sha256 });
      let status = (await announced.json()) as Status;
      for (let asked = 0; status.result === undefined; asked += 1) {
        if (asked > TRIES) throw new Error('The server does not say what became of the film');
        if (asked > 1) await pauseMs(asked);
        const { uploadId, received } = status;
        const headers = { authorization: `Bearer ${token}` };
        const answer =
          received < bytes.length
            ? await send(`${path}/${uploadId}?from=${received}`, {
                method: 'PUT',
                headers: { ...headers, 'content-type': 'application/octet-stream' },
                body: new Uint8Array(bytes.subarray(received)),
              })
            : await send(`${path}/${uploadId}`, { method: 'GET', headers });
        status = (await answer.json()) as Status;
      }
      return status.result;
    },
    like: (postId, device) => once(`posts/${postId}/like`, { device, liked: true }),
    visit: (body) => once('visit', body),
    async setClock(token, nowUnixMs, speed) {
      await post(`/api/tours/${tour}/rehearsal-clock`, token, { nowUnixMs, speed });
    },
    async tour(token) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await send(`/api/tours/${tour}/as/organiser`, { method: 'GET', headers });
      return ((await answer.json()) as Snapshot).tour;
    },
    async track(address, body) {
      await post(`${base}${new URL(address).pathname}`, undefined, body);
    },
  };
}
