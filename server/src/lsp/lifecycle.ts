/** What a client may say when: nothing but `initialize` at first, nothing but `exit` at last. */
import { ErrorCodes, ResponseError } from './protocol';

export interface Lifecycle {
  /** Why a message of this method cannot be taken now; undefined where it can. */
  refusalOf(method: string): ResponseError | undefined;
  /** Whether the client has said that it is done. */
  readonly isOver: boolean;
}

export function createLifecycle(): Lifecycle {
  let stage: 'new' | 'served' | 'over' = 'new';
  return {
    refusalOf(method) {
      if (method === 'exit') return undefined;
      if (stage === 'over')
        return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down and waits for `exit`.');
      if (method === 'shutdown' && stage === 'served') stage = 'over';
      if (method !== 'initialize')
        return stage === 'new'
          ? new ResponseError(ErrorCodes.ServerNotInitialized, 'The server waits for `initialize`.')
          : undefined;
      if (stage === 'served')
        return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
      stage = 'served';
      return undefined;
    },
    get isOver() {
      return stage === 'over';
    },
  };
}
