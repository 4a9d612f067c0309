import { isDeepStrictEqual } from 'node:util';
import { parseArn, parsePolicy } from '@assent/policy';
import { accountIn, rootResource, withAccount } from '../../directory/resource-arn.ts';
import type { KeyGrant, ResourcePolicyText } from '../../directory/facts.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import { findPrincipalId, knownPrincipals } from '../../directory/stored-principals.ts';
import { regionPattern } from '../routing/host.ts';
import { AnswerError } from './reading-error.ts';
import type { ReadGrant, ReadResource } from './read-resource.ts';

export interface ReadingFacts {
  readonly snapshot: Snapshot;
  /** Whose resources are that nobody made through the gate. */
  readonly account: string;
  /** Which was asked. */
  readonly region: string;
  /** Whether the upstream keeps accounts apart, so that what its ARNs say of them holds here, too. */
  readonly apart: boolean;
}

/** What a resource of an upstream changes: all that it has, and that it no longer has what is known and was not told. An owner
 * who is known stays.
 * @throws AnswerError where its policy is none: nothing of the resource is taken over then */
export function changesOf(read: ReadResource, facts: ReadingFacts): readonly ResourceChange[] {
  const arn = keptArn(read.arn, facts);
  const here = (text: string): string => renamed(text, read.arn, arn, facts);
  // Some servers have an empty text where there is none.
  const policy = read.policy === undefined || read.policy === '' ? undefined : policyText(here(read.policy), facts.snapshot);
  const grants = read.grants?.map((grant): KeyGrant => grantHere(grant, here(grant.grantee), facts.snapshot));
  const known = facts.snapshot.find('resource', arn);
  const before = grants ? (known?.grants ?? []) : [];
  // Whom a policy or a grant meant when it was set it means still (R7.3), as long as it is the same.
  const isKnown = policy !== undefined && known?.policy !== undefined && isSame(policy.text, known.policy.text);
  return [
    { kind: 'made', arn, account: accountIn(arn) ?? facts.account },
    ...('policy' in read && !isKnown ? [{ kind: 'policy', arn, policy } as const] : []),
    ...(read.tags ? [{ kind: 'tags', arn, tags: read.tags } as const] : []),
    ...('publicAccess' in read ? [{ kind: 'publicAccess', arn, block: read.publicAccess } as const] : []),
    ...(read.partitionKey === undefined ? [] : [{ kind: 'partitionKey', arn, name: read.partitionKey } as const]),
    ...(read.target === undefined ? [] : [{ kind: 'alias', arn, target: keptArn(read.target, facts) } as const]),
    ...(grants ?? []).filter((grant) => !before.some((one) => isDeepStrictEqual({ ...one, grantee: '' }, { ...grant, grantee: '' }))).map((grant) => ({ kind: 'grant', arn, grant }) as const),
    ...before.filter(({ id }) => grants?.some((grant) => grant.id === id) === false).map(({ id }) => ({ kind: 'grantGone', arn, id }) as const),
  ];
}

/** The ARN under which a resource is kept: an upstream that has one space of names says nothing of accounts, and one with a word of
 * its own in the place of the region (`ddblocal`, `elasticmq`) nothing of regions. */
function keptArn(named: string, { snapshot, account, region, apart }: ReadingFacts): string {
  const arn = named.replace(/^(arn:[^:]*:[^:]*):([^:]+):/, (head, before: string, where: string) => (regionPattern.test(where) ? head : `${before}:${region}:`));
  if (apart) return arn;
  const found = snapshot.findResources(rootResource(arn))[0];
  return withAccount(arn, found ? accountIn(found.id) : account);
}

/** A text of the upstream with the account that it takes for its own under the name that it has here. */
function renamed(text: string, named: string, kept: string, { account, apart }: ReadingFacts): string {
  const own = apart ? '' : (parseArn(named)?.account ?? '');
  if (named === kept && own === '') return text;
  const [first = '', ...more] = text.split(named);
  // Longer names begin like this one.
  const itself = more.reduce((joined, part) => `${joined}${/^[A-Za-z0-9_.-]/.test(part) ? named : kept}${part}`, first);
  return own === '' || own === account ? itself : itself.replace(/\d{12,}/g, (digits) => (digits === own ? account : digits));
}

function policyText(text: string, snapshot: Snapshot): ResourcePolicyText {
  const { document, faults } = parsePolicy(text, { type: 'resource' });
  const [fault] = faults;
  if (!document) throw new AnswerError(`its policy is none: ${fault ? `${fault.message} (line ${fault.span.start.line}, column ${fault.span.start.column})` : 'it cannot be read'}`);
  return { text, principals: knownPrincipals(text, 'resource', snapshot) };
}

const isSame = (one: string, other: string): boolean => one === other || isDeepStrictEqual(JSON.parse(one), JSON.parse(other));

const grantHere = ({ id, operations, encryptionContext }: ReadGrant, grantee: string, snapshot: Snapshot): KeyGrant => ({
  id,
  grantee: findPrincipalId(grantee, snapshot) ?? grantee,
  operations,
  ...(encryptionContext ? { encryptionContext } : {}),
});
