/** Co-training: which networks teach each other which task, and how. */
import { isMisfit } from '../../../../catalog/declaration';
import type { Call, CotrainPlan } from '../../../../contract/plan';
import { notAvailableYet } from '../problems/names';
import { exchangeMisfit } from '../problems/shapes';
import { foundationTwice, networksTooFew, networkTaughtTwice, taskNotOnNetwork } from '../problems/values';
import type { BlockDeclaration, Span, Value, WordValue } from '../syntax/nodes';
import { text } from '../../../../contract/text';
import { valueOfOtherForm } from '../problems/values';
import type { CheckedBlock } from './blocks';
import type { CheckContext } from './context';
import { defaultCall } from './default-call';
import { findName } from './find-name';
import { readEntries } from './properties';
import { readCall, type ReadCall } from './read-call';
import { readLanguageCall } from './read-language-call';
import { readNumber } from './read-property';
import { createShapeScope } from './shape-scope';
import type { CheckedTask } from './tasks';

export function checkCotrain(
  context: CheckContext,
  declaration: BlockDeclaration<'cotrain'>,
  blocks: ReadonlyMap<string, CheckedBlock>,
  tasks: ReadonlyMap<string, CheckedTask>,
  taught: Set<string>,
): CotrainPlan | null {
  const { properties } = readEntries(context, declaration);
  const networks = readNetworks(context, declaration);
  const task = readTask(context, properties.get('task')?.value, networks, tasks, taught);
  const methodValue = properties.get('method')?.value;
  const method = methodValue
    ? wholeCall(readCall(context, 'cotraining', methodValue))
    : defaultCall('cotraining', 'propagation');
  const shareValue = properties.get('share')?.value;
  const share = shareValue ? readExchange(context, shareValue, networks, blocks) : null;
  const rounds = readNumber(context, 'cotrain', 'rounds', properties.get('rounds')?.value);
  const untilValue = properties.get('until')?.value;
  const until = untilValue ? readLanguageCall(context, 'cotrain', 'until', untilValue) : null;
  if (!networks || !task || !method || (shareValue && !share) || rounds === null || (untilValue && !until))
    return null;
  return {
    networks,
    task,
    method,
    share,
    rounds,
    until: until && { name: 'stable', rounds: until.args['rounds'] as number },
    ...context.at(declaration),
  };
}

const wholeCall = (read: ReadCall<'cotraining'> | null): Call | null => (read?.whole ? read.call : null);

function readNetworks(
  context: CheckContext,
  declaration: BlockDeclaration<'cotrain'>,
): readonly string[] | null {
  const seen = new Set<string>();
  let whole = true;
  for (const node of declaration.on) {
    const symbol = findName(context, node, ['network']);
    if (!symbol) whole = false;
    else if (seen.has(symbol.name)) context.report(foundationTwice(context.where(node), symbol.name));
    else seen.add(symbol.name);
  }
  if (!whole) return null;
  if (declaration.on.length < 2) {
    context.report(networksTooFew(context.where(declaration.on[0] ?? declaration.keyword)));
    return null;
  }
  return seen.size === declaration.on.length ? [...seen] : null;
}

function readTask(
  context: CheckContext,
  value: Value | undefined,
  networks: readonly string[] | null,
  tasks: ReadonlyMap<string, CheckedTask>,
  taught: Set<string>,
): string | null {
  if (!value || value.kind === 'missing') return null;
  if (value.kind !== 'word') {
    const remedy = text('Write the name of one that is declared with `task`.');
    context.report(valueOfOtherForm(context.where(value), text('A task is expected here.'), remedy));
    return null;
  }
  const { name } = value satisfies WordValue;
  const symbol = findName(context, name, ['task']);
  const task = symbol && tasks.get(symbol.name);
  if (!task || !networks) return null;
  if (taught.has(symbol.name)) {
    context.report(networkTaughtTwice(context.where(name), symbol.name));
    return null;
  }
  taught.add(symbol.name);
  const target = task.target?.declaration;
  if (target?.each) {
    const remedy = text('Let the networks teach each other a task with one prediction a row.');
    context.report(notAvailableYet(context.where(name), `cotrain … as ${target.name}`, remedy));
    return null;
  }
  const on = task.on.map((foundation) => foundation.name);
  const missing = networks.filter((network) => !on.includes(network));
  if (missing.length > 0) {
    context.report(taskNotOnNetwork(context.where(name), symbol.name, missing, [...on, ...missing]));
    return null;
  }
  return symbol.name;
}

/** What is shared must fit together, which its own build says. */
function readExchange(
  context: CheckContext,
  value: Value,
  networks: readonly string[] | null,
  blocks: ReadonlyMap<string, CheckedBlock>,
): Call | null {
  const read = readCall(context, 'exchange', value);
  if (!read?.whole || !networks) return null;
  const flows = networks.map((name) => blocks.get(name)?.flow ?? null);
  if (flows.some((flow) => flow === null)) return null;
  const features = flows.map((flow) => flow!.tensor);
  const mixed = read.declaration.build(read.call.args as never, features, createShapeScope());
  if (!isMisfit(mixed)) return read.call;
  const span: Span = value;
  context.report(exchangeMisfit(context.where(span), mixed.misfit, mixed.remedy));
  return null;
}
