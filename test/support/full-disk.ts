/** A disk that is full, for tests of what happens then. */
import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary-folder';

const available = process.platform === 'linux' && process.getuid?.() === 0 && canMount();

/** `why` stands in the name of a test that is skipped without one. */
export const fullDisk = {
  available,
  why: available ? '' : '(skipped: mounting a small disk takes root on Linux)',
  /** A folder on a disk of `bytes`, unmounted after the running test. */
  mount(bytes = 65_536): string {
    const folder = temporaryFolder();
    mountAt(folder, bytes);
    onTestFinished(() => unmount(folder));
    return folder;
  },
};

function mountAt(folder: string, bytes: number): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' });
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' });
}

/** Root in a container may still not mount. */
function canMount(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
