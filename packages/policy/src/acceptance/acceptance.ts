import { parseJson } from '../document/json-tree.ts';
import type { JsonMember, JsonNode, JsonObject } from '../document/json-tree.ts';
import { parseOperatorName } from '../document/operator-name.ts';
import { parseInstant } from '../condition/date.ts';
import { actionFault } from './action-fault.ts';
import { memberOf, stringsOf } from './element.ts';
import { legacyResourceFault, resourceFault } from './resource-fault.ts';
import { trustFault } from './trust-fault.ts';

/** What a document is stored as. `managed`: CreatePolicy, also as a boundary; `inline`: Put…Policy; `session`: a policy
 * passed to STS; `trust`: a role's trust policy. */
export type AcceptanceKind = 'managed' | 'inline' | 'session' | 'trust';

/** Why AWS refuses a document: the text of `MalformedPolicyDocument`. */
export interface Refusal {
  readonly code: 'MalformedPolicyDocument';
  readonly message: string;
}

const texts = {
  syntax: 'Syntax errors in policy.',
  version: 'Policy document must be version 2012-10-17 or greater.',
  legacy: 'The policy failed legacy parsing',
  sid: 'Statement IDs (SID) in a single policy must be unique.',
  actions: 'Policy statement must contain actions.',
  resources: 'Policy statement must contain resources.',
  principal: 'Policy document should not specify a principal.',
  json: 'This policy contains invalid Json',
} as const;

/** Checks a document as IAM does before it stores it; the first failure is the answer (R13.1, R13.2, R13.4, R13.10).
 * IAM accepts what means nothing, and so does this: `undefined` does not say that the policy is good. */
export function checkAcceptance(text: string, kind: AcceptanceKind): Refusal | undefined {
  const message = faultOf(text, kind);
  return message === undefined ? undefined : { code: 'MalformedPolicyDocument', message };
}

function faultOf(text: string, kind: AcceptanceKind): string | undefined {
  const trust = kind === 'trust';
  // R2.7: white space, and the characters up to U+00FF.
  if (!/^[\t\n\r\u0020-\u00FF]*$/.test(text)) return texts.syntax;
  const parsed = parseJson(text, 64);
  if ('fault' in parsed) return trust ? texts.json : texts.syntax;
  // 1
  const statements = syntacticStatements(parsed.root, trust);
  if (!statements) return texts.syntax;
  const root = parsed.root as JsonObject;
  // 2
  const version = memberOf(root, 'Version');
  if (kind === 'managed' && !(version?.type === 'string' && version.value === '2012-10-17')) return texts.version;
  if (!trust && statements.some((statement) => memberOf(statement, 'Principal') ?? memberOf(statement, 'NotPrincipal'))) return texts.principal;
  // 3a
  if (statements.some((statement) => !hasExactEffect(statement) || !datesAreReadable(statement))) return texts.legacy;
  // 3b: the first resource error of step 6 hides what legacy parsing would find behind it
  const resources = ['Resource', 'NotResource'].flatMap((name) => statements.flatMap((statement) => stringsOf(memberOf(statement, name))));
  let resourceMessage: string | undefined;
  for (const resource of resources) {
    resourceMessage = resourceFault(resource);
    if (resourceMessage !== undefined) break;
    if (legacyResourceFault(resource)) return texts.legacy;
  }
  // 4
  const sids = statements.flatMap((statement) => stringsOf(memberOf(statement, 'Sid'))).filter((sid) => sid !== '');
  if (new Set(sids).size < sids.length) return texts.sid;
  // 5
  if (statements.some((statement) => isMissing(statement, 'Action'))) return texts.actions;
  // 6
  if (resourceMessage !== undefined) return resourceMessage;
  // 7
  const actions = ['Action', 'NotAction'].flatMap((name) => statements.flatMap((statement) => stringsOf(memberOf(statement, name))));
  for (const action of actions) {
    const message = actionFault(action);
    if (message !== undefined) return message;
  }
  if (trust) return trustFault(statements);
  // 8
  if (statements.some((statement) => isMissing(statement, 'Resource'))) return texts.resources;
  // R13.10
  if (kind === 'session' && resources.some((resource) => resource !== '*' && resource.split(':').length < 6)) return texts.syntax;
  return undefined;
}

