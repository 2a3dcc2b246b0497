/** Why a plan cannot be read: one factory for each problem code. */
import type { Problem } from '../../contract/problem';
import { text, type Text } from '../../contract/text';

export const notAPlan = (file: string): Problem =>
  refusal(
    'MTL7001',
    text('This is not the plan of an experiment.'),
    text('Start the run with `mtl train` or from the editor, which write the plan.'),
    file,
  );

export const otherVersion = (file: string, found: string | number, known: number): Problem =>
  refusal(
    'MTL7002',
    text('The plan has version {found}, and this MTL Lab reads version {known}.', { found, known }),
    text('Train again from experiment.mtl of the run folder.'),
    file,
  );

/** `parameter` came after the plan was written and has no default. */
export const argumentMissing = (file: string, name: string, parameter: string): Problem =>
  refusal(
    'MTL7062',
    text('The plan does not say `{parameter}` of `{name}`, and nothing can be assumed for it.', {
      parameter,
      name,
    }),
    text('Train again from experiment.mtl of the run folder.'),
    file,
  );

/** `what` is a declaration, or an argument of one. */
export const unknownInPlan = (file: string, what: string): Problem =>
  refusal(
    'MTL7063',
    text('The plan has `{what}`, which this MTL Lab does not know.', { what }),
    text(
      'Use the version of MTL Lab that wrote the plan, or train again from experiment.mtl of the run folder.',
    ),
    file,
  );

const refusal = (code: string, message: Text, remedy: Text, file: string): Problem => ({
  code,
  severity: 'error',
  message,
  remedy,
  place: text('{file}', { file }),
});
