import type { Readable, Writable } from 'node:stream';

/** Hands a body on piece by piece, no faster than the slower side takes it. Neither side is ended or destroyed; where it fails,
 * what is left of the source is thrown away.
 * @param change what goes on in the place of a piece; what it throws ends the passage
 * @throws what `change` throws, or why one of the two broke off */
export function pass(source: Readable, sink: Writable, change?: (piece: Buffer) => Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let full = false;
    const onData = (piece: Buffer): void => {
      try {
        const goes = change ? change(piece) : piece;
        full = goes.length > 0 && !sink.write(goes);
      } catch (error) {
        fail(error);
      }
      if (full) source.pause();
    };
    const onDrain = (): void => {
      full = false;
      source.resume();
    };
    // Who wants the rest thrown away has to wait for as long as it is on its way.
    const onResume = (): void => {
      if (full) source.pause();
    };
    const onEnd = (): void => {
      leave();
      resolve();
    };
    const fail = (error: unknown): void => {
      leave();
      source.resume();
      reject(error instanceof Error ? error : new Error('the body broke off'));
    };
    const onSourceClosed = (): void => fail(source.errored);
    const onSinkClosed = (): void => fail(sink.errored);
    const leave = (): void => {
      full = false;
      source.off('data', onData).off('resume', onResume).off('end', onEnd).off('error', fail).off('close', onSourceClosed);
      sink.off('drain', onDrain).off('close', onSinkClosed);
    };
    source.on('resume', onResume).on('end', onEnd).on('error', fail).on('close', onSourceClosed);
    sink.on('drain', onDrain).on('close', onSinkClosed);
    if (source.destroyed) onSourceClosed();
    else if (sink.destroyed) onSinkClosed();
    else source.on('data', onData);
  });
}
