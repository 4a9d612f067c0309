import type { RequestHead } from './raw-request.ts';

/** Has what is read of a head read once, however many ask for it: it is kept for as long as the head is. */
export function readOnce<T extends object>(read: (head: RequestHead) => T): (head: RequestHead) => T {
  const known = new WeakMap<RequestHead, T>();
  return (head) => {
    let value = known.get(head);
    if (!value) known.set(head, (value = read(head)));
    return value;
  };
}
