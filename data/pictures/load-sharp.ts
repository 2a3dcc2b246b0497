/** The library that decodes pictures, which is native and loaded only where a picture is looked at. */
import type { Outcome } from '../../contract/problem';
import { reasonOf } from '../attempt';
import { decoderMissing } from './picture-problems';

type Sharp = typeof import('sharp').default;

let loaded: Promise<Outcome<Sharp>> | undefined;

/** Reports that it is not there for this platform. */
export const loadSharp = (): Promise<Outcome<Sharp>> => (loaded ??= load());

async function load(): Promise<Outcome<Sharp>> {
  try {
    const { default: sharp } = await import('sharp');
    // Several pictures are decoded side by side, each by one thread, and none comes twice.
    sharp.concurrency(1);
    sharp.cache(false);
    return { value: sharp, problems: [] };
  } catch (error) {
    return { problems: [decoderMissing(reasonOf(error).split('\n')[0]!)] };
  }
}
