import { findService } from '@assent/catalog';
import type { ResourceType } from '@assent/catalog';
import type { CallRequirement, CallView } from './call-view.ts';
import { requestTagKeys } from './request-tags.ts';

/** What an operation needs by the catalog alone: the action of its name, on the resource types that the action knows, their
 * ARNs filled in from parameters. Good where names agree, as they mostly do; marked, because nobody has checked it. */
export function derivedRequirements(view: CallView): readonly CallRequirement[] {
  const { actionPrefix, operation } = view.call;
  const action = findService(actionPrefix)?.action(operation);
  const keys = requestTagKeys(view.parameters['Tags'] ?? view.parameters['tags'] ?? view.parameters['TagList'] ?? view.parameters['TagKeys'] ?? view.parameters['tagKeys']);
  const types = action?.resources.map(({ resourceType }) => resourceType) ?? [];
  const named = types.flatMap((type) => resourcesOf(view, type));
  const resources = named.length > 0 ? [...new Set(named)] : [anyOf(view, action?.resources.find(({ required }) => required)?.resourceType)];
  return [...resources.map((resource) => ({ ...view.need(action?.name ?? operation, resource, keys), derived: true as const })), ...passedRoles(view)];
}

/** ARNs of a resource type that the parameters name: whole, or by every part that the type's ARN has. */
function resourcesOf(view: CallView, { arn, name }: ResourceType): readonly string[] {
  const given = givenArns(view, arn);
  if (given.length > 0) return given;
  let complete = true;
  let parts = 0;
  const filled = fill(view, arn, (placeholder) => {
    parts++;
    const value = parameterFor(view, placeholder, name);
    if (value === undefined) complete = false;
    return value ?? '*';
  });
  return complete && parts > 0 ? [filled] : [];
}

/** Parameters that are ARNs of the form that the type has. */
function givenArns(view: CallView, pattern: string): readonly string[] {
  const [, , service = '', , , ...rest] = pattern.split(':');
  const start = rest.join(':').split('${')[0] ?? '';
  return Object.values(view.parameters).flatMap((value) => [value].flat()).filter((value): value is string => {
    if (typeof value !== 'string' || !value.startsWith('arn:')) return false;
    const parts = value.split(':');
    return parts.length >= 6 && parts[2] === service && parts.slice(5).join(':').startsWith(start);
  });
}

/** A parameter whose name is the placeholder's, whatever its case, or the type's with `Name` or `Id` behind it. */
function parameterFor(view: CallView, placeholder: string, type: string): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = new Set([plain(placeholder), ...['', 'name', 'id', 'identifier'].map((end) => `${plain(type)}${end}`), ...(plain(placeholder).startsWith(plain(type)) ? ['name', 'id'] : [])]);
  for (const [name, value] of Object.entries(view.parameters)) {
    if (wanted.has(plain(name)) && (typeof value === 'string' || typeof value === 'number') && value !== '' && !String(value).startsWith('arn:')) return String(value);
  }
  return undefined;
}

function fill(view: CallView, arn: string, partOf: (placeholder: string) => string): string {
  const own: Readonly<Record<string, string>> = { Partition: view.facts.partition, Region: view.call.region, Account: view.facts.account };
  return arn.replaceAll(/\$\{([^}]+)\}/g, (_, placeholder: string) => own[placeholder] ?? partOf(placeholder));
}

const anyOf = (view: CallView, type: ResourceType | undefined): string => (type === undefined ? '*' : fill(view, type.arn, () => '*'));

/** A role that a call hands over is passed to the service, whoever checks the rest. */
function passedRoles(view: CallView): readonly CallRequirement[] {
  return Object.entries(view.parameters).flatMap(([name, value]) =>
    /role(?:arn)?$/i.test(name) && typeof value === 'string' && /^arn:[^:]+:iam::\d{12}:role\//.test(value) ? [{ ...view.passRole(value, `${view.call.actionPrefix}.amazonaws.com`), derived: true as const }] : [],
  );
}
