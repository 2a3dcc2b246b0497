/** Whether networks can teach each other a task by a method: what it predicts, and how many networks there are. */
import { usualNames } from '../../../../catalog/usual';
import type { DeclaredSymbol } from '../resolve/symbols';
import { methodMisfit, networksOfMethod } from '../problems/pairs';
import type { BlockDeclaration, Span } from '../syntax/nodes';
import { declarationNamed, namesOf } from './catalog-names';
import type { CheckedTask } from './checked-task';
import type { CheckContext } from './context';
import type { ReadCall } from './read-call';
import { inserting, replacing } from './repairs';

/** Networks that teach each other. */
export interface Taught {
  readonly pair: BlockDeclaration<'cotrain'>;
  readonly networks: readonly string[];
  readonly task: CheckedTask;
}

/** `value` is where the method is written; undefined for the usual one. */
export function checkMethod(
  context: CheckContext,
  { pair, networks, task }: Taught,
  { declaration: method, call }: ReadCall<'cotraining'>,
  value: Span | undefined,
): boolean {
  const target = task.target?.declaration;
  const { name, fits, least, most } = method;
  // Those that act as it does come first.
  const others = (test: (other: Method) => boolean): readonly string[] =>
    usualFirst
      .filter((other) => other.name !== call.name && test(other))
      .toSorted((a, b) => Number(b.acts === method.acts) - Number(a.acts === method.acts))
      .map((other) => other.name);
  if (target && !target.each && !fits.includes(target.name)) {
    const fitting = others((other) => other.fits.includes(target.name));
    const fixes = value ? replacing(context, value, ...fitting.slice(0, 3)) : [];
    context.report(methodMisfit(context.where(value ?? pair.keyword), name, target.name, fitting, fixes));
    return false;
  }
  const count = networks.length;
  if (count >= least && count <= (most ?? count)) return true;
  const free = unpaired(task.on, networks).slice(0, least - count);
  const end = pair.on.at(-1)!.to;
  const joined = free.length > 0 && free.length === least - count;
  const fixes = [
    ...(joined
      ? inserting(context, { from: end, to: end, newText: free.map((network) => ` <-> ${network}`).join('') })
      : []),
    ...(value
      ? replacing(
          context,
          value,
          ...others(
            (other) =>
              count >= other.least &&
              count <= (other.most ?? count) &&
              (!target || other.fits.includes(target.name)),
          ).slice(0, 3),
        )
      : []),
  ];
  context.report(networksOfMethod(context.where(value ?? pair.keyword), name, { least, most, count }, fixes));
  return false;
}

type Method = NonNullable<ReturnType<typeof declarationNamed<'cotraining'>>>;

const usualFirst: readonly Method[] = [...new Set([usualNames.cotraining, ...namesOf('cotraining')])].map(
  (name) => declarationNamed('cotraining', name)!,
);

/** Networks that the task stands on and that do not take part. */
const unpaired = (on: readonly DeclaredSymbol[], networks: readonly string[]): readonly string[] =>
  on.map(({ name }) => name).filter((name) => !networks.includes(name));
