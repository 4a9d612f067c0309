import { findService } from '@assent/catalog';
import type { Action, ActionResource } from '@assent/catalog';
import type { CallRequirement, CallView, Resource } from './call-view.ts';
import { requestTagKeys } from './request-tags.ts';

/** What an operation needs by the catalog alone: the action of its name, on the resource types that the action knows, their
 * ARNs filled in from parameters; of a type that has to be there and is not named, any. Good where names agree, as they mostly
 * do; marked, because nobody has checked it. What the service's own condition keys say of a call is unknown. */
export function derivedRequirements(view: CallView): readonly CallRequirement[] {
  const { actionPrefix, operation } = view.call;
  const action = findService(actionPrefix)?.action(operation);
  const keys = requestTagKeys(givenTags(view));
  const needed = (action?.resources ?? []).flatMap((one) => resourcesOf(view, one));
  const resources: readonly Resource[] = needed.length > 0 ? distinct(needed) : ['*'];
  const unknown = action ? serviceKeys(action) : [];
  return [...resources.map((resource) => ({ ...view.need(action?.name ?? operation, resource, keys, unknown), derived: true as const })), ...passedRoles(view)];
}

/** Tags as services call them: `Tags`, `tagList`, `resourceTags`, `TagKeys`. */
function givenTags(view: CallView): unknown {
  const name = Object.keys(view.parameters).find((one) => /^(?:resource)?tag(?:s|list|set|keys|keylist)$/i.test(one));
  return name === undefined ? undefined : view.parameters[name];
}

/** Keys that are not for every service. */
const serviceKeys = ({ conditionKeys, resources }: Action): readonly string[] =>
  [...new Set([...conditionKeys, ...resources.flatMap((one) => [...one.conditionKeys, ...one.resourceType.conditionKeys])].map(({ name }) => name.replace(/\$\{.*$/, '')))].filter((name) => !name.startsWith('aws:') && !/:resourcetag\/$/i.test(name));

function distinct(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.map((resource) => [typeof resource === 'string' ? resource : resource.arn, resource])).values()];
}

/** ARNs of a resource type that the parameters name: whole, or by every part that the type's ARN has. */
function resourcesOf(view: CallView, { resourceType: { arn, name }, required }: ActionResource): readonly Resource[] {
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
  if (complete) return parts > 0 || required ? [filled] : [];
  // What is known ends where the first part is missing.
  return required ? [view.partly(filled.slice(0, filled.indexOf('*')), filled.slice(filled.indexOf('*')))] : [];
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

/** A role that a call hands over is passed to the service, whoever checks the rest. */
function passedRoles(view: CallView): readonly CallRequirement[] {
  return Object.entries(view.parameters).flatMap(([name, value]) =>
    /role(?:arn)?$/i.test(name) && typeof value === 'string' && /^arn:[^:]+:iam::\d{12}:role\//.test(value) ? [{ ...view.passRole(value, `${view.call.actionPrefix}.amazonaws.com`), derived: true as const }] : [],
  );
}
