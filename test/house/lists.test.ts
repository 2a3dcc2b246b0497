/** Names in a row that a person reads are set by `listed`, as the reader's language sets them; joined by hand is only what is code. */
import { expect, test } from 'vitest';
import { sources } from './sources';

/** What these files join is read by a machine, or is the same in every language. */
const code: Readonly<Record<string, readonly string[]>> = {
  'text of the language': [
    'catalog/common/windows.ts',
    'catalog/inputs/image.ts',
    'catalog/nearest-arguments.ts',
    'catalog/show-call.ts',
    'catalog/show-layer.ts',
    'catalog/signature.ts',
    'contract/sweep.ts',
    'runs/plan-settings.ts',
    'server/src/language/check/check-file.ts',
    'server/src/language/check/cotrain.ts',
    'server/src/language/check/feeding.ts',
    'server/src/language/check/layers.ts',
    'server/src/language/check/sources.ts',
    'server/src/language/check/tasks.ts',
    'server/src/language/check/without-ids.ts',
    'server/src/language/check/write-shares.ts',
    'server/src/language/complete/whole-declarations.ts',
    'server/src/language/draft/draft-experiment.ts',
    'server/src/language/edits/removing.ts',
    'server/src/language/grammar/write-source.ts',
    'server/src/language/problems/composition.ts',
    'server/src/language/refactor/extract-layers.ts',
    'server/src/language/refactor/split-task.ts',
    'server/src/lsp/items/snippets.ts',
  ],
  JSON: ['runs/plan-text.ts'],
  SQL: [
    'data/columns-written.ts',
    'data/media/media-table.ts',
    'data/open-table.ts',
    'data/read-files.ts',
    'data/scan-columns.ts',
  ],
  'CSS or a policy of contents': [
    'client/src/infrastructure/panel-page.ts',
    'media/architecture/export-picture.ts',
    'runs/report/report-page.ts',
  ],
  'a bug of ours, or a fault of an engine in its own words': [
    'graph/loops/build-loop.ts',
    'graph/ops/joining.ts',
    'graph/ops/layout.ts',
    'graph/ops/shapes.ts',
    'graph/tensor.ts',
    'trainer/src/devices/probe-device.ts',
  ],
};

const rooms = /^(catalog|cli|client|contract|data|graph|media|runs|server|trainer)\//;
const joined = /\.join\((['"`])(?:[,;] | and | or )\1\)/;

test('names are joined by hand only where they are code', () => {
  const joining = sources.filter(({ path, text }) => rooms.test(path) && joined.test(text));
  expect(joining.map(({ path }) => path).toSorted()).toEqual(Object.values(code).flat().toSorted());
});
