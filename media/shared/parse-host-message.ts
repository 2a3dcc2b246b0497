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
import type { HostMessage } from '../../contract/panel';
import { isPosition, isProblem } from '../../contract/parse-problem';
import { parseRunEvent } from '../../contract/parse-run-event';
import type { RunEvent } from '../../contract/run-log';

/** `next` is the sequence number after the last event sent, also where events of a newer version were left out. */
export type EventsMessage = Extract<HostMessage, { readonly kind: 'events' }> & { readonly next: number };
export type ArchitectureMessage = Extract<HostMessage, { readonly kind: 'architecture' }>;
export type ReceivedMessage = EventsMessage | ArchitectureMessage;

export function parseHostMessage(message: unknown): ReceivedMessage | undefined {
  if (isEvents(message)) {
    const sent = (message as { events: readonly unknown[] }).events;
    const since = (message as { since: number }).since;
    return { ...(message as EventsMessage), events: parseEvents(sent), next: since + sent.length };
  }
  return isArchitectureMessage(message) ? (message as ArchitectureMessage) : undefined;
}

export function parseEvents(values: readonly unknown[]): readonly RunEvent[] {
  return values.map(parseRunEvent).filter((event) => event !== undefined);
}

const isEvents = hasFields<Extract<HostMessage, { readonly kind: 'events' }>>({
  kind: oneOf('events'),
  run: isText,
  since: isCount,
  events: Array.isArray,
  alive: isBoolean,
});

const isLayer = hasFields<ArchitectureLayer>({
  label: isText,
  shape: isText,
  parameters: isCount,
  at: optional(isPosition),
});

const isNode = hasFields<ArchitectureNode>({
  id: isText,
  kind: oneOf('input', 'shared', 'network', 'task'),
  label: isText,
  shape: isText,
  parameters: isCount,
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
  nodes: listOf(isNode),
  edges: listOf(isEdge),
});

const isArchitectureMessage = hasFields<ArchitectureMessage>({
  kind: oneOf('architecture'),
  uri: isText,
  architecture: nullable(isArchitecture),
  problems: listOf(isProblem),
});
