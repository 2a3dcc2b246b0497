/** Waits a moment for rows that others write. */
import { setTimeout } from 'node:timers/promises';

/** Milliseconds between two looks at a file: soon enough for a person, and seldom enough to cost nothing. */
const between = 200;

export const pause = (): Promise<void> => setTimeout(between);
