/** What the check of a task finds, and the same wherever the task is moved to. */
import type { TaskPlan } from '../../../../contract/plan';
import type { DeclaredSymbol, Symbols } from '../resolve/symbols';
import type { CheckedBlock } from './blocks';
import type { Checked } from './checked-all';
import type { ColumnSet } from './column-sets';
import type { CheckedData } from './data';
import type { CheckedInput } from './inputs';
import type { Move } from './move';
import { MovedTarget, type CheckedTarget } from './target';

export interface CheckedTask {
  readonly symbol: DeclaredSymbol;
  readonly plan: TaskPlan | null;
  readonly on: readonly DeclaredSymbol[];
  readonly target: CheckedTarget | null;
  /** The columns of the target, for each data set that it is predicted from. */
  readonly taken: readonly ColumnSet[];
  /** Names of what it measures, for `stop`. */
  readonly metrics: readonly string[];
}

export interface Foundations {
  readonly data: ReadonlyMap<string, CheckedData>;
  readonly inputs: Checked<CheckedInput>;
  readonly blocks: Checked<CheckedBlock>;
}

/** The same task where it stands now. */
export class MovedTask implements CheckedTask {
  readonly symbol: DeclaredSymbol;
  readonly taken: readonly ColumnSet[];
  readonly metrics: readonly string[];
  readonly #symbols: Symbols;
  readonly #found: CheckedTask;
  readonly #allData: Foundations['data'];
  readonly #move: Move;
  #target: CheckedTarget | null | undefined;

  constructor(
    symbols: Symbols,
    symbol: DeclaredSymbol,
    found: CheckedTask,
    allData: Foundations['data'],
    move: Move,
  ) {
    this.symbol = symbol;
    this.taken = found.taken;
    this.metrics = found.metrics;
    this.#symbols = symbols;
    this.#found = found;
    this.#allData = allData;
    this.#move = move;
  }

  get target(): CheckedTarget | null {
    if (this.#target === undefined) {
      const { target } = this.#found;
      this.#target = target && new MovedTarget(target, this.#allData, this.#move);
    }
    return this.#target;
  }
  get on(): readonly DeclaredSymbol[] {
    return this.#found.on.map(({ name }) => this.#symbols.find(name)!);
  }
  get plan(): TaskPlan | null {
    return this.#move.plan(this.#found.plan);
  }
}
