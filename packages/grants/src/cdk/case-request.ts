import type { Action, ResourceType } from '@assent/catalog';
import { findService } from '@assent/catalog';
import { compileGlob } from '@assent/policy';
import type { TextMatcher } from '@assent/policy';
import { matchingActions } from '../grant/action-check.ts';
import { withoutWildcards } from './condition-sample.ts';
import type { CdkPlace } from './physical-arn.ts';

const separators = (text: string): number => text.split(/[:/]/).length;

interface KnownFormat {
  readonly type: ResourceType;
  readonly matches: TextMatcher;
}

const formats = new Map<string, readonly KnownFormat[]>();

/** The types of resources of a service, those with the most parts first. */
function formatsOf(service: string): readonly KnownFormat[] {
  const remembered = formats.get(service);
  if (remembered) return remembered;
  const types = (findService(service)?.resourceTypes ?? []).toSorted((a, b) => separators(b.arn) - separators(a.arn));
  const found = types.map((type) => ({ type, matches: compileGlob(type.arn.replaceAll(/\$\{[^}]*\}/g, '*')) }));
  formats.set(service, found);
  return found;
}

/** The type of a resource: of all formats of its service that it matches, the one with the most parts. */
const typeOf = (service: string, resource: string): ResourceType | undefined => formatsOf(service).find(({ matches }) => matches(resource))?.type;

/** Whether AWS authorizes the action on a resource of this type; `undefined` is `*`. */
const isOn = (action: Action, type: ResourceType | undefined): boolean =>
  type === undefined ? action.resources.length === 0 : action.resources.some(({ resourceType }) => resourceType.arn === type.arn);

const serviceOf = (action: string): string => action.split(':')[0]?.toLowerCase() ?? '';

/** The actions of a service that AWS authorizes on this resource, by name. */
export function actionsOn(service: string, resource: string): readonly Action[] {
  const type = typeOf(service, resource);
  return type === undefined ? [] : matchingActions(`${service}:*`).filter((action) => isOn(action, type));
}

/** One call that a statement with this action and this resource is for; `undefined` where there is none: no action of the
 * pattern is authorized on such a resource.
 * @param place what stands in for the parts of an ARN that a pattern leaves open */
export function callFor(actionPattern: string, resourcePattern: string, place: CdkPlace): { readonly action: string; readonly resource: string } | undefined {
  const service = serviceOf(actionPattern);
  const meant = matchingActions(actionPattern).toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  const [shortest] = meant;
  if (shortest === undefined) return undefined;
  if (resourcePattern === '*') return { action: `${service}:${shortest.name}`, resource: anyResource(shortest, place) };
  const resource = withoutWildcards(resourcePattern);
  const type = typeOf(service, resource);
  const action = type === undefined ? undefined : meant.find((one) => isOn(one, type));
  return action === undefined ? undefined : { action: `${service}:${action.name}`, resource };
}

/** A resource that the action is authorized on. */
function anyResource({ resources }: Action, { partition, region, account }: CdkPlace): string {
  const [first] = resources;
  if (first === undefined) return '*';
  const known: Readonly<Record<string, string>> = { '${Partition}': partition, '${Region}': region, '${Account}': account };
  return first.resourceType.arn.replaceAll(/\$\{[^}]*\}/g, (part) => known[part] ?? 'example');
}

/** Services whose ARNs begin with the name: `pictures/a.png`; in others it stands behind the type: `table/Orders`. */
const namesFirst: ReadonlySet<string> = new Set(['s3', 'sns', 'sqs', 'execute-api', 'codecommit', 'codepipeline']);

/** The same with another name: what a grant on the one must not reach. `undefined` where the pattern leaves the name open. */
export function neighbourOf(resourcePattern: string): string | undefined {
  const parts = resourcePattern.split(':');
  const rest = parts.slice(5).join(':');
  if (parts.length < 6 || rest === '') return undefined;
  const pieces = rest.split(/([:/])/);
  const at = namesFirst.has(parts[2] ?? '') || pieces.length === 1 ? 0 : pieces.findIndex((piece, index) => index > 0 && index % 2 === 0 && piece !== '' && !(pieces[0] === '' && index === 2));
  const name = pieces[at];
  if (name === undefined || name === '' || /^[*?]/.test(name)) return undefined;
  return withoutWildcards([...parts.slice(0, 5), [...pieces.slice(0, at), `other-${name}`, ...pieces.slice(at + 1)].join('')].join(':'));
}
