import { GrantError } from '../grant-error.ts';
import { policyTarget } from '../output/policy-target.ts';
import type { PolicyTarget } from '../output/policy-target.ts';
import type { Stack } from '../stack.ts';
import { readAccount } from './account-state.ts';
import type { AccountState } from './account-state.ts';
import type { Change, Plan } from './change.ts';
import { foreignPolicies, holderChanges, holderRemovals } from './holder-changes.ts';
import type { IamCalls, StsCalls } from './iam-calls.ts';
import { policyChanges, policyRemovals } from './managed-policy-changes.ts';
import { isOwn, sidPrefix, statementChanges } from './own-statements.ts';
import { checkOwnership } from './ownership-check.ts';
import { openPolicy } from './policy-access.ts';
import { canonical } from './policy-text.ts';
import type { PolicyObject, StatementObject } from './policy-text.ts';
import type { ResourceClients } from './resource-calls.ts';
import { isLedger, resourceLedger, wantedState } from './wanted-state.ts';
import type { WantedState } from './wanted-state.ts';

/** The services of one account: aggregated clients of the AWS SDK, or what has the same calls.
 * @example { iam: new IAM({}), sts: new STS({}), s3: new S3({}) } */
export interface Clients extends ResourceClients {
  readonly iam: IamCalls;
  readonly sts: StsCalls;
}

/** Compares what a stack grants with what there is, and says what has to be done. Nothing is changed.
 * @throws GrantError `wrong-account`, `not-owned`, `missing-client`, and all that synthesis throws */
export async function plan(stack: Stack, clients: Clients): Promise<Plan> {
  // Two programs with the same name would take each other's roles away.
  if (!stack.named) throw new GrantError('wrong-use', 'a stack that is applied needs a name of its own, by which it knows what it made: write `new Stack({ account, region, name: \'orders\' })`');
  const wanted = wantedState(stack);
  const { Account } = await clients.sts.getCallerIdentity({});
  if (Account !== stack.account) throw new GrantError('wrong-account', `the clients are of account ${Account ?? 'unknown'}, and the stack \`${stack.name}\` of account ${stack.account}: give clients with credentials of that account`);
  const state = await readAccount(clients.iam, stack.name);
  checkOwnership(stack, wanted, state);
  const recorded = recordedResources(stack, state);
  const current = [...wanted.statements.keys()].sort();
  const policies = wanted.holders.flatMap(({ attached }) => attached);
  // Written down before it is done, and struck off after it is undone: whatever happens between, it is found again.
  const before = current.every((arn) => recorded.includes(arn)) ? undefined : resourceLedger(stack, new Set([...recorded, ...current]));
  const ledger = resourceLedger(stack, current);
  return {
    stack: stack.name,
    account: stack.account,
    changes: [
      ...policyChanges([...(before ?? []), ...policies], state),
      ...wanted.holders.flatMap((holder) => holderChanges(stack, holder, state)),
      ...(await resourceChanges(stack, clients, wanted, [...new Set([...current, ...recorded])].sort())),
      ...holderRemovals(stack, wanted, state),
      ...ledgerChanges(before, ledger, state),
      ...policyRemovals([...ledger, ...policies], [...state.policies.keys(), ...(before ?? []).map(({ arn }) => arn)]),
    ],
    notes: foreignPolicies(stack, wanted, state),
  };
}

/** The resources that the stack's lists name. */
function recordedResources(stack: Stack, state: AccountState): readonly string[] {
  const lists = [...state.policies.values()].filter(({ arn }) => isLedger(stack, arn));
  return lists.flatMap(({ document }) => document.Statement.flatMap(({ Resource }) => (Array.isArray(Resource) ? Resource.map(String) : [String(Resource)])));
}

/** What brings the lists from what the beginning of the plan made them to what holds in the end. */
function ledgerChanges(before: ReturnType<typeof resourceLedger> | undefined, ledger: ReturnType<typeof resourceLedger>, state: AccountState): readonly Change[] {
  if (before === undefined) return policyChanges(ledger, state);
  const left = new Map(before.map(({ arn, document }) => [arn, { arn, document }]));
  return policyChanges(ledger, { ...state, policies: left });
}

async function resourceChanges(stack: Stack, clients: Clients, { statements }: WantedState, arns: readonly string[]): Promise<readonly Change[]> {
  const prefix = sidPrefix(stack.name);
  const changes: Change[] = [];
  for (const arn of arns) {
    const target = policyTarget(arn);
    const policy = await openPolicy(target, clients, prefix).read();
    const wanted = statements.get(arn) ?? (target.kind === 'kms' ? ownersStatements(target, prefix, policy) : []);
    const { added, removed } = statementChanges(policy, { prefix, wanted, fixed: target.kind === 'lambda' });
    if (added.length + removed.length > 0) changes.push({ type: 'changeResourcePolicy', arn, wanted, added, removed });
  }
  return changes;
}

/** What a key that left the stack keeps: its account's own statement, without which nobody could manage it any more (R11.14). */
const ownersStatements = ({ partition, account }: PolicyTarget, prefix: string, policy: PolicyObject | undefined): readonly StatementObject[] =>
  (policy?.Statement ?? []).filter((statement) => isOwn(prefix, statement) && canonical(statement['Principal']) === canonical({ AWS: `arn:${partition}:iam::${account}:root` }));
