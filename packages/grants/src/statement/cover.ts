/** Whether every text that matches `inner` matches `outer` as an action. Patterns of actions with one star at the end. */
export function coversAction(outer: string, inner: string): boolean {
  if (outer === '*' || outer.toLowerCase() === inner.toLowerCase()) return true;
  const prefix = finalStarPrefix(outer.toLowerCase());
  // A star or a question mark never matches the colon (R3.2): the prefix has to hold it.
  return prefix !== undefined && prefix.includes(':') && inner.toLowerCase().startsWith(prefix);
}

/** Whether every ARN that matches `inner` matches `outer`: equal, `*`, or a star at the end of the resource part (R3.5b)
 * behind a beginning that both share. */
export function coversResource(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) return true;
  const prefix = finalStarPrefix(outer);
  // Five colons before the star: what it matches is then in the resource part alone, where it matches anything.
  return prefix !== undefined && prefix.split(':').length > 5 && !prefix.includes('$') && inner.startsWith(prefix);
}

const finalStarPrefix = (pattern: string): string | undefined => {
  if (!pattern.endsWith('*')) return undefined;
  const prefix = pattern.slice(0, -1);
  return prefix.includes('*') || prefix.includes('?') ? undefined : prefix;
};

/** The list without what another entry of it covers. */
export function withoutCovered(entries: readonly string[], covers: (outer: string, inner: string) => boolean): readonly string[] {
  const wide = entries.filter((entry) => entry.endsWith('*'));
  return entries.filter((entry) => !wide.some((outer) => outer !== entry && covers(outer, entry)));
}
