/** Why a run cannot go on from its checkpoint: one factory for each problem code from MTL8023. */
import type { Problem } from '../../../contract/problem';
import { listed, text, type Text } from '../../../contract/text';

export function versionChanged(file: string, found: string, known: string): Problem {
  return error(
    'MTL8023',
    text('The checkpoint was written by MTL Lab {found}, and this is MTL Lab {known}.', { found, known }),
    text('Resume with the version that wrote it, or train again.'),
    text('{file}', { file }),
  );
}

export function planChanged(file: string): Problem {
  return error(
    'MTL8024',
    text('The plan is another one than that of the checkpoint.'),
    text('Put plan.json of the run folder back as it was, or train again.'),
    text('{file}', { file }),
  );
}

/** `limit` is the size in megabytes up to which the content of a file is compared. */
export function dataChanged(files: readonly string[], limit: number): Problem {
  return error(
    'MTL8025',
    text('The data has changed since the run began.'),
    text(
      'Put the file back as it was, one of more than {limit} MB with the time of its last change too, or train again.',
      { limit },
    ),
    text('{file}', { file: listed(files) }),
  );
}

export function logShortened(log: string): Problem {
  return error(
    'MTL8026',
    text('The run log does not hold what was in it at the last checkpoint.'),
    text('Put the run log back as it was, or train again.'),
    text('{file}', { file: log }),
  );
}

/** Engines differ in the last digits. */
export function engineChanged(found: string, known: string, device: string): Problem {
  return error(
    'MTL8027',
    text('The run began on the engine {found}, and `device: {device}` now means {known}.', {
      found,
      known,
      device,
    }),
    text('Resume on the machine on which the run began, or train again.'),
    text('train'),
  );
}

/** The log says that there was one. */
export function checkpointGone(file: string): Problem {
  return error(
    'MTL8028',
    text('The checkpoint of the run is gone.'),
    text('Put the file back, or train again.'),
    text('{file}', { file }),
  );
}

function error(code: string, message: Text, remedy: Text, place: Text): Problem {
  return { code, severity: 'error', message, remedy, place };
}
