/** The edge where messages of a webview become `PanelMessage`s; whatever else arrives is dropped. */
import type { PanelMessage } from '../../../contract/panel';
import type { Position } from '../../../contract/problem';

type Kinds = { [K in PanelMessage['kind']]: Extract<PanelMessage, { kind: K }> };
type Unchecked = Readonly<Record<string, unknown>>;

/** Answers undefined for what no panel of this version says. */
export function parsePanelMessage(message: unknown): PanelMessage | undefined {
  if (!isRecord(message) || typeof message.kind !== 'string') return undefined;
  const parse = (parsers as Record<string, (fields: Unchecked) => PanelMessage | undefined>)[message.kind];
  return Object.hasOwn(parsers, message.kind) ? parse?.(message) : undefined;
}

const parsers: { [K in keyof Kinds]: (fields: Unchecked) => Kinds[K] | undefined } = {
  ready: ({ since, run }) =>
    !isCount(since) || (run !== undefined && typeof run !== 'string')
      ? undefined
      : { kind: 'ready', since, ...(run === undefined ? {} : { run }) },
  stop: () => ({ kind: 'stop' }),
  resume: () => ({ kind: 'resume' }),
  open: ({ run }) => (typeof run === 'string' ? { kind: 'open', run } : undefined),
  document: () => ({ kind: 'document' }),
  reveal: ({ at }) => (isPosition(at) ? { kind: 'reveal', at } : undefined),
  export: ({ name, mime, base64 }) =>
    typeof name === 'string' && isMime(mime) && typeof base64 === 'string'
      ? { kind: 'export', name, mime, base64 }
      : undefined,
};

const mimes: readonly unknown[] = [
  'image/png',
  'image/svg+xml',
  'text/csv',
  'text/plain',
] satisfies Kinds['export']['mime'][];

const isMime = (value: unknown): value is Kinds['export']['mime'] => mimes.includes(value);
const isRecord = (value: unknown): value is Unchecked => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isPosition = (value: unknown): value is Position =>
  isRecord(value) && isCount(value.line) && isCount(value.character);
