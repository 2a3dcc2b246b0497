/** Declarations that nothing uses. Only a file without errors is looked at: a misspelt use is reported as such. */
import { declarationUnused } from '../problems/names';
import { namesUsedIn } from '../resolve/uses';
import type { CheckContext } from './context';
import { droppingDeclaration } from './repairs';

export function checkUnused(context: CheckContext): void {
  const { symbols, tree, settings } = context;
  const found = [...tree.problems, ...symbols.problems, ...context.problems];
  if (found.some(({ severity }) => severity === 'error')) return;
  const words = new Set<string>();
  const names = new Set<string>();
  for (const declaration of tree.file.declarations) {
    const used = namesUsedIn(declaration);
    for (const name of used.words) words.add(name);
    for (const name of used.names) names.add(name);
  }
  const given = new Set(settings.map(({ name }) => name));
  for (const symbol of symbols.ofKind('let', 'data', 'input', 'shared', 'network')) {
    const { name, kind, nameNode, declaration } = symbol;
    if (names.has(name) || (kind === 'let' && words.has(name)) || given.has(name)) continue;
    const fixes = droppingDeclaration(context, declaration);
    context.report(declarationUnused(context.where(nameNode), name, kind, fixes));
  }
}
