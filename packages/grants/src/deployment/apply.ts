import { GrantError } from '../grant-error.ts';
import { policyTarget } from '../output/policy-target.ts';
import { ApplyError } from './apply-error.ts';
import type { Change, Plan } from './change.ts';
import { holderCalls } from './holder-calls.ts';
import type { IamCalls } from './iam-calls.ts';
import { sidPrefix, statementChanges, withChanges } from './own-statements.ts';
import { stackTag } from './ownership.ts';
import type { Clients } from './plan.ts';
import { openPolicy } from './policy-access.ts';

/** How a plan is done. */
export interface ApplyOptions {
  /** Waits before a policy that names a role or user just made is written again: AWS takes seconds to know them everywhere.
   * Default: real time. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** How often it is written; default 10. */
  readonly attempts?: number;
}

/** What came of a plan. */
export interface Applied {
  readonly done: readonly Change[];
  /** What AWS would not delete, because others still use it, in AWS's words. */
  readonly kept: readonly { readonly change: Change; readonly reason: string }[];
}

const realPause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Does a plan, step by step. Where it is interrupted, what was done stays, and a new plan goes on from there.
 * @throws ApplyError with the step that failed, GrantError `wrong-account` */
export async function apply(plan: Plan, clients: Clients, { pause = realPause, attempts = 10 }: ApplyOptions = {}): Promise<Applied> {
  const { Account } = await clients.sts.getCallerIdentity({});
  if (Account !== plan.account) throw new GrantError('wrong-account', `the plan is for account ${plan.account}, and the clients are of account ${Account ?? 'unknown'}: give the clients that the plan was made with`);
  const done: Change[] = [];
  const kept: { readonly change: Change; readonly reason: string }[] = [];
  let principalsMade = false;
  for (const change of plan.changes) {
    for (let attempt = 1; ; attempt++) {
      try {
        await perform(plan, change, clients);
        done.push(change);
        break;
      } catch (error) {
        if (isKept(change, error)) {
          kept.push({ change, reason: messageOf(error) });
          break;
        }
        // A policy is refused where it names a principal that the service has not heard of yet.
        if (!principalsMade || attempt >= attempts || !/principal/i.test(messageOf(error))) throw new ApplyError(change, done, error);
        await pause(2_000);
      }
    }
    if (change.type === 'createHolder') principalsMade = true;
  }
  return { done, kept };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** IAM deletes nothing that somebody else still has a hold on, which is how it should be. */
const isKept = (change: Change, error: unknown): boolean =>
  (change.type === 'deleteHolder' || change.type === 'deletePolicy' || change.type === 'deleteInstanceProfile') && error instanceof Error && /^DeleteConflict/.test(error.name);

/** All versions but the default. */
async function deleteOldVersions(iam: IamCalls, PolicyArn: string): Promise<void> {
  let marker: string | undefined;
  const old: string[] = [];
  do {
    const page = await iam.listPolicyVersions({ PolicyArn, ...(marker === undefined ? {} : { Marker: marker }) });
    old.push(...(page.Versions ?? []).filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).flatMap(({ VersionId }) => VersionId ?? []));
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  for (const VersionId of old) await iam.deletePolicyVersion({ PolicyArn, VersionId });
}

async function perform(plan: Plan, change: Change, clients: Clients): Promise<void> {
  const { iam } = clients;
  switch (change.type) {
    case 'createPolicy':
      await iam.createPolicy({ PolicyName: change.name, Path: change.path, PolicyDocument: JSON.stringify(change.document) });
      return;
    case 'updatePolicy':
      // IAM keeps five versions: the one that was stays, for whoever wants to go back.
      await deleteOldVersions(iam, change.arn);
      await iam.createPolicyVersion({ PolicyArn: change.arn, PolicyDocument: JSON.stringify(change.document), SetAsDefault: true });
      return;
    case 'deletePolicy':
      await deleteOldVersions(iam, change.arn);
      await iam.deletePolicy({ PolicyArn: change.arn });
      return;
    case 'createHolder':
      await holderCalls[change.kind].create(iam, change, [stackTag(plan.stack)]);
      return;
    case 'deleteHolder':
      await holderCalls[change.kind].remove(iam, change.name);
      return;
    case 'updateTrust':
      await iam.updateAssumeRolePolicy({ RoleName: change.name, PolicyDocument: JSON.stringify(change.document) });
      return;
    case 'putInlinePolicy':
      await holderCalls[change.kind].putPolicy(iam, change.name, change.policy, JSON.stringify(change.document));
      return;
    case 'deleteInlinePolicy':
      await holderCalls[change.kind].deletePolicy(iam, change.name, change.policy);
      return;
    case 'attachPolicy':
      await holderCalls[change.kind].attach(iam, change.name, change.arn);
      return;
    case 'detachPolicy':
      await holderCalls[change.kind].detach(iam, change.name, change.arn);
      return;
    case 'createInstanceProfile':
      await iam.createInstanceProfile({ InstanceProfileName: change.profile, Path: change.path });
      return;
    case 'deleteInstanceProfile':
      await iam.deleteInstanceProfile({ InstanceProfileName: change.profile });
      return;
    case 'addToInstanceProfile':
      await iam.addRoleToInstanceProfile({ InstanceProfileName: change.profile, RoleName: change.role });
      return;
    case 'removeFromInstanceProfile':
      await iam.removeRoleFromInstanceProfile({ InstanceProfileName: change.profile, RoleName: change.role });
      return;
    case 'changeResourcePolicy': {
      // Read anew: what others wrote since the plan stays.
      const prefix = sidPrefix(plan.stack);
      const target = policyTarget(change.arn);
      const access = openPolicy(target, clients, prefix);
      const current = await access.read();
      const changes = statementChanges(current, { prefix, wanted: change.wanted, fixed: target.kind === 'lambda' });
      if (changes.added.length + changes.removed.length > 0) await access.write(withChanges(change.arn, current, changes), current);
    }
  }
}
