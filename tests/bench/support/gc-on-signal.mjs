// Preloaded into every measured server (with --expose-gc): collects garbage when asked to, so that memory is
// what is held and not what has not been swept yet.
process.on('SIGUSR2', () => {
  globalThis.gc();
  globalThis.gc();
});
