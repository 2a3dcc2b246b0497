/** Where what is installed for this project, but outside of it, is kept: browsers' editors and engines. `MTL_CACHE` moves it. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export const cache = process.env.MTL_CACHE || join(homedir(), '.cache', 'mtl-lab');
