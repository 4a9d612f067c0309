/** How long keys and roles may lie unused, in days. */
export const longUnused = 90;

/** Days from an ISO 8601 instant to now; `undefined` where the text is none. */
export function daysSince(instant: string, now: Date): number | undefined {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? undefined : Math.floor((now.getTime() - time) / 86_400_000);
}
