/**
 * The syntax tree. Nodes are plain data with half-open UTF-16 offsets; what is missing in the text is a node of its own
 * (`missing`) of no width, so that every later stage works on broken text.
 */

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface NameNode extends Span {
  readonly kind: 'name';
  /** Empty when missing. */
  readonly text: string;
}
export const isMissing = (name: NameNode): boolean => name.text === '';

export interface NumberValue extends Span {
  readonly kind: 'number';
  /** `80%` is 0.8. */
  readonly value: number;
  readonly percent: boolean;
}
export interface StringValue extends Span {
  readonly kind: 'string';
  readonly value: string;
}
export interface FlagValue extends Span {
  readonly kind: 'flag';
  readonly value: boolean;
}
/** A bare name: a word of a choice, a catalog declaration, a constant. */
export interface WordValue extends Span {
  readonly kind: 'word';
  readonly name: NameNode;
}
/** `digits.label`, `digit.accuracy`. */
export interface MemberValue extends Span {
  readonly kind: 'member';
  readonly object: NameNode;
  readonly member: NameNode;
}
/** `digits[x, y, p0..p9]`. */
export interface SelectionValue extends Span {
  readonly kind: 'selection';
  readonly data: NameNode;
  readonly items: readonly Value[];
}
export interface ListValue extends Span {
  readonly kind: 'list';
  readonly items: readonly Value[];
}
/** `1..5`, `p0..p783`. */
export interface RangeValue extends Span {
  readonly kind: 'range';
  readonly first: Value;
  readonly last: Value;
}
export interface CallValue extends Span {
  readonly kind: 'call';
  readonly name: NameNode;
  readonly args: readonly ArgumentNode[];
}
/** `COLUMNS as TYPE`. */
export interface ReadAsValue extends Span {
  readonly kind: 'as';
  readonly columns: Value;
  readonly type: Value;
}
export interface MissingValue extends Span {
  readonly kind: 'missing';
}

export type Value =
  | NumberValue
  | StringValue
  | FlagValue
  | WordValue
  | MemberValue
  | SelectionValue
  | ListValue
  | RangeValue
  | CallValue
  | ReadAsValue
  | MissingValue;

export interface ArgumentNode extends Span {
  readonly kind: 'argument';
  /** Null for a positional one. */
  readonly name: NameNode | null;
  readonly value: Value;
}

export interface PropertyNode extends Span {
  readonly kind: 'property';
  readonly name: NameNode;
  readonly value: Value;
}

/** A layer call; one that wraps others holds them in `block`. */
export interface LayerNode extends Span {
  readonly kind: 'layer';
  readonly name: NameNode;
  readonly args: readonly ArgumentNode[];
  readonly block: BlockNode | null;
}

export interface BlockNode extends Span {
  readonly kind: 'block';
  readonly entries: readonly (PropertyNode | LayerNode)[];
  /** The braces; null where one is missing. */
  readonly open: Span | null;
  readonly close: Span | null;
}

interface Declared extends Span {
  /** The keyword that begins the declaration. */
  readonly keyword: Span;
}
export interface ExperimentNode extends Declared {
  readonly kind: 'experiment';
  readonly title: Value;
}
export interface LetNode extends Declared {
  readonly kind: 'let';
  readonly name: NameNode;
  readonly value: Value;
}
export interface InputNode extends Declared {
  readonly kind: 'input';
  readonly name: NameNode;
  readonly columns: Value;
  /** Null when no `as` was written: the input is `numbers`. */
  readonly type: Value | null;
}

export const blockKinds = ['data', 'shared', 'network', 'task', 'cotrain', 'train', 'sweep'] as const;
export type BlockKind = (typeof blockKinds)[number];

export interface BlockDeclaration<K extends BlockKind = BlockKind> extends Declared {
  readonly kind: K;
  /** Null for the kinds that have no name: `cotrain`, `train`, `sweep`. */
  readonly name: NameNode | null;
  /** What it stands on, or the networks that `cotrain` pairs. */
  readonly on: readonly NameNode[];
  readonly block: BlockNode;
}

export type DeclarationNode = ExperimentNode | LetNode | InputNode | BlockDeclaration;

export interface FileNode extends Span {
  readonly kind: 'file';
  readonly declarations: readonly DeclarationNode[];
}

export type SyntaxNode =
  FileNode | DeclarationNode | BlockNode | PropertyNode | LayerNode | ArgumentNode | NameNode | Value;

const kindsOfBlocks: ReadonlySet<string> = new Set(blockKinds);
export const isBlockDeclaration = (node: SyntaxNode): node is BlockDeclaration =>
  kindsOfBlocks.has(node.kind);
