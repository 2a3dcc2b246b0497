/** Which input type reads what files hold, where a column names pictures or recordings. */
import type { InputPlan } from '../contract/plan';
import type { FileFacts, MediaType } from '../contract/media';
import { GraphError } from '../graph/tensor';
import { inputs } from './inputs';
import type { FileReading, InputDeclaration } from './declaration';
import { lookUp } from '.';

/** As it would be written for a column of files; undefined where no input type reads such files. */
export function inputOpening(type: MediaType, files: FileFacts = {}): string | undefined {
  const all: readonly InputDeclaration[] = Object.values(inputs);
  const opens = all.find((input) => input.opens?.type === type)?.opens;
  return opens?.usual?.(files) ?? opens?.example;
}

/** How the files of an input become numbers; undefined for one that reads its columns. */
export const readingOf = ({ type, opens }: Pick<InputPlan, 'type' | 'opens'>): FileReading | undefined =>
  opens === undefined ? undefined : (lookUp('inputs', type.name) as InputDeclaration | undefined)?.opens;

/** How many numbers a row of the input has before layers read it: one of each column, or those that a file becomes. */
export function widthOf(input: Pick<InputPlan, 'type' | 'opens' | 'from'>): number {
  const reading = readingOf(input);
  if (!reading) return input.from[0]?.columns.length ?? 0;
  const numbers = reading.numbers(input.type.args as never);
  if (typeof numbers === 'object') throw new GraphError(input.type.name, 'no file becomes what it says');
  return numbers;
}
