/** Links from the names of data files to the files, and from those of runs to the texts that they ran, where they are there. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentLink } from '../protocol';
import { runFiles } from '../../../../contract/run-log';
import { text, type Text } from '../../../../contract/text';
import { declarationForms } from '../../language/grammar/declarations';
import { entryOf } from '../../language/grammar/entry-of';
import type { DeclarationKind, ValueForm } from '../../language/grammar/forms';
import { isBlockDeclaration, type StringValue, type Value } from '../../language/syntax/nodes';
import type { Tree } from '../../language/syntax/parser';
import { directoryOf } from '../analyses';
import type { Feature } from '../feature';

export const documentLinks: Feature = {
  capabilities: { documentLinkProvider: {} },
  serve: ({ connection, analyses, say }) => {
    connection.onDocumentLinks(({ textDocument: { uri } }): DocumentLink[] => {
      const tree = analyses.of(uri)?.tree;
      const directory = directoryOf(uri);
      if (!tree) return [];
      const linkTo = ({ from, to }: StringValue, file: string, tooltip: Text): DocumentLink[] => {
        const path = resolve(directory, file);
        if (!isFile(path)) return [];
        // The quotes are not part of the link.
        const range = tree.lines.rangeOf({ from: from + 1, to: to - 1 });
        return [{ range, target: pathToFileURL(path).href, tooltip: say(tooltip) }];
      };
      return [
        ...textsOf(tree, 'source').flatMap((node) => linkTo(node, node.value, text('Open the data file'))),
        ...textsOf(tree, 'run').flatMap((node) =>
          linkTo(node, join(node.value, runFiles.experiment), text('Open the experiment of the run')),
        ),
      ];
    });
  },
};

/** The texts in properties that take a value of this kind. */
function textsOf({ file }: Tree, taken: ValueForm['kind']): readonly StringValue[] {
  const blocks = file.declarations.filter(isBlockDeclaration).filter(({ kind }) => takes(kind, taken));
  return blocks.flatMap(({ kind, block }) =>
    block.entries.flatMap((entry) => {
      if (entry.kind !== 'property') return [];
      if (entryOf(declarationForms[kind].properties, entry.name.text)?.value.kind !== taken) return [];
      return valuesIn(entry.value).filter((value) => value.kind === 'string');
    }),
  );
}

function valuesIn(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items;
  return value.kind === 'call' ? value.args.map((argument) => argument.value) : [value];
}

const takes = (kind: DeclarationKind, taken: ValueForm['kind']): boolean =>
  Object.values(declarationForms[kind].properties).some(({ value }) => value.kind === taken);

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
