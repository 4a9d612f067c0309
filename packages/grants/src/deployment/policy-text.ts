/** A statement as a service has it: what is not ours is kept as it is. */
export type StatementObject = Readonly<Record<string, unknown>>;

/** A policy as a service has it. */
export interface PolicyObject {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly StatementObject[];
}

/** Reads a policy that a service keeps.
 * @throws SyntaxError where it is no JSON, TypeError where it is no policy */
export function readPolicy(text: string): PolicyObject {
  const policy: unknown = JSON.parse(text);
  if (typeof policy !== 'object' || policy === null || !('Statement' in policy)) throw new TypeError('what a service keeps as a policy has no statements');
  const { Statement } = policy;
  return { ...policy, Statement: (Array.isArray(Statement) ? Statement : [Statement]) as readonly StatementObject[] };
}

/** A text that is the same for policies or statements that say the same: neither the order of names, lists and statements nor
 * whether one value is written as a list of one makes a difference to AWS. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map(canonical))].sort();
    return items.length === 1 && items[0] !== undefined ? items[0] : `[${items.join()}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(String(value));
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join()}}`;
}
