/** The edge where messages of the host become typed; whatever else arrives is dropped. */
import {
  hasFields,
  isBoolean,
  isCount,
  isText,
  listOf,
  nullable,
  oneOf,
  optional,
} from '../../contract/checks';
import type {
  Architecture,
  ArchitectureEdge,
  ArchitectureLayer,
  ArchitectureNode,
} from '../../contract/architecture';
import type { ComparedRun, ComparedSetting, Comparison } from '../../contract/comparison';
import type { HostMessage } from '../../contract/panel';
import { isPosition, isProblem } from '../../contract/parse-problem';
import { parseRunEvent } from '../../contract/parse-run-event';
import type { RunEvent } from '../../contract/run-log';
import { isSweepResults } from './is-sweep-results';

export type EventsMessage = Extract<HostMessage, { readonly kind: 'events' }>;
export type ArchitectureMessage = Extract<HostMessage, { readonly kind: 'architecture' }>;
export type ComparisonMessage = Extract<HostMessage, { readonly kind: 'comparison' }>;
export type SweepMessage = Extract<HostMessage, { readonly kind: 'sweep' }>;
export type ReceivedMessage = EventsMessage | ArchitectureMessage | ComparisonMessage | SweepMessage;

export function parseHostMessage(message: unknown): ReceivedMessage | undefined {
  if (isEvents(message)) {
    const sent = (message as { events: readonly unknown[] }).events;
    return { ...(message as EventsMessage), events: parseEvents(sent) };
  }
  if (isComparisonMessage(message)) return message as ComparisonMessage;
  if (isSweepMessage(message)) return message as SweepMessage;
  return isArchitectureMessage(message) ? (message as ArchitectureMessage) : undefined;
}

export function parseEvents(values: readonly unknown[]): readonly RunEvent[] {
  return values.map(parseRunEvent).filter((event) => event !== undefined);
}

const isEvents = hasFields<EventsMessage>({
  kind: oneOf('events'),
  run: isText,
  since: isCount,
  events: Array.isArray,
  next: isCount,
  alive: isBoolean,
});

const isComparedRun = hasFields<ComparedRun>({
  run: isText,
  name: isText,
  state: oneOf('preparing', 'running', 'lost', 'completed', 'stopped', 'failed'),
  problems: listOf(isProblem),
});

const isComparison = hasFields<Comparison>({
  file: isText,
  selected: isBoolean,
  runs: listOf(isComparedRun),
  older: isCount,
  settings: listOf(hasFields<ComparedSetting>({ name: isText, values: listOf(nullable(isText)) })),
});

const isComparisonMessage = hasFields<ComparisonMessage>({
  kind: oneOf('comparison'),
  experiment: isText,
  comparison: isComparison,
});

const isLayer = hasFields<ArchitectureLayer>({
  label: isText,
  shape: isText,
  parameters: isCount,
  sharedBy: optional(listOf(isText)),
  frozen: optional(isBoolean),
  at: optional(isPosition),
});

const isNode = hasFields<ArchitectureNode>({
  id: isText,
  kind: oneOf('input', 'shared', 'network', 'task'),
  label: isText,
  shape: isText,
  parameters: isCount,
  from: optional(isText),
  frozen: optional(isBoolean),
  tasks: listOf(isText),
  layers: listOf(isLayer),
  at: optional(isPosition),
});

const isEdge = hasFields<ArchitectureEdge>({
  from: isText,
  to: isText,
  kind: oneOf('flow', 'cotrain'),
  label: isText,
});

export const isArchitecture = hasFields<Architecture>({
  title: isText,
  parameters: isCount,
  learning: optional(isCount),
  nodes: listOf(isNode),
  edges: listOf(isEdge),
});

const isArchitectureMessage = hasFields<ArchitectureMessage>({
  kind: oneOf('architecture'),
  uri: isText,
  architecture: nullable(isArchitecture),
  problems: listOf(isProblem),
});

const isSweepMessage = hasFields<SweepMessage>({
  kind: oneOf('sweep'),
  folder: isText,
  results: nullable(isSweepResults),
  problems: listOf(isProblem),
});
