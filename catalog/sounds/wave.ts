/** Recordings as their samples. */
import { defineSound } from '../declaration';

export const wave = defineSound({
  name: 'wave',
  doc: 'Reads the samples as they are, from -1 to 1: a step with one number for each.',
  params: {},
  example: 'wave',
  frames: () => null,
});
