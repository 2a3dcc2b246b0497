/** What a drawing of an architecture is: nodes and arrows with their places, in pixels. */
import type { ArchitectureEdge, ArchitectureNode } from '../../contract/architecture';
import type { Point } from './edge-path';
import type { NodeSize } from './node-size';

/** Where inputs lead to. */
export type Direction = 'right' | 'down';

/** `x` and `y` are the upper left corner. */
export interface PlacedNode extends NodeSize, Point {
  readonly node: ArchitectureNode;
}

export interface PlacedEdge {
  readonly edge: ArchitectureEdge;
  /** SVG paths: the line, and a triangle for each end that has a head. */
  readonly line: string;
  readonly heads: readonly string[];
  /** Centre of the label; undefined where it is not written. */
  readonly label: Point | undefined;
  /** Points that the drawing must have room for. */
  readonly reaches: readonly Point[];
}

/** A picture whose upper left corner is at `x`, `y`. */
export interface Drawing {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly direction: Direction;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}
