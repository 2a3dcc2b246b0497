/** To whom parameters belong, while it becomes known which tasks reach them. */

export class Owner {
  readonly block: string;
  readonly frozen: boolean;
  readonly #all: readonly string[];
  readonly #reached = new Set<string>();

  /** `all` are the tasks that may reach them, in the order of the plan. */
  constructor(block: string, all: readonly string[], frozen = false) {
    this.block = block;
    this.frozen = frozen;
    this.#all = all;
  }

  add(tasks: readonly string[]): this {
    for (const task of tasks) this.#reached.add(task);
    return this;
  }

  /** In the order of the plan. */
  get tasks(): readonly string[] {
    return this.#all.filter((task) => this.#reached.has(task));
  }
}
