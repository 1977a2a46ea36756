import { HOUSE } from './access/house.ts';
import { createInvite, listInvites } from './access/invites.ts';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { distDir } from './dist-dir.ts';
import { inviteUrl } from './http/people/invites.ts';
import { listTours } from './live/tour-records.ts';
import { loadPages } from './render/pages.ts';
import { describeServer, leaveRunFiles, ownAddress } from './run-files.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/port.ts';

/** A stop that takes longer is ended: whoever waits for this process must not wait for ever. */
const STOP_WITHIN_MS = 9_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** Starts the server: checks the configuration and the store, listens, and stops in order. */
async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (!read.ok) {
    for (const problem of read.problems) complain(problem);
    process.exitCode = 2;
    return;
  }
  const { config } = read;
  const store = await openStore({ redisUrl: config.redisUrl, dataDir: config.dataDir, exclusive: true });
  const { warnings } = await store.checkDurability();
  for (const warning of warnings) complain(`!! ${warning}`);
  const app = await buildApp({ config, store, pages: await loadPages(distDir()), distDir: distDir() });
  let stopping = false;
  let takeBackRunFiles = () => {};
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    takeBackRunFiles();
    app.http.log.info({ signal }, 'stopping');
    setTimeout(() => {
      complain('The stop took too long; ending now. Whatever was acknowledged is in the log.');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    app
      .stop()
      .then(() => store.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          app.http.log.error({ err: error }, 'the stop failed');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  // Before anybody is told that all is well.
  await app.tours.lookAtEnds();
  for (const { message } of app.tours.damaged) complain(`!! ${message}`);
  await app.http.listen({ port: config.port, host: config.host });
  const address = app.http.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const self = describeServer(config, port, app.instance, store.kind);
  takeBackRunFiles = leaveRunFiles(self);
  if (stopping) takeBackRunFiles();
  say(`Lalian is listening on ${ownAddress(config, port)}  (store: ${store.kind})`);
  await firstHost(store, self.linkBase);
}

/** A server that has neither tours nor a host yet prints the one-time link of its host, who makes the first one. */
async function firstHost(store: Store, linkBase: string): Promise<void> {
  if ((await listTours(store)).length > 0 || (await listInvites(store, HOUSE)).length > 0) return;
  const { code } = await createInvite(
    store,
    HOUSE,
    { role: 'host', id: 'host', createdBy: 'server', once: true },
    Date.now(),
  );
  say('');
  say('站点管理员一次性链接（请勿转发） / One-time link for the host (do not pass it on):');
  say(`  ${inviteUrl(linkBase, 'host', code)}`);
  say('');
}

main().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
