/** Keywords of declarations that what stands behind the cursor on its line can belong to. */
import { declarationForms } from '../grammar/declarations';
import type { DeclarationForm, DeclarationKind } from '../grammar/forms';

const all = Object.entries(declarationForms) as readonly (readonly [DeclarationKind, DeclarationForm])[];

/** Told by the first sign: all of them where there is none, as behind a lone name. */
export function fittingKeywords(behind: string): readonly DeclarationKind[] {
  const [sign] = /"|=|<->|\(|\{/.exec(behind) ?? [];
  const hasName = !/^\s*\{/.test(behind);
  const kinds = all.filter(([kind, { on }]) => {
    switch (sign) {
      case '"':
        return kind === 'experiment';
      case '=':
        return kind === 'let' || kind === 'input';
      case '<->':
        return kind === 'cotrain';
      case '(':
        return kind !== 'cotrain' && on !== undefined;
      case '{':
        return hasName ? kind === 'data' : kind === 'train' || kind === 'sweep';
      default:
        return true;
    }
  });
  return kinds.map(([kind]) => kind);
}
