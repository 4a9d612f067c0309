import type { Action } from '@assent/catalog';

/** Actions whose resource types say what a call may be about, and which are nevertheless authorized on `*` (R13.7). */
const onEverything: ReadonlySet<string> = new Set(['cloudwatch:PutMetricData']);
const servicesOnEverything: ReadonlySet<string> = new Set(['ce']);

/** Whether an action can be granted on some resources instead of all; never for one that has no resource types. */
export function hasResourceLevel(prefix: string, { name, accessLevel, resources }: Action): boolean {
  if (resources.length === 0 || servicesOnEverything.has(prefix) || onEverything.has(`${prefix}:${name}`)) return false;
  // The reference marks few types as required; a listing without any is one of the whole account.
  return accessLevel !== 'List' || resources.some(({ required }) => required);
}

/** The ARNs that an action is authorized on, with names in capitals for what is to be filled in. */
export function arnsToFillIn({ resources }: Action): readonly string[] {
  const required = resources.filter(({ required }) => required);
  return (required.length > 0 ? required : resources).map(({ resourceType }) =>
    resourceType.arn
      .replace('${Partition}', 'aws')
      .replace(/\$\{([A-Za-z0-9]+)\}/g, (_, name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()),
  );
}
