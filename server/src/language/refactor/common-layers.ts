/** Whether layers of a network are counted by a pair, whose networks have the first of them in common. */
import type { Analysis } from '../analyse';
import { declarationNamed } from '../check/catalog-names';

/** Then a layer more or less before them would be another experiment. */
export const hasCommonLayers = ({ tree }: Analysis, network: string): boolean =>
  tree.file.declarations.some(
    (declaration) =>
      declaration.kind === 'cotrain' &&
      declaration.on.some((name) => name.text === network) &&
      declaration.block.entries.some((entry) => {
        if (entry.kind !== 'property' || entry.name.text !== 'share') return false;
        const { value } = entry;
        if (value.kind !== 'word' && value.kind !== 'call') return false;
        return declarationNamed('exchange', value.name.text)?.shares === 'layers';
      }),
  );
