/** Tasks on several networks that no `cotrain` names: what their networks could teach each other. */
import type { BlockDeclaration } from '../syntax/nodes';
import type { Tree } from '../syntax/parser';
import { foundationsIn } from './foundations-behind';
import type { Symbols } from './symbols';

export interface UntaughtTask {
  readonly task: string;
  readonly networks: readonly string[];
  readonly declaration: BlockDeclaration<'task'>;
}

export function untaughtTasks({
  tree,
  symbols,
}: {
  readonly tree: Tree;
  readonly symbols: Symbols;
}): readonly UntaughtTask[] {
  const { declarations } = tree.file;
  const taught = new Set(
    declarations.flatMap((pair) => (pair.kind === 'cotrain' ? taskNamesIn(pair.block) : [])),
  );
  return symbols.ofKind('task').flatMap(({ name, declaration }): readonly UntaughtTask[] => {
    if (declaration.kind !== 'task' || taught.has(name)) return [];
    const networks = foundationsIn(declaration).map(({ text }) => text);
    const isOnNetworks = networks.every((network) => symbols.find(network)?.kind === 'network');
    return networks.length > 1 && isOnNetworks
      ? [{ task: name, networks, declaration: declaration as BlockDeclaration<'task'> }]
      : [];
  });
}

const taskNamesIn = ({ entries }: BlockDeclaration['block']): readonly string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'property' && entry.name.text === 'task' && entry.value.kind === 'word'
      ? [entry.value.name.text]
      : [],
  );
