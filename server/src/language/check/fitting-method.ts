/** Whether networks can teach each other a task by a method: what it predicts, and how many networks there are. */
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
  { declaration: { name, fits, least, most }, call }: ReadCall<'cotraining'>,
  value: Span | undefined,
): boolean {
  const target = task.target?.declaration;
  const others = (test: (method: Method) => boolean): readonly string[] =>
    namesOf('cotraining').filter((other) => other !== call.name && test(declarationNamed('cotraining', other)!));
  if (target && !target.each && !fits.includes(target.name)) {
    const fitting = others((method) => method.fits.includes(target.name));
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
            (method) =>
              count >= method.least &&
              count <= (method.most ?? count) &&
              (!target || method.fits.includes(target.name)),
          ).slice(0, 3),
        )
      : []),
  ];
  context.report(networksOfMethod(context.where(value ?? pair.keyword), name, { least, most, count }, fixes));
  return false;
}

type Method = NonNullable<ReturnType<typeof declarationNamed<'cotraining'>>>;

/** Networks that the task stands on and that do not take part. */
const unpaired = (on: readonly DeclaredSymbol[], networks: readonly string[]): readonly string[] =>
  on.map(({ name }) => name).filter((name) => !networks.includes(name));
