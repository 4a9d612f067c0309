import type { sts } from '@assent/catalog';
import { findManagedPolicy } from '@assent/catalog';
import { parsePolicyArn, rootArn } from '../../directory/arn.ts';
import { validation } from '../../directory/fault.ts';
import { listFeatures, managedOrganization } from '../../directory/organization-feature.ts';
import type { Call } from '../../operation/call.ts';
import { reading } from '../../operation/operation.ts';
import { ApiError } from '../../wire/api-error.ts';
import { issueSession } from '../issue-session.ts';

const defaultDuration = 900;

/** What a root has; the task policies only deny, all but their task. */
const everything = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** The root of a member account for one task: what its task policy allows, and nothing else (R8.12, R9.13). Decided with the
 * caller's own policies, since no policy hangs on a root. */
export const assumeRoot = reading<sts.StsOperations['AssumeRoot']>({
  requires: ({ TargetPrincipal, TaskPolicyArn }, call) => ({
    action: 'sts:AssumeRoot',
    resource: rootArn(call.partition, targetOf(TargetPrincipal)),
    resourceAccount: call.account,
    keys: { 'sts:TaskPolicyArn': TaskPolicyArn.arn },
  }),
  async handle({ TargetPrincipal, TaskPolicyArn, DurationSeconds = defaultDuration }, call) {
    const target = targetOf(TargetPrincipal);
    const policyArn = taskPolicyOf(TaskPolicyArn.arn ?? '');
    if (call.caller.principal.kind === 'root') throw refused(call, target);
    await checkAccess(call, target);
    const sourceIdentity = call.caller.session?.sourceIdentity;
    const Credentials = issueSession(call, target, DurationSeconds, {
      holder: { kind: 'assumedRoot' },
      policies: [everything],
      policyArns: [policyArn],
      carried: { 'aws:assumedroot': 'true' },
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    });
    return { Credentials, SourceIdentity: sourceIdentity };
  },
});

/** The account that a target stands for: 12 digits, or the ARN of its root. */
function targetOf(principal: string): string {
  const [, account] = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(principal) ?? [];
  if (account === undefined || principal.startsWith('arn:') !== principal.endsWith(':root')) throw validation(`The target principal ${principal.slice(0, 200)} is invalid: give an account id, or the ARN of its root.`);
  return account;
}

/** One of the task policies that AWS manages, in the store's partition. */
function taskPolicyOf(text: string): string {
  const parsed = parsePolicyArn(text);
  if (parsed?.account !== 'aws' || parsed.path !== '/root-task/' || !findManagedPolicy(parsed.arn)) throw validation(`The task policy ${text.slice(0, 200)} is invalid.`);
  return parsed.arn;
}

const refused = ({ caller, partition }: Call, target: string): ApiError =>
  new ApiError('AccessDenied', `User: ${caller.arn} is not authorized to perform: sts:AssumeRoot on resource: ${rootArn(partition, target)}`);

/** Root sessions must be switched on, and the target be a member account of the organization that the caller manages. Who
 * may not is told no more than that. */
async function checkAccess(call: Call, target: string): Promise<void> {
  const organization = await managedOrganization(call.db, call.account).catch((error: unknown) => {
    throw error instanceof ApiError ? refused(call, target) : error;
  });
  const isMember = target !== organization.management_account_id && call.snapshot.organizationOf(target)?.id === organization.id;
  if (!isMember || !(await listFeatures(call.db, organization)).includes('RootSessions')) throw refused(call, target);
}
