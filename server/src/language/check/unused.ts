/** Declarations that nothing uses. Only a file without errors is looked at: a misspelt use is reported as such. */
import { declarationUnused } from '../problems/names';
import { UseCounts } from '../resolve/use-counts';
import type { CheckContext } from './context';
import { droppingDeclaration } from './repairs';

export function checkUnused(context: CheckContext): void {
  const { memory, symbols, tree, settings } = context;
  const found = [...tree.problems, ...symbols.problems, ...context.problems];
  if (found.some(({ severity }) => severity === 'error')) return;
  const uses = memory?.uses ?? new UseCounts();
  uses.count(tree.file.declarations);
  const given = new Set(settings.map(({ name }) => name));
  for (const symbol of symbols.ofKind('let', 'data', 'input', 'shared', 'network')) {
    const { name, kind, nameNode, declaration } = symbol;
    if (uses.isName(name) || (kind === 'let' && uses.isWord(name)) || given.has(name)) continue;
    const fixes = droppingDeclaration(context, declaration);
    context.report(declarationUnused(context.where(nameNode), name, kind, fixes));
  }
}
