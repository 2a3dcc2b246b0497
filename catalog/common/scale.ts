/** How numbers are brought to a common size before a model sees them. */
import { choice } from '../parameter';

/** For inputs: statistics come from the training part only. */
export const inputScale = choice(['standard', 'minmax', 'none'], {
  doc: '`standard` gives each column mean 0 and variance 1, `minmax` the range 0 to 1, `none` leaves it as it is.',
  default: 'standard',
});

/** For targets: predictions come back in the unit of the data either way. */
export const targetScale = choice(['standard', 'none'], {
  doc: '`standard` learns each column with mean 0 and variance 1, `none` in the unit of the data.',
  default: 'standard',
});
