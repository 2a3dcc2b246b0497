/** What can go wrong while a run trains or predicts: one factory for each problem code from MTL7003. */
import type { Problem } from '../../contract/problem';
import { listed, render, type Text, text } from '../../contract/text';

export function batchTooLarge(batch: number, rows: number): Problem {
  return error(
    'MTL7003',
    text('The batch of {batch} rows is larger than the {rows} {rows|training row|training rows}.', {
      batch,
      rows,
    }),
    text('Set `batch: {rows}` or less, or give the training part more rows.', { rows }),
    text('train'),
  );
}

export function noLabels(task: string, columns: readonly string[], place: Text): Problem {
  return error(
    'MTL7004',
    text('No training row has a label for the task {task}: {columns} is empty in all of them.', {
      task,
      columns: listed(columns),
    }),
    text('Fill the column in some training rows, or remove the task.'),
    place,
  );
}

/** `count` classes, of which `values` are shown, have `rows` rows, none of which is for training; `drawn` by shares alone. */
export function classUntrained(
  column: string,
  values: readonly string[],
  count: number,
  rows: number,
  drawn: boolean,
): Problem {
  const args = { values: listed(values), column, rows };
  return {
    code: 'MTL7064',
    severity: 'warning',
    message:
      count === 1
        ? text('No training row has the class {values} of `{column}`; rows of other parts: {rows}.', args)
        : text('No training row has {count} classes of `{column}` ({values}); rows of other parts: {rows}.', {
            ...args,
            count,
          }),
    remedy: drawn
      ? text('Write `stratify: {column}` into the data set, or add rows.', { column })
      : text('Move some of these rows to training, or add rows.'),
  };
}

/** `at` is null for what only shows when the trained model is measured. */
export function lossNotFinite(
  task: string,
  at: { readonly epoch: number; readonly step: number } | null,
  optimizer: string,
): Problem {
  return error(
    'MTL7005',
    at
      ? text('The loss became infinite or not a number in epoch {epoch}, step {step}.', at)
      : text('The loss became infinite or not a number by the last step.'),
    text('Lower the rate: `optimizer: {optimizer}(rate: …)`, ten times at first; or scale the columns.', {
      optimizer,
    }),
    text('task {task}', { task }),
  );
}

export function nothingToWatch(task: string): Problem {
  return error(
    'MTL7006',
    text('`stop: plateau` watches {task} on validation rows, and no validation row has a label for it.', {
      task,
    }),
    text('Give the validation part of `split` some rows, or remove `stop`.'),
    text('train'),
  );
}

export function stoppedAtPlateau(task: string, metric: string, patience: number, best: number): Problem {
  return notice(
    'MTL7007',
    text(
      '{metric} of {task} has not improved for {patience} {patience|epoch|epochs}; the weights of epoch {best} are kept.',
      {
        metric,
        task,
        patience,
        best,
      },
    ),
    text('Raise `patience` to wait longer.'),
  );
}

export function engineFailed(reason: string): Problem {
  return error(
    'MTL7008',
    text('The engine failed: {reason}', { reason: sentence(reason) }),
    text('Train with a smaller batch if memory ran out, or with `device: reference` to see where it fails.'),
  );
}

/** `steps` were done by then. */
export function deviceFailed(device: string, steps: number, reason: string): Problem {
  return error(
    'MTL7058',
    text('The device {device} failed after step {steps}: {reason}', {
      device,
      steps,
      reason: sentence(reason),
    }),
    text(
      'Go on with `mtl train --resume` and the run folder, with `--fallback cpu` if the device may fail again; or train with `device: cpu`.',
    ),
    text('train'),
  );
}

/** `reason` begins with the engine's name. */
export function evaluationRefused(reason: string): Problem {
  return error(
    'MTL7061',
    text('The model can be trained here, but not measured: {reason}', { reason: sentence(reason) }),
    text('Train with `device: cpu`, or with a smaller model if memory ran out.'),
    text('train'),
  );
}

/** `reason` says what became of the device. */
export function wentOn(device: string, fallback: string, step: number, reason: Problem): Problem {
  return {
    code: 'MTL7059',
    severity: 'warning',
    message: text('{reason} The run goes on with {fallback} from step {step}.', {
      reason: render(reason.message),
      fallback,
      step,
    }),
    remedy: text('Its numbers are not quite those of a run that {device} alone had trained.', { device }),
    place: text('train'),
  };
}

