import { parseJson } from '@assent/policy';
import type { JsonNode } from '@assent/policy';
import { allowing } from '../practice/allowed-statement.ts';
import { nameSome } from '../practice/granted-access.ts';
import { nothing } from '../template/found.ts';
import type { AttachedPolicy, Found, FoundPolicy, FoundRole, Remark } from '../template/found.ts';
import { embeddedJson } from '../template/embedded-json.ts';
import { isPolicy, itemsOf, nodeAt, textAt } from '../template/tree.ts';
import { allowedServices } from '../validation/service-principal.ts';
import { policyView } from '../view/policy-view.ts';
import { daysSince, longUnused } from './age.ts';
import { whyNobodyAssumes } from './assumable.ts';

/** Services in which programs run as a role. */
const compute: ReadonlySet<string> = new Set(['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'ec2.amazonaws.com', 'eks.amazonaws.com', 'pods.eks.amazonaws.com', 'codebuild.amazonaws.com', 'batch.amazonaws.com', 'apprunner.amazonaws.com', 'sagemaker.amazonaws.com', 'glue.amazonaws.com']);

/** What stands in the answer of `aws iam get-account-authorization-details`. */
export function findInAccount(root: JsonNode, text: string, now: Date): Found {
  const lists = { users: itemsOf(nodeAt(root, 'UserDetailList')), groups: itemsOf(nodeAt(root, 'GroupDetailList')), roles: itemsOf(nodeAt(root, 'RoleDetailList')), managed: itemsOf(nodeAt(root, 'Policies')) };
  const arns = [...lists.users, ...lists.roles].flatMap((node) => textAt(node, 'Arn') ?? []);
  const principals = new Set(arns);
  const account = arns[0]?.split(':')[4] ?? '';
  const tracked = lists.roles.some((role) => textAt(role, 'RoleLastUsed', 'LastUsedDate') !== undefined);
  const policies: FoundPolicy[] = [];
  const roles: FoundRole[] = [];
  const attached: AttachedPolicy[] = [];
  const remarks: Remark[] = [];
  const document = (node: JsonNode | undefined): JsonNode | undefined => {
    const read = node && documentOf(node, text);
    return isPolicy(read) ? read : undefined;
  };
  const holders = [
    ...lists.users.map((node) => ({ node, name: 'UserName', inline: 'UserPolicyList', word: 'user' })),
    ...lists.groups.map((node) => ({ node, name: 'GroupName', inline: 'GroupPolicyList', word: 'group' })),
    ...lists.roles.map((node) => ({ node, name: 'RoleName', inline: 'RolePolicyList', word: 'role' })),
  ];
  for (const { node, name, inline, word } of holders) {
    if (textAt(node, 'Path')?.startsWith('/aws-service-role/') === true) continue;
    const subject = `${word} ${textAt(node, name) ?? ''}`;
    const at = nodeAt(node, name) ?? node;
    const place = { subject, start: at.start, end: at.end };
    const own = itemsOf(nodeAt(node, inline)).flatMap((each) => {
      const read = document(nodeAt(each, 'PolicyDocument'));
      const called = nodeAt(each, 'PolicyName') ?? each;
      remarks.push({ code: 'ASSENT_INLINE_POLICY', subject, details: `\`${textAt(each, 'PolicyName') ?? ''}\` lies within the ${word}.`, start: called.start, end: called.end });
      return read ? [{ kind: 'identity' as const, subject: `${subject}, ${textAt(each, 'PolicyName') ?? ''}`, root: read }] : [];
    });
    policies.push(...own);
    const managed = itemsOf(nodeAt(node, 'AttachedManagedPolicies')).flatMap((each) => {
      const arn = nodeAt(each, 'PolicyArn');
      return arn?.type === 'string' ? [{ arn: arn.value, subject, start: arn.start, end: arn.end }] : [];
    });
    attached.push(...managed);
    if (word === 'user' && own.length + managed.length > 0) remarks.push({ ...place, code: 'ASSENT_POLICY_ON_USER', details: `${own.length + managed.length === 1 ? 'A policy hangs' : `${own.length + managed.length} policies hang`} on the user itself.` });
    if (word !== 'role') continue;
    roles.push({ name: subject, references: [textAt(node, 'Arn') ?? ''], start: at.start, end: at.end, policies: own, managedPolicies: managed });
    const trust = document(nodeAt(node, 'AssumeRolePolicyDocument'));
    if (trust) {
      policies.push({ kind: 'trust', subject, root: trust });
      const why = whyNobodyAssumes(trust, account, principals);
      if (why !== undefined) remarks.push({ ...place, code: 'ASSENT_ROLE_NOBODY_CAN_ASSUME', details: why });
      const services = [...new Set(allowing(policyView('', trust, 'trust', undefined)).flatMap(allowedServices).map(({ value }) => value).filter((service) => compute.has(service)))];
      if (services.length > 1) remarks.push({ ...place, code: 'ASSENT_ROLE_FOR_SEVERAL_SERVICES', details: `${nameSome(services)} may assume the role.` });
    }
    const last = textAt(node, 'RoleLastUsed', 'LastUsedDate');
    const idle = daysSince(last ?? textAt(node, 'CreateDate') ?? '', now);
    if (tracked && idle !== undefined && idle >= longUnused) remarks.push({ ...place, code: 'ASSENT_UNUSED_ROLE', details: last === undefined ? `Not used since it was created ${idle} days ago.` : `Last used ${idle} days ago.` });
  }
  for (const each of lists.managed) {
    if (/^arn:[^:]*:iam::aws:/.test(textAt(each, 'Arn') ?? '')) continue;
    const version = itemsOf(nodeAt(each, 'PolicyVersionList')).find((candidate) => textAt(candidate, 'VersionId') === textAt(each, 'DefaultVersionId'));
    const read = document(nodeAt(version, 'Document'));
    if (read) policies.push({ kind: 'identity', subject: `policy ${textAt(each, 'PolicyName') ?? ''}`, root: read });
  }
  return { ...nothing, kind: 'account', policies, roles, attached, remarks, accounts: account === '' ? [] : [account] };
}

/** A document as the CLI prints it, as JSON in a string, or percent-encoded as it is on the wire. */
function documentOf(node: JsonNode, text: string): JsonNode | undefined {
  if (node.type !== 'string') return node;
  if (!node.value.startsWith('%')) return embeddedJson(node, text);
  const plain = decoded(node.value);
  if (plain === undefined) return undefined;
  const parsed = parseJson(plain, 64);
  // Its characters have no places of their own in the text.
  return 'root' in parsed ? embeddedJson({ type: 'string', value: plain, start: node.start, end: node.end }, '') : undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
