/** How a path is named to a person. */
import { relative } from 'node:path';

/** From where the command runs, or from the root where that is shorter. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path) || '.';
  return near.length <= path.length ? near : path;
}
