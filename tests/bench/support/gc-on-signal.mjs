// Preloaded into every measured server (with --expose-gc): collects garbage when asked to, and says what is held
// then. The heap counts with what lives in it, not with the pages that V8 keeps for later; everything else that is
// resident counts whole.
process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  process.stdout.write(`held ${rss - heapTotal + heapUsed} bytes\n`);
});
