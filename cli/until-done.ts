/** Waits for something that trains, and hears Ctrl-C meanwhile: the first one stops cleanly, the second ends it at once. */
import type { Text } from '../contract/text';

/** What it came to, and whether it was asked to stop. `tell` says that it stops. */
export async function untilDone<T>(
  handle: { readonly done: Promise<T>; stop(): void; kill(): void },
  stopping: Text,
  tell: (sentence: Text) => void,
): Promise<{ readonly end: T; readonly asked: boolean }> {
  let asked = false;
  const interrupt = () => {
    if (asked) return handle.kill();
    asked = true;
    handle.stop();
    tell(stopping);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const end = await handle.done;
  process.off('SIGINT', interrupt);
  process.off('SIGTERM', interrupt);
  return { end, asked };
}
