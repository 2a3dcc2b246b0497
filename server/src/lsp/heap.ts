/** How much memory the server's heap may take beyond what it holds. */
import { setFlagsFromString } from 'node:v8';

/**
 * Every key leaves an analysis behind. By itself V8 collects what is old when the heap has grown to up to four times what it last held; here it
 * does when half as much again has come: a fifth less memory for a few percent of a key's time (docs/decisions.md, 40 and 67).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
