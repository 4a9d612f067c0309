import { findAction } from '@assent/catalog';
import type { Action, ActionResource } from '@assent/catalog';

/** Condition keys that tell of a resource and not of the call: a call does not say them. Families end in a slash. */
const statesOf: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['apigateway:Resource/'],
  events: ['events:ManagedBy'],
  // What a role is for is seldom in the call that passes it.
  iam: ['iam:AssociatedResourceArn'],
  kms: ['kms:KeySpec', 'kms:KeyUsage', 'kms:KeyOrigin', 'kms:MultiRegion', 'kms:MultiRegionKeyType', 'kms:ResourceAliases', 'kms:CustomerMasterKeySpec', 'kms:CustomerMasterKeyUsage', 'kms:TrailingDaysWithoutKeyUsage'],
  s3: ['s3:ExistingObjectTag/', 's3:BucketTag/'],
  secretsmanager: ['secretsmanager:SecretPrimaryRegion', 'secretsmanager:resource/'],
  ssm: ['ssm:DocumentType', 'ssm:DocumentCategories', 'ssm:resourceTag/aws:ssmmessages:session-id', 'ssm:resourceTag/aws:ssmmessages:target-id'],
};

/** Keys of the call that the reference lists with the resources of EC2, and of who calls. */
const notOfResources: ReadonlySet<string> = new Set(['ec2:region', 'ec2:createaction', 'ec2:islaunchtemplateresource', 'ec2:launchtemplate', 'ec2:sourceinstancearn', 'ec2:roledelivery', 'ec2:fisactionid', 'ec2:fistargetarns']);

export interface StateKeys {
  /** Beginnings of the keys of its tags, as AWS spells them: `aws:ResourceTag/`. */
  readonly tags: readonly string[];
  /** The others, in lower case. */
  readonly others: readonly string[];
  /** Both, in lower case. */
  readonly all: readonly string[];
}

const nothing: StateKeys = { tags: [], others: [], all: [] };

/** A resource type of an action, with what an ARN of it begins with. */
interface KnownType {
  readonly resource: ActionResource;
  readonly service: string;
  /** The literal beginning of its resource part. */
  readonly start: string;
  readonly hasSlash: boolean;
}

interface KnownAction {
  readonly action: Action;
  readonly types: readonly KnownType[];
  /** By which of the types an ARN is of. */
  readonly keys: Map<number, StateKeys>;
}

const known = new Map<string, KnownAction>();
const everyType = -1;

/** The keys by which policies for an action can ask for what a resource is.
 * @param action with its prefix */
export function stateKeysOf(action: string, resource: string): StateKeys {
  const read = known.get(action) ?? readAction(action);
  if (!read) return nothing;
  const chosen = typesOf(read.types, resource);
  const before = read.keys.get(chosen);
  if (before) return before;
  const keys = readKeys(read.action, read.types.filter((_, index) => chosen === everyType || ((chosen >> index) & 1) === 1).map((type) => type.resource), action.slice(0, action.indexOf(':')));
  read.keys.set(chosen, keys);
  return keys;
}

function readAction(name: string): KnownAction | undefined {
  const action = findAction(name);
  if (!action) return undefined;
  const types = action.resources.map((resource): KnownType => {
    const [, , service = '', , , ...rest] = resource.resourceType.arn.split(':');
    const written = rest.join(':');
    return { resource, service, start: written.split('${')[0] ?? '', hasSlash: written.includes('/') };
  });
  const read = { action, types, keys: new Map<number, StateKeys>() };
  known.set(name, read);
  return read;
}

/** The resource types that an ARN can be of, as bits: those that begin like it for the longest, and where nothing is written
 * there, those with as many parts. Of more than there are bits, all. */
function typesOf(types: readonly KnownType[], arn: string): number {
  if (types.length > 31) return everyType;
  const parts = arn.split(':', 5);
  const part = arn.slice(parts.join(':').length + 1);
  const hasSlash = part.includes('/');
  let longest = -1;
  let [best, alike] = [0, 0];
  for (let index = 0; index < types.length; index++) {
    const type = types[index] as KnownType;
    if (type.service !== parts[2] || type.start.length < longest || !part.startsWith(type.start)) continue;
    if (type.start.length > longest) [best, alike] = [0, 0];
    longest = type.start.length;
    best |= 1 << index;
    if (type.hasSlash === hasSlash) alike |= 1 << index;
  }
  return longest === 0 && alike !== 0 ? alike : best;
}

function readKeys(action: Action, types: readonly ActionResource[], prefix: string): StateKeys {
  const listed = [...action.conditionKeys, ...types.flatMap(({ conditionKeys, resourceType }) => [...conditionKeys, ...(isExact(prefix, resourceType.name) ? [] : resourceType.conditionKeys)])];
  const names = [...new Set(listed.map(({ name }) => name.replace(/\$\{.*$/, '')))];
  const tags = names.filter((name) => /:resourcetag\/$/i.test(name));
  const states = statesOf[prefix] ?? [];
  const isState = (name: string): boolean => (prefix === 'ec2' ? name.startsWith('ec2:') && !notOfResources.has(name.toLowerCase()) : states.some((state) => name === state || (state.endsWith('/') && name.startsWith(state))));
  const others = lowerCased(names.filter((name) => !tags.includes(name) && isState(name)));
  return { tags, others, all: [...lowerCased(tags), ...others] };
}

/** Where the reference lists with an action exactly what it has of a resource: with those of EC2, where what is made has no tags
 * yet, and with objects of S3, which have no tags of their bucket's unless it says so. */
const isExact = (prefix: string, type: string): boolean => prefix === 'ec2' || (prefix === 's3' && type === 'object');

export const lowerCased = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
