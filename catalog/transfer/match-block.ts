/** Which parameters of a trained block those of a new one start from: layers with parameters are matched one after the other. */
import { sameShape } from '../../graph/ops/shapes';
import type { Shape } from '../../graph/tensor';

/** A parameter or statistic, by its name within the block: `1.dense/weight`, `expert1/1.dense/weight`. */
export interface NamedShape {
  readonly name: string;
  readonly shape: Shape;
}

/** What keeps the first parameter that does not fit from starting as it was trained. */
export interface Mismatch {
  readonly here: NamedShape;
  /** Null where the trained block has nothing that stands for it. */
  readonly there: NamedShape | null;
  /** The number of the layer of the trained block that stands for that of `here`; undefined where none does. */
  readonly layer: number | undefined;
}

/** By the names here the names there, or the first mismatch. */
export type Match = ReadonlyMap<string, string> | Mismatch;

export const isMismatch = (match: Match): match is Mismatch => 'here' in match;

/**
 * The layers with parameters are the same as far as they go: the trained block may have more of them behind, and other layers without
 * parameters between them.
 */
export function matchBlock(here: readonly NamedShape[], there: readonly NamedShape[]): Match {
  const known = new Map(there.map((one) => [one.name, one]));
  const numbers = layersOf(there);
  const counterparts = new Map(layersOf(here).map((number, index) => [number, numbers[index]]));
  const found = new Map<string, string>();
  for (const one of here) {
    const other = known.get(renumber(one.name, counterparts));
    if (!other || !sameShape(one.shape, other.shape)) {
      const layer = counterparts.get(layerNumber(one.name) ?? 0);
      return { here: one, there: other ?? null, layer };
    }
    found.set(one.name, other.name);
  }
  return found;
}

/** The number, from 1, of the layer of a block that a parameter belongs to; undefined for one of its sharing. */
export function layerNumber(name: string): number | undefined {
  const layer = name.split('/').find((part) => layerPart.test(part));
  return layer === undefined ? undefined : Number.parseInt(layer, 10);
}

/** Numbers of the layers with parameters, ascending. */
const layersOf = (all: readonly NamedShape[]): readonly number[] =>
  [...new Set(all.flatMap(({ name }) => layerNumber(name) ?? []))].toSorted((a, b) => a - b);

/** The same name with the number that its layer has there; one without a counterpart stands for nothing. */
function renumber(name: string, counterparts: ReadonlyMap<number, number | undefined>): string {
  const own = layerNumber(name);
  if (own === undefined) return name;
  const parts = name.split('/');
  const place = parts.findIndex((part) => layerPart.test(part));
  parts[place] = parts[place]!.replace(layerPart, `${counterparts.get(own) ?? 'none'}.`);
  return parts.join('/');
}

const layerPart = /^\d+\./;
