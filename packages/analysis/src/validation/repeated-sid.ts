import type { PolicyView } from '../view/policy-view.ts';
import type { Place } from '../view/place.ts';
import type { Detection } from './rule.ts';

/** The statements whose id another one has already; empty ids do not count (R2.12). */
export function* repeatedSids({ statements }: PolicyView, details: string): Generator<Detection> {
  const seen = new Map<string, Place>();
  for (const { sid } of statements) {
    if (!sid || sid.value === '') continue;
    const earlier = seen.get(sid.value);
    if (earlier) yield { details, places: [earlier, sid] };
    else seen.set(sid.value, sid);
  }
}
