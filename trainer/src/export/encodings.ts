/** How the inputs of a run are encoded, in its folder before the first step: a run that goes on, and one that starts from it, rest on it. */
import type { InputEncoding } from '../rows/training-rows';
import { saveScalings } from './scalings';
import { saveVocabularies } from './vocabularies';

export function saveEncodings(folder: string, inputs: readonly InputEncoding[]): void {
  saveScalings(folder, inputs);
  saveVocabularies(folder, inputs);
}
