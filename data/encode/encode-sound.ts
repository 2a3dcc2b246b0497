/** Turns a column of recordings into sequences. */
import type { SoundForm } from '../../contract/sound-form';
import { stepsOfSound } from '../../contract/sound-form';
import type { ColumnValues, NumberColumn, WordColumn } from '../column-values';
import { columnOfNothing } from '../problems';
import { SoundFeatures } from '../sound/sound-features';
import { soundsUnreadable, type UnreadableSound } from '../sound/sound-problems';
import type { Fitting } from './fitting';
import type { InputEncoder } from './inputs';
import type { Scaling, ScalingFit } from './scaling';

/**
 * Each feature is scaled by the true steps of the training rows. Recordings that cannot be read are an error, which names the first of them, those of other
 * rows as well. A row without a recording has no steps. What is decoded is kept until it takes `room` bytes.
 */
export function fitSound(form: SoundForm, fit: ScalingFit, room: number): Fitting<InputEncoder> {
  const features = new SoundFeatures(form, room);
  const clip = createClip(form, features.width);
  const bad: UnreadableSound[] = [];
  let named: ColumnValues | undefined;
  let found = 0;
  return {
    passes: fit.passes,
    async look({ columns: [column], rows, trainingRows }, pass) {
      named = column!;
      if (bad.length > 0 && pass > 0) return;
      const isTraining = new Set(trainingRows);
      const walked = pass === 0 ? upTo(rows) : [...trainingRows];
      await features.walk(recordingsOf(column!), walked, (row, heard, word) => {
        if ('fault' in heard) bad.push({ word, reason: heard.fault });
        else if (isTraining.has(row)) {
          found += 1;
          fit.look(clip.fill(heard.features), clip.steps(), pass);
        }
      });
    },
    finish() {
      const { files, name } = named!;
      if (bad.length > 0) return { problems: [soundsUnreadable(files, bad)] };
      if (found === 0) return { problems: [columnOfNothing(files, name)] };
      return { value: encodeSound(form, fit.finish(), features), problems: [] };
    },
  };
}

/** Rejects where a file cannot be read any more. */
function encodeSound(form: SoundForm, scaling: Scaling, features: SoundFeatures): InputEncoder {
  const width = stepsOfSound(form, form.samples) * features.width;
  const { shift, scale, fill } = scaling;
  // Steps that are not there are 0, but for whoever fills what is missing with what is no number.
  const nothing = Number.isNaN(fill[0]!) ? Number.NaN : 0;
  return {
    width,
    hasSteps: true,
    scaling,
    vocabularies: null,
    async encode({ columns: [column], rows }, { values, lengths }) {
      values.fill(nothing, 0, rows * width);
      lengths!.fill(0, 0, rows);
      await features.walk(
        recordingsOf(column!),
        upTo(rows),
        (row, heard, word) => {
          if ('fault' in heard) throw new Error(`${word} cannot be read any more`);
          lengths![row] = heard.features.length / features.width;
          for (let index = 0, feature = 0, place = row * width; index < heard.features.length; index++) {
            values[place++] = (heard.features[index]! - shift[feature]!) / scale[feature]!;
            feature = feature + 1 === features.width ? 0 : feature + 1;
          }
        },
        true,
      );
    },
  };
}

const upTo = (rows: number): readonly number[] => Array.from({ length: rows }, (_, row) => row);

/** Numbers name no recordings: what they stand for is not found. */
const recordingsOf = (column: ColumnValues): WordColumn =>
  column.kind === 'words'
    ? column
    : { kind: 'words', name: column.name, files: column.files, words: Array.from(column.numbers, String) };

/** A recording as columns, one for each feature, whose rows are its steps. */
function createClip(form: SoundForm, width: number) {
  const most = stepsOfSound(form, form.samples);
  const columns: NumberColumn[] = Array.from({ length: width }, () => ({
    kind: 'numbers',
    name: '',
    files: [],
    boolean: false,
    numbers: new Float64Array(most),
    missing: new Uint8Array(most),
  }));
  const all = Int32Array.from({ length: most }, (_, step) => step);
  let steps = 0;
  return {
    fill(features: Float32Array): readonly NumberColumn[] {
      steps = features.length / width;
      for (let step = 0, index = 0; step < steps; step++) {
        for (const { numbers } of columns) numbers[step] = features[index++]!;
      }
      return columns;
    },
    steps: () => all.subarray(0, steps),
  };
}
