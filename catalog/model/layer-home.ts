/** The parameters of a layer, which are the same wherever it is applied. */
import { sameShape } from '../../graph/ops/shapes';
import { GraphError, type Tensor } from '../../graph/tensor';
import type { Scope } from '../declaration';
import type { Owner } from './owner';
import type { ParameterBook } from './parameter-book';

export class LayerHome {
  /** To whom they belong. */
  readonly owner: Owner;
  readonly #path: string;
  readonly #scope: Scope;
  readonly #tensors = new Map<string, Tensor>();

  /** `path` is what the names of the parameters begin with: `trunk/1.dense`. */
  constructor(path: string, owner: Owner, book: ParameterBook) {
    this.owner = owner;
    this.#path = path;
    this.#scope = book.scope(path, owner);
  }

  /** Made when it is asked for first. Throws GraphError where it is asked for in two shapes. */
  readonly parameter: Scope['parameter'] = (name, shape, initial) => {
    const tensor = this.#tensors.get(name) ?? this.#scope.parameter(name, shape, initial);
    if (!sameShape(tensor.shape, shape))
      throw new GraphError(`${this.#path}/${name}`, 'it is one parameter, and cannot have two shapes');
    this.#tensors.set(name, tensor);
    return tensor;
  };
}
