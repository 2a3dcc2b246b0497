/** Constants: none may stand for itself. */
import { circle } from '../problems/names';
import type { DeclaredSymbol } from '../resolve/symbols';
import { originOf } from '../syntax/moved-declaration';
import type { LetNode, Value } from '../syntax/nodes';
import type { CheckContext } from './context';

export function checkLets(context: CheckContext): void {
  const inCircle = new Set<string>();
  for (const symbol of context.symbols.ofKind('let')) {
    const chain = [symbol.name];
    let value = valueOf(symbol);
    while (value.kind === 'word') {
      const next = context.symbols.find(value.name.text);
      if (next?.declaration.kind !== 'let') break;
      if (next === symbol) {
        if (inCircle.has(symbol.name)) break;
        for (const name of chain) inCircle.add(name);
        context.report(circle(context.where(symbol.nameNode), [...chain, symbol.name]));
        break;
      }
      if (chain.includes(next.name)) break;
      chain.push(next.name);
      value = valueOf(next);
    }
  }
}

/** Where it stands does not matter. */
const valueOf = ({ declaration }: DeclaredSymbol): Value => (originOf(declaration) as LetNode).value;
