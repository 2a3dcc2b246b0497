/** Declarations that nothing uses. Only a file without errors is looked at: a misspelt use is reported as such. */
import { declarationUnused } from '../problems/names';
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
  for (const symbol of kinds.flatMap((kind) => symbols.ofKind(kind))) {
    const { name, kind, declaration } = symbol;
    if (uses.isName(name) || (kind === 'let' && uses.isWord(name)) || given.has(name)) continue;
    allUsed = false;
    const fixes = droppingDeclaration(context, declaration);
    context.report(declarationUnused(context.where(symbol.nameNode), name, kind, fixes));
  }
  if (memory && allUsed) memory.allUsed = seen;
}
