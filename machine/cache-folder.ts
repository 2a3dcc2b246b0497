/** Where what belongs to the user and to no run is kept: engines that were built, times that were measured, and code that was compiled. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `MTL_CACHE` moves it. */
export const cacheFolder = (): string => process.env.MTL_CACHE || join(homedir(), '.cache', 'mtl-lab');
