/** What is started and what it is given: ours in both ways of giving diagnostics, a server that does nothing, and each peer. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/root.mjs';
import { yamlSchema } from './documents.mjs';

const bundle = join(root, 'dist', 'server.cjs');

/** As the extension starts it. */
const args = ['--max-semi-space-size=8', bundle, '--stdio'];

const ours = [
  { name: 'ours, pushed', args, languageId: 'mtl', of: 'mtl', ending: 'mtl' },
  {
    name: 'ours, pulled',
    args,
    languageId: 'mtl',
    of: 'mtl',
    ending: 'mtl',
    pulls: true,
  },
];

/** What any server made with our library takes at least. */
export const floor = {
  name: 'answers at once',
  args: ['--max-semi-space-size=8', join(root, 'bench', 'lsp', 'empty-server.mjs')],
  languageId: 'mtl',
  of: 'mtl',
  ending: 'mtl',
};

/** `peers` is the folder that they are installed in; without it there are none. `folder` holds the documents. */
export function serversOf(peers, folder) {
  if (!peers) return [...ours, floor];
  const modules = join(peers, 'node_modules');
  const schema = join(folder, 'parts.schema.json');
  writeFileSync(schema, JSON.stringify(yamlSchema));
  return [
    ...ours,
    floor,
    {
      name: '@prisma/language-server',
      args: [join(modules, '@prisma', 'language-server', 'dist', 'bin.js'), '--stdio'],
      languageId: 'prisma',
      of: 'prisma',
      ending: 'prisma',
    },
    {
      name: 'yaml-language-server',
      args: [join(modules, 'yaml-language-server', 'bin', 'yaml-language-server'), '--stdio'],
      languageId: 'yaml',
      of: 'yaml',
      ending: 'yaml',
      // It waits so long after each change before it looks at the text.
      waits: 200,
      settings: {
        yaml: {
          schemas: { [pathToFileURL(schema).href]: '*.yaml' },
          schemaStore: { enable: false },
          format: { enable: true },
        },
      },
    },
    {
      name: 'Langium server',
      args: [join(peers, 'server.mjs'), '--stdio'],
      languageId: 'experiment',
      of: 'mtl',
      ending: 'experiment',
    },
  ];
}
