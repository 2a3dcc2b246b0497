/** The requests beyond the protocol: plan and architecture of the text as it is typed. */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type {
  ArchitectureChangedParams,
  ArchitectureResult,
  PlanResult,
  Setting,
} from '../../contract/language-requests';
import { examplesFolder, LanguageClient, type OpenDocument } from '../support/language-client';
import { temporaryFolder } from '../support/temporary-folder';

let client: LanguageClient;
beforeAll(async () => {
  client = await LanguageClient.start();
});
afterAll(() => client.stop());

const read = (name: string): string => readFileSync(join(examplesFolder, `${name}.mtl`), 'utf8');
const plan = ({ uri }: OpenDocument, settings: readonly Setting[] = []): Promise<PlanResult> =>
  client.connection.sendRequest<PlanResult>('mtl/plan', { uri, settings });

describe('mtl/plan', () => {
  test('waits for the data and answers a plan with the text that it was made from', async () => {
    const text = read('founding');
    const document = await client.open(join(examplesFolder, 'founding.mtl'), text);
    const result = await plan(document);
    expect(result.problems).toEqual([]);
    expect(result.text).toBe(text);
    expect(result.plan).toMatchObject({
      title: 'Founding document',
      directory: examplesFolder,
      tasks: [{ name: 'classification' }, { name: 'detection' }],
      train: { batch: 32, epochs: 10 },
    });
    await client.close(document);
  });

  test('is of the text as typed, not as saved', async () => {
    const text = read('founding');
    const document = await client.open(join(examplesFolder, 'founding.mtl'), text);
    await client.edit(document, text.indexOf('epochs: 10') + 8, 2, '3');
    expect((await plan(document)).plan?.train.epochs).toBe(3);
    await client.close(document);
  });

  test('takes settings from beside the text', async () => {
    const document = await client.open(join(examplesFolder, 'numerals.mtl'), read('numerals'));
    const result = await plan(document, [
      { name: 'seed', value: '3' },
      { name: 'width', value: '64' },
    ]);
    expect(result.plan?.train.seed).toBe(3);
    expect(result.plan?.blocks[0]?.layers.at(-1)?.args).toMatchObject({ units: 64 });
    const unknown = await plan(document, [{ name: 'seeds', value: '3' }]);
    expect(unknown.plan).toBeNull();
    expect(unknown.problems).toHaveLength(1);
    await client.close(document);
  });

  test('is null with the problems of a text that has errors, or that is not open', async () => {
    const document = await client.open(join(examplesFolder, 'broken.mtl'), read('broken'));
    const result = await plan(document);
    expect(result.plan).toBeNull();
    expect(result.problems.length).toBeGreaterThan(10);
    await client.close(document);
    expect(await plan(document)).toEqual({ plan: null, text: '', problems: [] });
  });

  test('sees a data file that has come since', async () => {
    const folder = temporaryFolder({ 'founding.mtl': read('founding') });
    const document = await client.open(join(folder, 'founding.mtl'), read('founding'));
    expect((await plan(document)).plan).toBeNull();
    copyFileSync(join(examplesFolder, 'shapes.csv'), join(folder, 'shapes.csv'));
    expect((await plan(document)).plan).not.toBeNull();
    await client.close(document);
  });
});

describe('mtl/architecture', () => {
  test('draws what is declared, and says when typing changes it', async () => {
    const text = read('founding');
    const document = await client.open(join(examplesFolder, 'founding.mtl'), text);
    const { architecture } = await client.connection.sendRequest<ArchitectureResult>('mtl/architecture', {
      uri: document.uri,
    });
    expect(architecture?.parameters).toBe(5518);
    expect(architecture?.nodes.map(({ id }) => id).toSorted()).toEqual(
      ['classification', 'detection', 'features', 'trunk'].toSorted(),
    );
    const changed = new Promise<ArchitectureChangedParams>((resolve) => {
      client.connection.onNotification('mtl/architectureChanged', resolve);
    });
    await client.edit(document, text.indexOf('dense(128') + 6, 3, '64');
    const { uri, architecture: next } = await changed;
    expect(uri).toBe(document.uri);
    expect(next?.parameters).toBe(28 * 64 + 64 + (64 * 10 + 10) + (64 * 4 + 4));
    await client.close(document);
  });

  test('goes on where the document is opened again', async () => {
    const text = read('founding');
    const file = join(examplesFolder, 'founding.mtl');
    const document = await client.open(file, text);
    await client.connection.sendRequest('mtl/architecture', { uri: document.uri });
    await client.close(document);
    const widths: number[] = [];
    client.connection.onNotification(
      'mtl/architectureChanged',
      ({ architecture }: ArchitectureChangedParams) => void widths.push(architecture!.parameters),
    );
    const again = await client.open(file, text);
    await client.edit(again, text.indexOf('dense(128') + 6, 3, '64');
    await vi.waitFor(() => expect(widths).toContain(28 * 64 + 64 + (64 * 10 + 10) + (64 * 4 + 4)));
    await client.close(again);
  });
});
