import { isActionName, isResourceName } from '@assent/policy';
import type { ActionName, ContextValue, ResourceName } from '@assent/policy';
import { AccessError } from './access-error.ts';
import { readContext, readTags } from './evaluation-context.ts';
import { readObject, readOptionalObject, readText } from './member.ts';
import type { JsonObject } from './member.ts';

/** Whom a question is about. */
export interface Subject {
  readonly type: 'user' | 'role' | 'session';
  /** An ARN, or a unique id. */
  readonly id: string;
  /** What a session was issued with; who has only its ARN has the role's permissions alone. */
  readonly credentials: { readonly accessKeyId: string; readonly sessionToken: string } | undefined;
}

/** What it is about. */
export interface AskedResource {
  readonly id: ResourceName;
  /** The account that owns it, where the ARN does not say. */
  readonly account: string | undefined;
  /** The text of a resource-based policy. */
  readonly policy: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** One question of AuthZEN: may this subject do this to that, under these circumstances? */
export interface Evaluation {
  readonly subject: Subject;
  readonly action: ActionName;
  readonly resource: AskedResource;
  readonly context: ReadonlyMap<string, ContextValue>;
}

const lengthLimit = 2048;
const subjectTypes = ['user', 'role', 'session'] as const;

/** Reads a question.
 * @throws AccessError `invalid-request` */
export function readEvaluation(asked: JsonObject): Evaluation {
  return {
    subject: readSubject(readObject(asked, 'subject')),
    action: readAction(readObject(asked, 'action')),
    resource: readResource(readObject(asked, 'resource')),
    context: readContext(readOptionalObject(asked, 'context') ?? {}),
  };
}

function readSubject(subject: JsonObject): Subject {
  const stated = readText(subject, 'type', lengthLimit, 'subject.');
  const type = subjectTypes.find((each) => each === stated);
  if (!type) throw new AccessError('invalid-request', `subject.type must be user, role or session, and is \`${stated}\``);
  const properties = readOptionalObject(subject, 'properties', 'subject.');
  const hasCredentials = properties !== undefined && (Object.hasOwn(properties, 'access_key_id') || Object.hasOwn(properties, 'session_token'));
  if (hasCredentials && type !== 'session') throw new AccessError('invalid-request', 'only a subject of type session has credentials');
  return {
    type,
    id: readText(subject, 'id', lengthLimit, 'subject.'),
    credentials: hasCredentials
      ? { accessKeyId: readText(properties, 'access_key_id', lengthLimit, 'subject.properties.'), sessionToken: readText(properties, 'session_token', 65_536, 'subject.properties.') }
      : undefined,
  };
}

function readAction(action: JsonObject): ActionName {
  const name = readText(action, 'name', lengthLimit, 'action.');
  if (!isActionName(name) || /[*?]/.test(name)) throw new AccessError('invalid-request', `action.name must be of the form service:Action, without wildcards, and is \`${name}\``);
  return name;
}

function readResource(resource: JsonObject): AskedResource {
  readText(resource, 'type', lengthLimit, 'resource.');
  const id = readText(resource, 'id', lengthLimit, 'resource.');
  if (!isResourceName(id) || (id !== '*' && id.split(':').length < 6)) throw new AccessError('invalid-request', `resource.id must be an ARN or \`*\`, and is \`${id}\``);
  const properties = readOptionalObject(resource, 'properties', 'resource.') ?? {};
  const account = Object.hasOwn(properties, 'account') ? readText(properties, 'account', lengthLimit, 'resource.properties.') : undefined;
  if (account !== undefined && !/^\d{12}$/.test(account)) throw new AccessError('invalid-request', `resource.properties.account must be 12 digits, and is \`${account}\``);
  return { id, account, policy: readPolicy(properties), tags: readTags(readOptionalObject(properties, 'tags', 'resource.properties.') ?? {}) };
}

/** A policy may be given as a document or as the text of one. */
function readPolicy(properties: JsonObject): string | undefined {
  const policy = Object.hasOwn(properties, 'policy') ? properties['policy'] : undefined;
  if (policy === undefined || typeof policy === 'string') return policy;
  if (typeof policy !== 'object' || policy === null) throw new AccessError('invalid-request', 'resource.properties.policy must be a policy document');
  return JSON.stringify(policy);
}
