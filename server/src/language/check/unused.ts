/** Declarations that nothing uses. Only a file without errors is looked at: a misspelt use is reported as such. */
import { declarationUnused } from '../problems/names';
import type { CheckContext } from './context';
import { droppingDeclaration } from './repairs';

export function checkUnused(context: CheckContext): void {
  const { symbols, references, tree, settings } = context;
  const found = [...tree.problems, ...symbols.problems, ...context.problems];
  if (found.some(({ severity }) => severity === 'error')) return;
  const used = new Set(references().all.map(({ symbol }) => symbol));
  const given = new Set(settings.map(({ name }) => name));
  for (const symbol of symbols.ofKind('let', 'data', 'input', 'shared', 'network')) {
    const { name, kind, nameNode, declaration } = symbol;
    if (used.has(symbol) || given.has(name)) continue;
    const fixes = droppingDeclaration(context, declaration);
    context.report(declarationUnused(context.where(nameNode), name, kind, fixes));
  }
}
