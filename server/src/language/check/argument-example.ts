/** The value that a fix writes for an argument that is missing. */
import { exampleOf } from '../../../../catalog/arguments';
import type { Parameters } from '../../../../catalog/parameter';
import { parseLoneValue } from '../syntax/parser';

/** The value that the example of a declaration gives a parameter, or one inside its bounds. */
export function argumentExample(example: string, params: Parameters, name: string): string {
  const { value } = parseLoneValue(example, 0);
  const index = Object.keys(params).indexOf(name);
  const args = value.kind === 'call' ? value.args : [];
  const given = args.find((argument) => argument.name?.text === name) ?? args[index];
  if (given && (given.name === null || given.name.text === name))
    return example.slice(given.value.from, given.value.to);
  const parameter = params[name]!;
  return parameter.choices?.[0] ?? String(exampleOf(parameter));
}
