/** Links from the names of data files to the files, where they are there. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink } from '../protocol';
import { text } from '../../../../contract/text';
import { declarationForms } from '../../language/grammar/declarations';
import { entryOf } from '../../language/grammar/entry-of';
import type { DeclarationKind } from '../../language/grammar/forms';
import { isBlockDeclaration, type StringValue } from '../../language/syntax/nodes';
import type { Tree } from '../../language/syntax/parser';
import { directoryOf } from '../analyses';
import type { Feature } from '../feature';

export const documentLinks: Feature = {
  capabilities: { documentLinkProvider: {} },
  serve: ({ connection, analyses, say }) => {
    connection.onDocumentLinks(({ textDocument: { uri } }): DocumentLink[] => {
      const tree = analyses.of(uri)?.tree;
      const directory = directoryOf(uri);
      return (tree ? sourcesOf(tree) : []).flatMap(({ value, from, to }) => {
        const path = resolve(directory, value);
        if (!isFile(path)) return [];
        // The quotes are not part of the link.
        const range = tree!.lines.rangeOf({ from: from + 1, to: to - 1 });
        return [{ range, target: pathToFileURL(path).href, tooltip: say(text('Open the data file')) }];
      });
    });
  },
};

/** The texts in properties that take a source of data. */
function sourcesOf({ file }: Tree): readonly StringValue[] {
  const blocks = file.declarations.filter(isBlockDeclaration).filter(({ kind }) => takesSource(kind));
  return blocks.flatMap(({ kind, block }) =>
    block.entries.flatMap((entry) => {
      if (entry.kind !== 'property') return [];
      if (entryOf(declarationForms[kind].properties, entry.name.text)?.value.kind !== 'source') return [];
      const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
      return values.filter((value) => value.kind === 'string');
    }),
  );
}

const takesSource = (kind: DeclarationKind): boolean =>
  Object.values(declarationForms[kind].properties).some(({ value }) => value.kind === 'source');

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
