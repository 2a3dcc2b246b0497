/** The design as declared, for pictures and summaries: inputs, blocks, heads, and what flows between them. */
import type { Position } from './problem';

export interface Architecture {
  readonly title: string;
  /** Numbers of all parameters. */
  readonly parameters: number;
  /** How many of them learn; absent where all do. */
  readonly learning?: number;
  readonly nodes: readonly ArchitectureNode[];
  readonly edges: readonly ArchitectureEdge[];
}

export interface ArchitectureNode {
  /** The declared name; unique. */
  readonly id: string;
  readonly kind: 'input' | 'shared' | 'network' | 'task';
  /** For people: `image(15, 16)`, `classes(10)`, `mmoe(experts: 4)`, `data: a`, …; empty where the name says it all. */
  readonly label: string;
  /** Shape of one row that leaves the node, such as `15x16x1`. */
  readonly shape: string;
  readonly parameters: number;
  /** The run whose trained parameters it starts from, as written; absent where it starts from random ones. */
  readonly from?: string;
  /** None of its parameters learns. */
  readonly frozen?: true;
  /** Names of the tasks whose losses train the node's parameters. */
  readonly tasks: readonly string[];
  readonly layers: readonly ArchitectureLayer[];
  readonly at?: Position;
}

export interface ArchitectureLayer {
  /** As written, defaults left out: `conv(16, kernel: 3, activation: relu)`; with how often where there are several: `dense(64) × 4`. */
  readonly label: string;
  readonly shape: string;
  /** In all of them; those that networks have in common are counted in the first of these alone, so that counts add up. */
  readonly parameters: number;
  /** All networks that have its parameters in common, in the order of the plan; absent where they are the node's own. */
  readonly sharedBy?: readonly string[];
  /** None of them learns. */
  readonly frozen?: true;
  readonly at?: Position;
}

export interface ArchitectureEdge {
  readonly from: string;
  readonly to: string;
  /** `flow` carries `shape`; `cotrain` links networks that teach each other. */
  readonly kind: 'flow' | 'cotrain';
  readonly label: string;
}
