/** Whether a module is what `node` was started with, and not only imported. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const isEntry = (moduleUrl) =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
