/** A language server made with Langium from a grammar like ours: parsing, linking, completion, hover, definition as they come with it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServicesForGrammar } from 'langium/grammar';
import { startLanguageServer } from 'langium/lsp';

// The other servers bring older versions of the package.
const { createConnection, ProposedFeatures } = createRequire(import.meta.resolve('langium'))(
  'vscode-languageserver/node',
);
const connection = createConnection(ProposedFeatures.all);
const { shared } = await createServicesForGrammar({
  grammar: readFileSync(new URL('experiment.langium', import.meta.url), 'utf8'),
  languageMetaData: {
    caseInsensitive: false,
    fileExtensions: ['.experiment'],
    languageId: 'experiment',
    mode: 'production',
  },
  sharedModule: { lsp: { Connection: () => connection } },
});
startLanguageServer(shared);
