/** Loaded before a program that runs with `--expose-gc`: on any message it answers how many bytes live in the heap. */
process.on('message', () => {
  // What finalizers let go of is collected the second time.
  for (let round = 0; round < 2; round += 1) globalThis.gc();
  process.send({ heap: process.memoryUsage().heapUsed });
});
// Whoever measures does not keep the program alive.
process.channel.unref();
