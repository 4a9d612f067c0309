import { isRecord } from '../call-view.ts';
import type { CallView } from '../call-view.ts';
import { kindOfId, kindsOfName } from './ec2-id.ts';

/** A resource that a call names: by an id, a name where its ARN has names, or its ARN. */
export interface NamedResource {
  readonly kind: string;
  readonly id: string;
}

/** Members that say nothing of which resources a call is about. */
const silent: ReadonlySet<string> = new Set(['TagSpecifications', 'Tags', 'Filters', 'Filter', 'Description', 'ClientToken', 'UserData', 'PolicyDocument', 'DryRun', 'NextToken', 'ExcludeDataVolumeIds']);

/** Resources whose ARNs have names, by the parameters that say them. */
const byName: Readonly<Record<string, string>> = { KeyName: 'key-pair', PlacementGroupName: 'placement-group' };

/** All resources that a call names anywhere, by kinds that somebody asks for. An id tells its kind by its prefix, else by the
 * parameter that it stands in.
 * @param kinds those of the action */
export function namedResources(view: CallView, kinds: ReadonlySet<string>): readonly NamedResource[] {
  const found = new Map<string, NamedResource>();
  const add = (kind: string, id: string): void => void found.set(`${kind} ${id}`, { kind, id });
  const read = (parameter: string, value: unknown, depth: number): void => {
    if (silent.has(parameter) || depth > 8) return;
    if (Array.isArray(value)) for (const item of value as readonly unknown[]) read(parameter, item, depth + 1);
    else if (isRecord(value)) for (const [name, part] of Object.entries(value)) read(name, part, depth + 1);
    else if (typeof value === 'string' && value !== '') readText(parameter, value);
  };
  const readText = (parameter: string, text: string): void => {
    const arn = /^arn:[^:]*:ec2:[^:]*:[^:]*:([a-z0-9-]+)\/./.exec(text)?.[1];
    const kind = arn ?? kindOfId(text) ?? kindsOfName(parameter).find((one) => kinds.has(one)) ?? (Object.hasOwn(byName, parameter) ? byName[parameter] : undefined);
    if (kind !== undefined && kinds.has(kind)) add(kind, text);
  };
  for (const [name, value] of Object.entries(view.parameters)) read(name, value, 0);
  // Groups of instances are named where instances are placed, and in their own operations.
  const placement = view.at(view.record('Placement')).optional('GroupName') ?? (kinds.has('placement-group') && !kinds.has('security-group') ? view.optional('GroupName') : undefined);
  if (placement !== undefined && kinds.has('placement-group')) add('placement-group', placement);
  return [...found.values()];
}
