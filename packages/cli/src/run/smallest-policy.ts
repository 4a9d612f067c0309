import { documentJson, minimise } from '@assent/grants';
import type { GrantStatement, PolicyJson } from '@assent/grants';
import type { RecordedCall, RecordedNeed } from '@assent/server';

/** The smallest identity policy that allows all that calls need: each action on each resource and nothing besides. `undefined` where
 * none is needed. */
export function smallestPolicy(calls: readonly RecordedCall[]): PolicyJson | undefined {
  const needs = calls.flatMap((call) => call.needs).filter(isForIdentity);
  const statements = minimise(needs.map(statementOf));
  return statements.length === 0 ? undefined : documentJson(statements);
}

/** A policy as IAM takes it, which knows no characters beyond U+00FF but by their escapes (R2.7). */
export const policyText = (policy: PolicyJson): string => JSON.stringify(policy, undefined, 2).replaceAll(/[^\t\n\r\u0020-\u00ff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What nobody has to be allowed (R8.16), and what the resource's own policy allows by itself, takes no policy of the role. */
const isForIdentity = ({ decision, policyType }: RecordedNeed): boolean => decision !== 'allowed' || (policyType !== undefined && policyType !== 'resource');

const statementOf = ({ action, resource, passedTo }: RecordedNeed): GrantStatement => ({
  effect: 'Allow',
  actions: [action],
  resources: [literalResource(resource)],
  conditions: passedTo === undefined ? {} : { StringEquals: { 'iam:PassedToService': [passedTo] } },
});

/** A resource as a policy names it alone: `*`, `?` and `$` that are part of a name are written `${*}` and so on (R5.6). A star that
 * is a whole part stands for a name that nobody knows yet, such as that of an instance to be started. */
export function literalResource(resource: string): string {
  if (resource === '*') return resource;
  const isObject = /^arn:[^:]+:s3:::[^/]+\//.test(resource);
  return resource.replaceAll(/[*?$]/g, (sign, at: number) => {
    const isWhole = sign === '*' && !isObject && isEdge(resource[at - 1]) && isEdge(resource[at + 1]);
    return isWhole ? sign : `\${${sign}}`;
  });
}

const isEdge = (sign: string | undefined): boolean => sign === undefined || sign === ':' || sign === '/';
