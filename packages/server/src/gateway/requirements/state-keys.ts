import { findAction } from '@assent/catalog';
import type { Action } from '@assent/catalog';

/** Condition keys that tell of a resource and not of the call: a call does not say them. Families end in a slash. */
const statesOf: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['apigateway:Resource/'],
  events: ['events:ManagedBy'],
  kms: ['kms:KeySpec', 'kms:KeyUsage', 'kms:KeyOrigin', 'kms:MultiRegion', 'kms:MultiRegionKeyType', 'kms:ResourceAliases'],
  s3: ['s3:ExistingObjectTag/', 's3:BucketTag/'],
  secretsmanager: ['secretsmanager:SecretPrimaryRegion', 'secretsmanager:resource/'],
  ssm: ['ssm:DocumentType', 'ssm:DocumentCategories'],
};

/** Keys of the call that the reference lists with the resources of EC2, and of who calls. */
const notOfResources: ReadonlySet<string> = new Set(['ec2:region', 'ec2:createaction', 'ec2:islaunchtemplateresource', 'ec2:launchtemplate', 'ec2:sourceinstancearn', 'ec2:roledelivery', 'ec2:fisactionid', 'ec2:fistargetarns', 'ec2:attribute', 'ec2:attribute/', 'ec2:add/group', 'ec2:add/userid', 'ec2:remove/group', 'ec2:remove/userid', 'ec2:newinstanceprofile']);

export interface StateKeys {
  /** Beginnings of the keys of its tags, as AWS spells them: `aws:ResourceTag/`. */
  readonly tags: readonly string[];
  /** The others, in lower case. */
  readonly others: readonly string[];
  /** Both, in lower case. */
  readonly all: readonly string[];
}

const nothing: StateKeys = { tags: [], others: [], all: [] };
const known = new Map<string, StateKeys>();

/** The keys by which policies for an action can ask for what a resource is.
 * @param action with its prefix */
export function stateKeysOf(action: string, resource: string): StateKeys {
  const kind = action.startsWith('ec2:') ? kindOf(resource) : '';
  const id = `${action} ${kind}`;
  const before = known.get(id);
  if (before) return before;
  const found = findAction(action);
  if (!found) return nothing;
  const keys = readKeys(found, action.slice(0, action.indexOf(':')), kind);
  known.set(id, keys);
  return keys;
}

/** `instance` of `arn:aws:ec2:eu-west-1:111122223333:instance/i-1`. */
const kindOf = (arn: string): string => arn.split(':')[5]?.split('/')[0] ?? '';

function readKeys(action: Action, prefix: string, kind: string): StateKeys {
  const types = kind === '' ? action.resources : action.resources.filter(({ resourceType }) => kindOf(resourceType.arn) === kind);
  const names = [...new Set([...action.conditionKeys, ...types.flatMap(({ conditionKeys }) => conditionKeys)].map(({ name }) => name.replace(/\$\{.*$/, '')))];
  const tags = names.filter((name) => /:resourcetag\/$/i.test(name));
  const states = statesOf[prefix] ?? [];
  const isState = (name: string): boolean => (prefix === 'ec2' ? name.startsWith('ec2:') && !notOfResources.has(name.toLowerCase()) : states.some((state) => name === state || (state.endsWith('/') && name.startsWith(state))));
  const others = lowerCased(names.filter((name) => !tags.includes(name) && isState(name)));
  return { tags, others, all: [...lowerCased(tags), ...others] };
}

export const lowerCased = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
