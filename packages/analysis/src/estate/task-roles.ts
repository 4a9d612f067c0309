import { policyView } from '../view/policy-view.ts';
import type { PolicyView } from '../view/policy-view.ts';
import { allowing } from '../practice/allowed-statement.ts';
import { nameSome } from '../practice/granted-access.ts';
import type { FoundRole, Remark, Workload } from '../template/found.ts';
import { managedPolicyView } from './managed-access.ts';

/** What starting a task needs: images, logs, secrets and environment files; in lower case. */
const starting = /^(?:ecr:(?:getauthorizationtoken|batchchecklayeravailability|getdownloadurlforlayer|batchgetimage)|logs:(?:create\*|createlogstream|createloggroup|putlogevents|describelogstreams|describeloggroups)|secretsmanager:getsecretvalue|ssm:getparameters?|kms:decrypt|s3:(?:getobject|getbucketlocation)|ecr-public:getauthorizationtoken|sts:getservicebearertoken)$/;

/** What nothing but the start of a task needs. */
const onlyStarting = /^ecr:(?:getauthorizationtoken|batchchecklayeravailability|getdownloadurlforlayer|batchgetimage)$/;

interface AllowedAction {
  readonly action: string;
  readonly start: number;
  readonly end: number;
}

function allowedBy(view: PolicyView, at?: { readonly start: number; readonly end: number }): readonly AllowedAction[] {
  return allowing(view).flatMap(({ actions }) => actions.flatMap(({ negated, key, texts }) => (negated ? [{ action: 'NotAction', start: at?.start ?? key.start, end: at?.end ?? key.end }] : texts.map(({ value, start, end }) => ({ action: value, start: at?.start ?? start, end: at?.end ?? end })))));
}

const allowedTo = (role: FoundRole): readonly AllowedAction[] => [
  ...role.policies.flatMap(({ root }) => allowedBy(policyView('', root, 'identity', undefined))),
  ...role.managedPolicies.flatMap((attached) => {
    const view = managedPolicyView(attached.arn);
    return view ? allowedBy(view, attached) : [];
  }),
];

function* remarkOn(role: FoundRole, code: string, wrong: readonly AllowedAction[], says: (names: string) => string): Generator<Remark> {
  const [first] = wrong;
  if (first) yield { code, subject: role.name, details: says(nameSome([...new Set(wrong.map(({ action }) => action))])), start: first.start, end: first.end };
}

/** The two roles of a task, each with what belongs to it and nothing else. */
export function* taskRoleRemarks(roles: readonly FoundRole[], workloads: readonly Workload[]): Generator<Remark> {
  const tasks = workloads.filter(({ type }) => type === 'task');
  const same = tasks.filter(({ role, executionRole }) => role !== undefined && role === executionRole);
  for (const { name, start, end } of same) yield { code: 'ASSENT_TASK_ROLE_IS_EXECUTION_ROLE', subject: name, details: 'The code of the task runs as the role that starts it.', start, end };
  const used = (as: 'role' | 'executionRole'): readonly FoundRole[] => {
    const names = new Set(tasks.filter((task) => !same.includes(task)).flatMap((task) => task[as] ?? []));
    return roles.filter(({ references }) => references.some((reference) => names.has(reference)));
  };
  for (const role of used('executionRole')) {
    const wrong = allowedTo(role).filter(({ action }) => !starting.test(action.toLowerCase()));
    yield* remarkOn(role, 'ASSENT_EXECUTION_ROLE_DOES_MORE', wrong, (names) => `Starting a task does not need ${names}.`);
  }
  for (const role of used('role')) {
    const wrong = allowedTo(role).filter(({ action }) => onlyStarting.test(action.toLowerCase()));
    yield* remarkOn(role, 'ASSENT_TASK_ROLE_STARTS_TASKS', wrong, (names) => `The execution role is the one to have ${names}.`);
  }
}
