import { parseArn, parsePolicy } from '@assent/policy';
import type { ResourceFacts } from '../../directory/facts.ts';
import type { KeyGrant, ResourceChange, ResourcePolicyText } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import { knownPrincipals, principalId } from '../../directory/stored-principals.ts';
import { AnswerError } from './reading-error.ts';
import type { ReadGrant, ReadResource } from './read-resource.ts';

export interface ReadingFacts {
  /** Whose the resources of the upstream are. */
  readonly account: string;
  readonly snapshot: Snapshot;
  /** What is known already, by the ARN that it is kept under. */
  known(arn: string): ResourceFacts | undefined;
}

/** What a resource of an upstream changes: all that it has, and that it no longer has what is known and was not told. An owner
 * who is known stays. The upstream's account is the one that its resources are said to be of, in ARNs and policies.
 * @throws AnswerError where its policy is none: nothing of the resource is taken over then */
export function changesOf(read: ReadResource, facts: ReadingFacts): readonly ResourceChange[] {
  const named = parseArn(read.arn)?.account ?? '';
  const here = (text: string): string => (named === '' || named === facts.account ? text : text.replace(/\d{12,}/g, (digits) => (digits === named ? facts.account : digits)));
  const arn = here(read.arn);
  const known = facts.known(arn);
  const policy = read.policy === undefined ? undefined : policyText(here(read.policy), facts.snapshot);
  const grants = read.grants?.map((grant): KeyGrant => grantHere(grant, here(grant.grantee), facts.snapshot));
  return [
    ...(known ? [] : [{ kind: 'made', arn, account: facts.account } as const]),
    ...('policy' in read ? [{ kind: 'policy', arn, policy } as const] : []),
    ...(read.tags ? [{ kind: 'tags', arn, tags: read.tags } as const] : []),
    ...('publicAccess' in read ? [{ kind: 'publicAccess', arn, block: read.publicAccess } as const] : []),
    ...(read.partitionKey === undefined ? [] : [{ kind: 'partitionKey', arn, name: read.partitionKey } as const]),
    ...(read.target === undefined ? [] : [{ kind: 'alias', arn, target: here(read.target) } as const]),
    ...(grants ?? []).map((grant) => ({ kind: 'grant', arn, grant }) as const),
    ...(grants ? (known?.grants ?? []).filter(({ id }) => !grants.some((grant) => grant.id === id)).map(({ id }) => ({ kind: 'grantGone', arn, id }) as const) : []),
  ];
}

function policyText(text: string, snapshot: Snapshot): ResourcePolicyText {
  const { document, faults } = parsePolicy(text, { type: 'resource' });
  const [fault] = faults;
  if (!document) throw new AnswerError(`its policy is none: ${fault ? `${fault.message} (line ${fault.span.start.line}, column ${fault.span.start.column})` : 'it cannot be read'}`);
  return { text, principals: knownPrincipals(text, 'resource', snapshot) };
}

const grantHere = ({ id, operations, encryptionContext }: ReadGrant, grantee: string, snapshot: Snapshot): KeyGrant => ({
  id,
  grantee: principalId(grantee, snapshot) ?? grantee,
  operations,
  ...(encryptionContext ? { encryptionContext } : {}),
});
