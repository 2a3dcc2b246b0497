/**
 * Parts of a tree so many units further behind, with all that they hold. Written out for each kind, with its fields in the order in which the parser makes
 * them: nodes of one kind are alike to the engine wherever they stand, and are made twenty times as fast as by a loop over fields.
 */
import type { ArgumentNode, BlockNode, LayerNode, NameNode, PropertyNode, Span, Value } from './nodes';

export const moveSpan = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

export const moveName = ({ text, from, to }: NameNode, by: number): NameNode => ({
  kind: 'name',
  text,
  from: from + by,
  to: to + by,
});

export function moveValue(value: Value, by: number): Value {
  const [from, to] = [value.from + by, value.to + by];
  switch (value.kind) {
    case 'number':
      return { kind: 'number', value: value.value, percent: value.percent, from, to };
    case 'string':
      return { kind: 'string', value: value.value, from, to };
    case 'flag':
      return { kind: 'flag', value: value.value, from, to };
    case 'word':
      return { kind: 'word', name: moveName(value.name, by), from, to };
    case 'member': {
      const { object, member } = value;
      return { kind: 'member', object: moveName(object, by), member: moveName(member, by), from, to };
    }
    case 'selection':
      return { kind: 'selection', data: moveName(value.data, by), items: moveAll(value.items, by), from, to };
    case 'list':
      return { kind: 'list', items: moveAll(value.items, by), from, to };
    case 'range':
      return { kind: 'range', first: moveValue(value.first, by), last: moveValue(value.last, by), from, to };
    case 'call':
      return { kind: 'call', name: moveName(value.name, by), args: moveArguments(value.args, by), from, to };
    case 'as':
      return { kind: 'as', columns: moveValue(value.columns, by), type: moveValue(value.type, by), from, to };
    case 'missing':
      return { kind: 'missing', from, to };
  }
}

export function moveBlock({ entries, open, close, from, to }: BlockNode, by: number): BlockNode {
  return {
    kind: 'block',
    entries: entries.map((entry) =>
      entry.kind === 'layer' ? moveLayer(entry, by) : moveProperty(entry, by),
    ),
    open: open && moveSpan(open, by),
    close: close && moveSpan(close, by),
    from: from + by,
    to: to + by,
  };
}

const moveAll = (values: readonly Value[], by: number): readonly Value[] =>
  values.map((value) => moveValue(value, by));

const moveArguments = (args: readonly ArgumentNode[], by: number): readonly ArgumentNode[] =>
  args.map(({ name, value, from, to }) => ({
    kind: 'argument',
    name: name && moveName(name, by),
    value: moveValue(value, by),
    from: from + by,
    to: to + by,
  }));

const moveLayer = ({ name, args, block, from, to }: LayerNode, by: number): LayerNode => ({
  kind: 'layer',
  name: moveName(name, by),
  args: moveArguments(args, by),
  block: block && moveBlock(block, by),
  from: from + by,
  to: to + by,
});

const moveProperty = ({ name, value, from, to }: PropertyNode, by: number): PropertyNode => ({
  kind: 'property',
  name: moveName(name, by),
  value: moveValue(value, by),
  from: from + by,
  to: to + by,
});
