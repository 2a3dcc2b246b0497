/** The target that a task is written to predict, as far as it can be told from the text. */
import { declarationNamed } from '../check/catalog-names';
import type { DeclarationNode } from '../syntax/nodes';

/** The name of a target of the catalog; undefined while there is none. */
export function predictedTarget(declaration: DeclarationNode | undefined): string | undefined {
  if (declaration?.kind !== 'task') return undefined;
  const { entries } = declaration.block;
  const predict = entries.find((entry) => entry.kind === 'property' && entry.name.text === 'predict');
  const value = predict?.kind === 'property' ? predict.value : undefined;
  const type = value?.kind === 'as' ? value.type : undefined;
  const name = type?.kind === 'word' || type?.kind === 'call' ? type.name.text : undefined;
  return name !== undefined && declarationNamed('target', name) ? name : undefined;
}
