/** Takes plain data apart into JSON and the arrays in it, so that a checkpoint brings back every number bit for bit. */
import type { SavedTensor } from './safetensors';

type Array = SavedTensor['values'];

/** Plain data, in which arrays of numbers may stand anywhere. Numbers outside of arrays are finite. */
export type Packable =
  null | boolean | number | string | Array | readonly Packable[] | { readonly [name: string]: Packable };

export interface Packed {
  readonly json: string;
  /** By their place in the data. */
  readonly tensors: Readonly<Record<string, SavedTensor>>;
}

/** `prefix` begins the names of all tensors. */
export function pack(data: Packable, prefix: string): Packed {
  const tensors: Record<string, SavedTensor> = {};
  const take = (value: Packable, place: string): unknown => {
    if (isArray(value)) {
      tensors[place] = { shape: [value.length], values: value };
      return { [arrayKey]: place };
    }
    if (Array.isArray(value)) return value.map((item, index) => take(item, `${place}/${index}`));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, take(item, `${place}/${name}`)]),
    );
  };
  return { json: JSON.stringify(take(data, prefix)), tensors };
}

/** What `pack` was given. Throws a RangeError when an array is missing. */
export function unpack({ json, tensors }: Packed): Packable {
  return JSON.parse(json, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, arrayKey)) return value;
    const place = (value as Record<string, string>)[arrayKey]!;
    if (!Object.hasOwn(tensors, place)) throw new RangeError(`${place} is missing`);
    return tensors[place]!.values;
  }) as Packable;
}

/** Stands for an array in the JSON; no name in the data is like it. */
const arrayKey = '@array';

const isArray = (value: Packable): value is Array => ArrayBuffer.isView(value);
