/** Folders of runs that are reached by links. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { listAtWork, listRuns } from '../../runs/list-runs';
import { distinctFolders, isSameFolder } from '../../runs/real-folder';
import { keepPid } from '../../runs/trainer-pid';
import { everyEvent } from '../support/run-events';
import { temporaryFolder } from '../support/temporary-folder';

/** A folder, a link to it, and two names in each for what is there or will be. */
function linked() {
  const root = temporaryFolder();
  const [real, link] = [join(root, 'real'), join(root, 'link')];
  mkdirSync(join(real, 'runs', 'a'), { recursive: true });
  symlinkSync(real, link, 'junction');
  return { real: join(real, 'runs'), link: join(link, 'runs') };
}

test('a folder is the same by every link, and another one is not', () => {
  const { real, link } = linked();
  expect(isSameFolder(link, real)).toBe(true);
  expect(isSameFolder(link, join(real, 'a'))).toBe(false);
  expect(isSameFolder(join(real, 'none'), join(real, 'none'))).toBe(true);
  expect(isSameFolder(join(real, 'none'), join(real, 'neither'))).toBe(false);
});

test('folders stand once in a row, by their first names', () => {
  const { real, link } = linked();
  expect(distinctFolders([link, join(real, 'a'), real, join(link, 'a')])).toEqual([link, join(real, 'a')]);
});

describe.each(['real', 'link'] as const)('a run that was started by its %s name', (name) => {
  test('is at work by either name', async () => {
    const roots = linked();
    const folder = join(roots[name], 'a');
    const code = "setInterval(() => undefined, 1000); console.log('ready')";
    const trainer = spawn(process.execPath, ['-e', code, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
    onTestFinished(() => void trainer.kill('SIGKILL'));
    await once(trainer.stdout, 'data');
    const start = { ...everyEvent.find(({ kind }) => kind === 'start')!, pid: trainer.pid };
    writeFileSync(join(folder, 'run.jsonl'), `${JSON.stringify(start)}\n`);
    keepPid(folder, trainer.pid!);
    for (const root of [roots.real, roots.link]) {
      expect(await listAtWork(root)).toEqual([join(root, 'a')]);
      expect(await listRuns(root)).toMatchObject([{ path: join(root, 'a'), state: 'running' }]);
    }
    const gone = once(trainer, 'exit');
    trainer.kill('SIGKILL');
    await gone;
    expect(await listRuns(roots.link)).toMatchObject([{ state: 'lost' }]);
  });
});
