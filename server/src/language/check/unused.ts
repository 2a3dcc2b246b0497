/** Declarations that nothing uses. Only a file without errors is looked at: a misspelt use is reported as such. */
import { declarationUnused } from '../problems/names';
import { none } from '../syntax/fitted';
import type { CheckContext } from './context';
import { droppingDeclaration } from './repairs';
import { usesOf } from './uses-of';

const kinds = ['let', 'data', 'input', 'shared', 'network'] as const;

export function checkUnused(context: CheckContext): void {
  const { memory, symbols, tree, settings } = context;
  const found = [...tree.problems, ...symbols.problems, ...context.problems];
  if (found.some(({ severity }) => severity === 'error')) return;
  const uses = usesOf(context);
  const seen = `${memory?.numberOf(symbols.names)} ${uses.version}`;
  if (memory?.allUsed === seen) return;
  let allUsed = true;
  const given = new Set(settings.map(({ name }) => name));
  const { byKind, nameAt } = symbols.names;
  for (const kind of kinds)
    for (const place of byKind.get(kind) ?? none) {
      const name = nameAt[place]!;
      if (uses.isName(name) || (kind === 'let' && uses.isWord(name)) || given.has(name)) continue;
      allUsed = false;
      const { declaration, nameNode } = symbols.find(name)!;
      const fixes = droppingDeclaration(context, declaration);
      context.report(declarationUnused(context.where(nameNode), name, kind, fixes));
    }
  if (memory && allUsed) memory.allUsed = seen;
}