const isMissing = (statement: JsonObject, name: string): boolean => {
  const element = memberOf(statement, name) ?? memberOf(statement, `Not${name}`);
  return !element || (element.type === 'array' && element.items.length === 0);
};

const hasExactEffect = (statement: JsonObject): boolean => {
  const effect = memberOf(statement, 'Effect');
  return effect?.type === 'string' && (effect.value === 'Allow' || effect.value === 'Deny');
};

/** Step 1 (R13.1): the statements, where everything has the form it must have. */
function syntacticStatements(root: JsonNode, trust: boolean): readonly JsonObject[] | undefined {
  if (root.type !== 'object' || !hasKeys(root, ['Version', 'Id', 'Statement', 'Conditions'])) return undefined;
  const [version, id, statement] = [memberOf(root, 'Version'), memberOf(root, 'Id'), memberOf(root, 'Statement')];
  if (version && !(version.type === 'string' && /^(2012-10-17|2008-10-17)$/.test(version.value))) return undefined;
  if ((id && id.type !== 'string') || !statement) return undefined;
  const items = statement.type === 'array' ? statement.items : [statement];
  if (items.length === 0) return undefined;
  const statements = items.filter((item): item is JsonObject => item.type === 'object' && isSyntacticStatement(item, trust));
  return statements.length === items.length ? statements : undefined;
}

function hasKeys(node: JsonObject, known: readonly string[]): boolean {
  const keys = node.members.map(({ key }) => key.value);
  return keys.every((key) => known.includes(key)) && new Set(keys).size === keys.length;
}

const elements = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function isSyntacticStatement(node: JsonObject, trust: boolean): boolean {
  if (!hasKeys(node, elements)) return false;
  const member = (name: string): JsonNode | undefined => memberOf(node, name);
  if (['Action', 'Resource', 'Principal'].some((name) => member(name) && member(`Not${name}`))) return false;
  const effect = member('Effect');
  if (!(effect?.type === 'string' && /^(allow|deny)$/i.test(effect.value))) return false;
  const sid = member('Sid');
  if (sid && !(sid.type === 'string' && /^[A-Za-z0-9]*$/.test(sid.value))) return false;
  if (!['Action', 'NotAction', 'Resource', 'NotResource'].every((name) => isStringOrList(member(name)))) return false;
  const principal = member('Principal') ?? member('NotPrincipal');
  if (trust && principal && !isPrincipal(principal)) return false;
  const condition = member('Condition');
  return !condition || (condition.type === 'object' && hasUniqueKeys(condition) && condition.members.every(isCondition));
}

function isStringOrList(node: JsonNode | undefined): boolean {
  if (!node || node.type === 'string') return true;
  return node.type === 'array' && node.items.every((item) => item.type === 'string' || item.type === 'null');
}

function isPrincipal(node: JsonNode): boolean {
  if (node.type === 'string') return node.value === '*';
  return (
    node.type === 'object' &&
    hasKeys(node, ['AWS', 'Service', 'Federated', 'CanonicalUser']) &&
    node.members.every(({ value }) => value.type === 'string' || (value.type === 'array' && value.items.every((item) => item.type === 'string')))
  );
}

const hasUniqueKeys = (node: JsonObject): boolean => new Set(node.members.map(({ key }) => key.value)).size === node.members.length;

function isCondition({ key: operator, value: block }: JsonMember): boolean {
  if (block.type !== 'object' || !hasUniqueKeys(block)) return false;
  if (block.members.length > 0 && !parseOperatorName(operator.value)) return false;
  const isScalar = (node: JsonNode): boolean => node.type === 'string' || node.type === 'boolean' || node.type === 'number';
  return block.members.every(({ value }) => isScalar(value) || (value.type === 'array' && value.items.every(isScalar)));
}

/** R13.8 */
function datesAreReadable(statement: JsonObject): boolean {
  const condition = memberOf(statement, 'Condition');
  if (condition?.type !== 'object') return true;
  return condition.members.every(({ key, value }) => {
    if (!parseOperatorName(key.value)?.base.startsWith('Date') || value.type !== 'object') return true;
    return value.members.every(({ value: dates }) =>
      (dates.type === 'array' ? dates.items : [dates]).every((date) => parseInstant(date.type === 'string' ? date.value : date.type === 'number' ? date.text : '') !== undefined),
    );
  });
}
