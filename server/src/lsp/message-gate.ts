/**
 * Lets through what is a message and may be said now. What is none is answered as JSON-RPC says; a stream in which it cannot be told where a message
 * ends is given up, because changes of documents would be lost without a word.
 */
import {
  ErrorCodes,
  Message,
  ResponseError,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
} from './protocol';
import type { Lifecycle } from './lifecycle';

export interface Gate {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  readonly lifecycle: Lifecycle;
  /** Called with the reason when the stream is broken. */
  readonly giveUp: (reason: string) => void;
}

export function gateMessages({ reader, writer, lifecycle, giveUp }: Gate): MessageReader {
  const answer = (id: ResponseMessage['id'], error: ResponseError): void => {
    const response: ResponseMessage = { jsonrpc: '2.0', id, error: error.toJson() };
    void writer.write(response);
  };
  reader.onError((error) => {
    if (error instanceof SyntaxError) answer(null, new ResponseError(ErrorCodes.ParseError, error.message));
    else giveUp(error.message);
  });
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (take) =>
      reader.listen((message) => {
        const fault = faultOf(message, lifecycle);
        if (!fault) passOn(message, take);
        // A notification has no answer, whatever is wrong with it.
        else if (!Message.isNotification(message)) answer(idOf(message), fault);
      }),
  };
}

function faultOf(message: unknown, lifecycle: Lifecycle): ResponseError | undefined {
  if (Array.isArray(message))
    return new ResponseError(ErrorCodes.InvalidRequest, 'The protocol has no batches of messages.');
  const some = message as Message;
  if (Message.isRequest(some) || Message.isNotification(some)) return lifecycle.refusalOf(some.method);
  return Message.isResponse(some)
    ? undefined
    : new ResponseError(ErrorCodes.InvalidRequest, 'This is no message of JSON-RPC.');
}

function idOf(message: unknown): ResponseMessage['id'] {
  const id: unknown = (message as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}

/** Some messages are looked at before they are queued, such as one that cancels another and does not say which. */
function passOn(message: Message, take: (message: Message) => void): void {
  try {
    take(message);
  } catch (error) {
    console.error(error);
  }
}
