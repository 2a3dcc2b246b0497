/** Problems of layers that networks are to have in common, and that are not alike (MTL3…, MTL4…). */
import type { Fix } from '../../../../contract/problem';
import { listed, text } from '../../../../contract/text';
import { defineProblem } from './problem-kind';

export const commonLayersTooMany = defineProblem(
  'MTL3043',
  'Networks are to have more layers in common than one of them has.',
  (first: number, network: string, layers: number, fixes: readonly Fix[]) => ({
    message: text(
      '`{network}` has {layers} {layers|layer|layers}, and {first} {first|is|are} to be shared.',
      {
        network,
        layers,
        first,
      },
    ),
    remedy:
      layers > 0
        ? text('Let them share {layers} at most, or give the network more layers.', { layers })
        : text('Give the network layers, or leave `share` out.'),
    fixes,
  }),
);

export const nothingApart = defineProblem(
  'MTL3044',
  'Networks that teach each other have all their layers in common and read the same.',
  ([one, other]: readonly [string, string], method: string, fixes: readonly Fix[]) => ({
    message: text(
      '`{one}` and `{other}` read the same and share all their layers, so that only their heads differ: `{method}` lives by networks that see ' +
        'different things.',
      { one, other, method },
    ),
    remedy: text('Let them share fewer layers, or let the networks read different columns.'),
    severity: 'warning',
    fixes,
  }),
);

export const commonLayersKept = defineProblem(
  'MTL3045',
  'Networks have layers in common, and one of them starts from a run or keeps layers as they are.',
  (network: string, fixes: readonly Fix[]) => ({
    message: text('`{network}` has `from` or `freeze`, and layers that belong to other networks, too.', {
      network,
    }),
    remedy: text('Make the common layers a `shared` block, which can start from a run and stay as it is.'),
    fixes,
  }),
);

/** A layer of a network, as it is written. */
export interface LayerOf {
  readonly network: string;
  readonly layer: string;
}

export const commonLayersPart = defineProblem(
  'MTL4011',
  'Networks are to have a layer in common that is another one in each.',
  (here: LayerOf, there: LayerOf, fixes: readonly Fix[]) => ({
    message: text(
      '`{layer}` is to share its parameters with `{otherLayer}` of `{other}`, which is not alike.',
      {
        layer: here.layer,
        otherLayer: there.layer,
        other: there.network,
      },
    ),
    remedy: text('Write the same layer in both networks, or share fewer layers.'),
    fixes,
  }),
);

/** What the first layer of a network reads. */
export interface ReadingOf {
  readonly network: string;
  readonly shapes: readonly string[];
}

export const commonLayersRead = defineProblem(
  'MTL4012',
  'Networks are to have layers in common, and do not read the same shape.',
  (layer: string, here: ReadingOf, there: ReadingOf, fixes: readonly Fix[]) => ({
    message: text(
      '`{layer}` reads {shape} in `{network}` and {otherShape} in `{other}`, so that the two cannot share it.',
      {
        layer,
        shape: listed(here.shapes),
        network: here.network,
        otherShape: listed(there.shapes),
        other: there.network,
      },
    ),
    remedy: text(
      'Let both networks stand on what has the same shape, such as a block of each that brings it there.',
    ),
    fixes,
  }),
);

export const commonIds = defineProblem(
  'MTL4013',
  'Networks are to have layers in common that read the ids of different words or categories.',
  (layer: string, [one, other]: readonly [string, string], fixes: readonly Fix[]) => ({
    message: text(
      '`{layer}` cannot be shared: in `{one}` and in `{other}` the same ids stand for different words or categories.',
      { layer, one, other },
    ),
    remedy: text(
      'Put `embedding` into a block of each that the networks stand on, and share the layers behind it.',
    ),
    fixes,
  }),
);