/** `log` is the file that holds the stack. */
export function internalFault(reason: string, log: string): Problem {
  return error(
    'MTL7009',
    text('This is a fault of MTL Lab: {reason}', { reason: sentence(reason) }),
    text('Please report it together with {log}.', { log }),
  );
}

/** `code` is the operating system's, such as ENOSPC or ENOENT. */
export function notWritten(path: string, code: string): Problem {
  const reasons: Readonly<Record<string, Text>> = {
    ENOSPC: text('The disk is full.'),
    EDQUOT: text('The disk quota is used up.'),
    ENOENT: text('The file or its folder is gone.'),
    EACCES: text('There is no permission to write.'),
    EROFS: text('The disk is read-only.'),
  };
  return error(
    'MTL7010',
    reasons[code] ?? text('The file cannot be written ({code}).', { code }),
    text('Make room or choose another folder with `--out`, then train again.'),
    text('{file}', { file: path }),
  );
}

export function noTrainingRows(place: Text): Problem {
  return error(
    'MTL7011',
    text('The training part has no rows.'),
    text('Correct `split` so that some rows are for training.'),
    place,
  );
}

export function nothingToPassOn(task: string): Problem {
  return {
    ...notice(
      'MTL7012',
      text('Every training row has a label for the task {task}, so co-training has nothing to pass on.', {
        task,
      }),
      text('Add rows whose label is empty, or remove `cotrain`.'),
    ),
    severity: 'warning',
  };
}

export function notTrained(folder: string): Problem {
  return error(
    'MTL7013',
    text('The run has no trained model.'),
    text('Name the folder of a run that completed or was stopped.'),
    text('{folder}', { folder }),
  );
}

export function runMissing(folder: string): Problem {
  return error(
    'MTL7015',
    text('There is no such run folder.'),
    text('Name the folder of a run, such as those in `runs/` beside the experiment.'),
    text('{folder}', { folder }),
  );
}

export function modelUnreadable(model: string, reason: string): Problem {
  return error(
    'MTL7016',
    text('The model cannot be read: {reason}', { reason: sentence(reason) }),
    text('Name another run, or train again from experiment.mtl of the run folder.'),
    text('{file}', { file: model }),
  );
}

/** `code` is the operating system's, such as ENOSPC or EISDIR. */
export function predictionsNotWritten(file: string, code: 'same file' | (string & {})): Problem {
  const reasons: Readonly<Record<string, Text>> = {
    ENOSPC: text('The disk is full.'),
    EDQUOT: text('The disk quota is used up.'),
    ENOENT: text('The folder of this file does not exist.'),
    ENOTDIR: text('The folder of this file does not exist.'),
    EISDIR: text('This is a folder, not a file.'),
    EACCES: text('There is no permission to write.'),
    EROFS: text('The disk is read-only.'),
    'same file': text('This is the file of the rows that are predicted for.'),
  };
  return error(
    'MTL7017',
    reasons[code] ?? text('The predictions cannot be written ({code}).', { code }),
    text('Name another file with `--out`.'),
    text('{file}', { file }),
  );
}

export function classesUnnamed(log: string): Problem {
  return {
    ...error(
      'MTL7018',
      text('The names of the classes are lost: they are numbered from 0 instead, in their order.'),
      text('They stand in the run log; train again if it cannot be found.'),
      text('{file}', { file: log }),
    ),
    severity: 'warning',
  };
}

export function predictionFailed(reason: string, run: string): Problem {
  return error(
    'MTL7019',
    text('The prediction failed: {reason}', { reason: sentence(reason) }),
    text('Use fewer rows if memory ran out; otherwise please report it.'),
    text('{folder}', { folder: run }),
  );
}

export function checkpointUnreadable(file: string, reason: string): Problem {
  return error(
    'MTL7014',
    text('This is not a whole checkpoint: {reason}', { reason: sentence(reason) }),
    text('Use the checkpoint of another run, or train again.'),
    text('{file}', { file }),
  );
}

function error(code: string, message: Text, remedy: Text, place?: Text): Problem {
  return { code, severity: 'error', message, remedy, ...(place ? { place } : {}) };
}

const notice = (code: string, message: Text, remedy: Text): Problem => ({
  code,
  severity: 'information',
  message,
  remedy,
});

const sentence = (reason: string): string =>
  /[.!?…]$/.test(reason.trim()) ? reason.trim() : `${reason.trim()}.`;
