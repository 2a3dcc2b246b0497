/** What can be wrong with run folders and trainer processes: one factory for each problem code from MTL8001. */
import type { Problem } from '../contract/problem';
import { text, type Text } from '../contract/text';

export function folderNotEmpty(folder: string): Problem {
  return error(
    'MTL8001',
    text('The folder is not empty.'),
    text('Name a new folder, so that no earlier run is written over.'),
    text('{folder}', { folder }),
  );
}

/** `code` is the operating system's, such as ENOSPC or EACCES. */
export function folderNotWritten(folder: string, code: string): Problem {
  const reasons: Readonly<Record<string, Text>> = {
    ENOSPC: text('The disk is full.'),
    EDQUOT: text('The disk quota is used up.'),
    EACCES: text('There is no permission to write here.'),
    EPERM: text('There is no permission to write here.'),
    EROFS: text('The disk is read-only.'),
    EEXIST: text('This is a file, and a run needs a folder.'),
    ENOTDIR: text('A part of this path is a file.'),
    ENOENT: text('No folder can be made here.'),
    ENAMETOOLONG: text('The name is too long for a folder.'),
  };
  return error(
    'MTL8002',
    reasons[code] ?? text('The folder cannot be written ({code}).', { code }),
    text('Make room, or choose a folder that you may write to.'),
    text('{folder}', { folder }),
  );
}

/** A driver that aborts takes the trainer with it. `crash` is what the system calls it, `output` the end of what was printed to `log`. */
export function trainerCrashed(crash: string, device: string, log: string, output: string): Problem {
  return error(
    'MTL8003',
    text('The trainer crashed on the device {device} ({crash}) before the run was over.', { device, crash }),
    output === ''
      ? text('Train with `device: cpu`, or go on with `mtl train --resume` and `--fallback cpu`.')
      : text(
          'It printed: {output}. Train with `device: cpu`, or go on with `mtl train --resume` and `--fallback cpu`.',
          { output },
        ),
    text('{file}', { file: log }),
  );
}

/** `how` says how it ended, `output` is the end of what it printed to `log`. */
export function trainerDied(how: Text, log: string, output: string): Problem {
  return error(
    'MTL8003',
    how,
    output === ''
      ? text('Resume the run, or train again with a smaller batch if memory ran out.')
      : text('It printed: {output}. Resume the run, or train again with a smaller batch if memory ran out.', {
          output,
        }),
    text('{file}', { file: log }),
  );
}

export const diedOfSignal = (signal: string): Text =>
  text('The trainer was ended from outside ({signal}) before the run was over.', { signal });

export const diedOfCrash = (crash: string): Text =>
  text('The trainer crashed ({crash}) before the run was over.', { crash });

export const diedWithCode = (exitCode: number): Text =>
  text('The trainer ended with exit code {exitCode} before the run was over.', { exitCode });

export const vanished = (): Text => text('The trainer is gone, and the run was not over.');

export function trainerNotStarted(reason: string): Problem {
  return error(
    'MTL8004',
    text('The trainer could not be started: {reason}.', { reason }),
    text('Install MTL Lab again, or build it with `npm run build`.'),
  );
}

export function stopIgnored(): Problem {
  return {
    code: 'MTL8005',
    severity: 'warning',
    message: text('The trainer did not stop when asked and was ended.'),
    remedy: text(
      'The run keeps its last checkpoint, if it had written one; what was learned after it is lost.',
    ),
  };
}

/** Of a trainer that was asked to stop and was gone before it could write the end of its run, as before it has begun. */
export function endedWhenStopped(): Problem {
  return {
    code: 'MTL8005',
    severity: 'warning',
    message: text('The trainer ended when it was asked to stop, before it could close the run.'),
    remedy: text(
      'The run keeps its last checkpoint, if it had written one; what was learned after it is lost.',
    ),
  };
}

export function logLineUnreadable(log: string, line: number): Problem {
  return {
    code: 'MTL8006',
    severity: 'warning',
    message: text('Line {line} of the run log is not an event.', { line }),
    remedy: text('The line is left out; train again if the run looks wrong.'),
    place: text('{file}', { file: log }),
  };
}

export function logMissing(log: string): Problem {
  return error(
    'MTL8007',
    text('There is no run log {log}.', { log }),
    text('Name the folder of a run, such as those in `runs/`.'),
  );
}

/** Why a run has nothing to show: no log, a log without a beginning, or the error code of the file system. */
export function logNotRead(log: string, why: 'missing' | 'without start' | (string & {})): Problem {
  return error(
    'MTL8029',
    why === 'missing'
      ? text('There is no run log {log}.', { log })
      : why === 'without start'
        ? text('The run log {log} does not tell how the run began.', { log })
        : text('The run log {log} cannot be read ({code}).', { log, code: why }),
    text('Train again, and delete the run folder if nothing in it is needed.'),
  );
}

export function panelsMissing(folder: string): Problem {
  return error(
    'MTL8008',
    text('The panels of the report are not in {folder}.', { folder }),
    text('Install MTL Lab again, or build it with `npm run build`.'),
  );
}

export function nothingToResume(folder: string): Problem {
  return error(
    'MTL8020',
    text('There is no run in this folder.'),
    text('Name the folder of a run, such as those in `runs/` beside the experiment.'),
    text('{folder}', { folder }),
  );
}

export function stillRunning(folder: string): Problem {
  return error(
    'MTL8021',
    text('The run is still at work.'),
    text('Stop it first, or wait for its end.'),
    text('{folder}', { folder }),
  );
}

export function wasCompleted(folder: string): Problem {
  return error(
    'MTL8022',
    text('The run is completed: there is nothing left to learn.'),
    text('Train experiment.mtl of the run folder anew, with more epochs if it should learn longer.'),
    text('{folder}', { folder }),
  );
}

export function notASweep(folder: string): Problem {
  return error(
    'MTL8031',
    text('There is no sweep of this version here.'),
    text('Name the folder of one: it holds `sweep.json`.'),
    text('{folder}', { folder }),
  );
}

function error(code: string, message: Text, remedy: Text, place?: Text): Problem {
  return { code, severity: 'error', message, remedy, ...(place ? { place } : {}) };
}
