/** Prepares the program that measures, and runs it once: an engine that refuses it is found out before hours of training. */
import { ExecutorError, type Executor, type NamedValues, type Session } from '../executors/executor';
import { evaluationRefused } from '../problems';
import type { EvaluationProgram } from '../program/evaluation-program';
import { madeUpFeeds } from './made-up-feeds';

/**
 * `states` hold those of the program among others, which the session then has. Memory is taken by the first run, so there is one, over
 * rows that are made up.
 */
export async function prepareEvaluation(
  { program }: EvaluationProgram,
  executor: Executor,
  threads: number,
  states: NamedValues,
): Promise<Session> {
  try {
    const session = await executor.prepare(program, { threads });
    const own = Object.keys(program.states).map((name) => [name, states[name]!] as const);
    await session.writeStates(Object.fromEntries(own));
    await session.run(madeUpFeeds(program, {}, 1), 1);
    return session;
  } catch (error) {
    if (!(error instanceof ExecutorError)) throw error;
    const problem = error.problem ?? evaluationRefused(error.message);
    throw new ExecutorError(executor.name, error.message, { cause: error, problem });
  }
}
