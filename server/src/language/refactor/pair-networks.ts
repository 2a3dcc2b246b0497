/** Networks that learn one task begin to teach each other: a `cotrain` for them. */
import { listed, text } from '../../../../contract/text';
import type { Analysis } from '../analyse';
import { declarationNamed } from '../check/catalog-names';
import { insertDeclaration } from '../edits/inserting';
import { untaughtTasks } from '../resolve/untaught-tasks';
import type { BlockDeclaration } from '../syntax/nodes';
import { inStyle } from './in-style';
import { isInHead, noEdits, type Refactor, type Refactoring } from './refactoring';
import { startOfComments } from './stretches';

/** For the head of one of the networks, or of a task that stands on them. */
export const pairNetworks: Refactor = (analysis, selection) =>
  untaughtTasks(analysis).flatMap(({ task, networks, declaration }): readonly Refactoring[] => {
    const heads = [declaration, ...networks.map((name) => analysis.symbols.find(name)!.declaration)];
    if (!heads.some((head) => isInHead(head, selection))) return [];
    const offer = {
      title: text('Let {networks} teach each other `{task}`', {
        networks: listed(networks.map((name) => `\`${name}\``)),
        task,
      }),
      kind: 'rewrite',
    } as const;
    const target = targetOf(declaration);
    if (target && declarationNamed('target', target)?.each) {
      const refusal = text('Networks teach each other tasks with one prediction a row.');
      return [{ ...offer, refusal, edits: noEdits }];
    }
    const written = `cotrain ${networks.join(' <-> ')} {\n  task: ${task}\n}`;
    return [{ ...offer, edits: () => inStyle(analysis.tree, [insertion(analysis, written)]) }];
  });

function targetOf({ block }: BlockDeclaration): string | undefined {
  const predict = block.entries.find((entry) => entry.kind === 'property' && entry.name.text === 'predict');
  const value = predict?.kind === 'property' && predict.value.kind === 'as' ? predict.value.type : undefined;
  return value?.kind === 'word' || value?.kind === 'call' ? value.name.text : undefined;
}

/** Before `train`, or at the end. */
function insertion({ tree }: Analysis, written: string) {
  const train = tree.file.declarations.find(({ kind }) => kind === 'train');
  if (!train) return insertDeclaration(tree, null, written);
  const at = startOfComments(tree, train);
  return insertDeclaration(tree, { from: at, to: at }, written);
}
