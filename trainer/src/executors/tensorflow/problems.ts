/** What keeps TensorFlow from running programs: one factory for each problem code from MTL7080. */
import type { Problem } from '../../../../contract/problem';
import { text, type Text } from '../../../../contract/text';
import type { Finding } from './find-tensorflow';

/** The package is not here, or only without the addon that npm could not download. */
export const tensorflowMissing = ({ missing }: Extract<Finding, { missing: unknown }>): Problem =>
  missing === 'absent' ? packageMissing() : addonMissing();

const packageMissing = (): Problem =>
  unavailable('MTL7080', text('TensorFlow is not installed: there is no package @tensorflow/tfjs-node.'));

const addonMissing = (): Problem =>
  unavailable(
    'MTL7081',
    text(
      'The package @tensorflow/tfjs-node is here, but without its native addon, which npm does not bring.',
    ),
  );

export const tensorflowUnloadable = (reason: string): Problem =>
  unavailable('MTL7082', text('TensorFlow does not load on this system: {reason}', { reason }));

const unavailable = (code: string, message: Text): Problem => ({
  code,
  severity: 'error',
  message,
  remedy: text('docs/tensorflow.md says how it is had; or write `device: cpu`.'),
  place: text('train'),
});
