import { sha256 } from '../signature/canonical-request.ts';
import type { RoutedCall } from './routed-call.ts';

const limit = 100_000;
const answers: ReadonlySet<string> = new Set(['GetShardIterator', 'GetRecords']);

/** The streams that iterators of Kinesis are of, which an iterator does not say. The last ones are kept: an iterator lasts five
 * minutes. */
export class ShardIterators {
  readonly #streams = new Map<string, string>();

  /** Whether the answer to a call has an iterator. */
  tellsOf({ service, operation }: RoutedCall): boolean {
    return service === 'kinesis' && answers.has(operation);
  }

  /** @param stream that the call was about */
  note(stream: string, answer: Uint8Array): void {
    // A quotation mark within a text has a backslash before it: this one begins a member's name.
    const iterator = /"(?:Next)?ShardIterator"\s*:\s*"([^"\\]{1,2048})"/.exec(Buffer.from(answer).toString('latin1'))?.[1];
    if (iterator === undefined) return;
    const name = sha256(Buffer.from(iterator));
    this.#streams.delete(name);
    this.#streams.set(name, stream);
    for (const [oldest] of this.#streams) {
      if (this.#streams.size <= limit) break;
      this.#streams.delete(oldest);
    }
  }

  streamOf(iterator: string): string | undefined {
    return this.#streams.get(sha256(Buffer.from(iterator)));
  }
}
