import { getHeapStatistics } from 'node:v8';

// Preloaded into every measured server (with --expose-gc): collects garbage when asked to, and says what is held
// then. The heap counts with what lives in it, not with the pages that V8 keeps for later; everything else that is
// resident counts whole. Of V8's pages those are taken off that are resident, not those that are only reserved.
process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
  const { total_physical_size: heapPages, used_heap_size: heapUsed } = getHeapStatistics();
  process.stdout.write(`held ${process.memoryUsage.rss() - heapPages + heapUsed} bytes\n`);
});
