/** What a denial means for a service's calls.
 * - `on`: they are refused
 * - `audit`: they are forwarded all the same, and it is recorded that they would have been refused
 * - `off`: calls are forwarded unseen */
export type Enforcement = 'on' | 'audit' | 'off';

/** By service; `*` for those that are not named. */
export type Enforcements = Readonly<Record<string, Enforcement>>;

/** @param names the service's name, or what else it may be called */
export function enforcementOf(enforcements: Enforcements, names: readonly string[]): Enforcement {
  for (const name of [...names, '*']) {
    const enforcement = Object.hasOwn(enforcements, name) ? enforcements[name] : undefined;
    if (enforcement !== undefined) return enforcement;
  }
  return 'on';
}
