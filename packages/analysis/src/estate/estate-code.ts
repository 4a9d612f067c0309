import type { FindingType } from '../finding/finding.ts';
import { readOn } from '../practice/read-on.ts';

/** A code of our own that is not about one policy: about roles, functions, tasks, users and keys, or about
 * a file as a whole. */
export interface EstateCode {
  readonly code: string;
  readonly type: FindingType;
  readonly meaning: string;
  /** What to do instead. */
  readonly remedy: string;
  readonly learnMoreLink: string;
}

const code = (name: string, type: FindingType, learnMoreLink: string, meaning: string, remedy: string): EstateCode => ({ code: `ASSENT_${name}`, type, meaning, remedy, learnMoreLink });

export const estateCodes: readonly EstateCode[] = [
  code('SHARED_ROLE', 'WARNING', readOn.lambdaRole, 'Several functions or tasks run as one role: each has what any of them needs.', 'Give every function and task a role of its own.'),
  code('ROLE_FOR_SEVERAL_SERVICES', 'WARNING', readOn.leastPrivilege, 'A role may be assumed by several compute services: what runs in one has the permissions of the other.', 'Make a role for each service.'),
  code('TASK_ROLE_IS_EXECUTION_ROLE', 'WARNING', readOn.taskRole, 'A task’s code runs as the role that starts the task: it can read the secrets and images that only the start needs.', 'Give the task a role of its own in `taskRoleArn`, apart from `executionRoleArn`.'),
  code('EXECUTION_ROLE_DOES_MORE', 'WARNING', readOn.taskRole, 'A task’s execution role has permissions beyond those that starting a task needs.', 'Move what the code needs to the task role; leave images, logs, secrets and environment files.'),
  code('TASK_ROLE_STARTS_TASKS', 'WARNING', readOn.taskRole, 'A task’s role has the permissions of an execution role.', 'Leave pulling images and the like to the execution role.'),
  code('ADMINISTRATOR_POLICY_ATTACHED', 'SECURITY_WARNING', readOn.leastPrivilege, 'A managed policy that makes an administrator, by what it grants, is attached.', 'Attach a policy that grants what is needed.'),
  code('ROLE_NOBODY_CAN_ASSUME', 'WARNING', readOn.unused, 'A role’s trust policy lets nobody in who is there.', 'Remove the role, or name in its trust policy who is to assume it.'),
  code('UNUSED_ROLE', 'SUGGESTION', readOn.unused, 'A role has not been used for ninety days or more.', 'Remove the role, or take its policies away.'),
  code('UNUSED_PERMISSIONS', 'SUGGESTION', readOn.unused, 'Services are allowed that were not used in the time that AWS keeps track of.', 'Take the services out of the policies.'),
  code('INLINE_POLICY', 'SUGGESTION', readOn.inline, 'A policy lies within a user, group or role instead of being managed: it has no versions and is not seen where policies are listed.', 'Make it a managed policy and attach it.'),
  code('POLICY_ON_USER', 'WARNING', readOn.inline, 'Policies hang on a user instead of on a group or a role.', 'Attach them to a group that the user is in, or let the user assume a role.'),
  code('USER_ACCESS_KEY', 'WARNING', readOn.credentials, 'A user has a long-lived access key.', 'Let people sign in and programs assume roles: sessions have keys that end.'),
  code('OLD_ACCESS_KEY', 'WARNING', readOn.unused, 'An access key has not been rotated for ninety days or more.', 'Rotate the key, or replace it by a role.'),
  code('UNUSED_ACCESS_KEY', 'SECURITY_WARNING', readOn.unused, 'An access key is active and has not been used for ninety days or more.', 'Deactivate the key, then delete it.'),
  code('USER_WITHOUT_MFA', 'SECURITY_WARNING', readOn.mfa, 'Somebody signs in with a password and without a second factor.', 'Register an MFA device, and require it with `aws:MultiFactorAuthPresent`.'),
  code('ROOT_ACCESS_KEY', 'SECURITY_WARNING', readOn.credentials, 'The account’s root user has an access key.', 'Delete the key: nothing needs it.'),
  code('POLICY_TOO_LARGE', 'ERROR', readOn.leastPrivilege, 'A policy is larger than any that AWS takes, and is not looked at.', 'Split the policy: no quota is above 131,072 characters.'),
  code('YAML_SYNTAX_ERROR', 'ERROR', readOn.leastPrivilege, 'The text is not YAML.', 'Mend the YAML at the place that the finding shows.'),
  code('SUPPRESSION_WITHOUT_REASON', 'WARNING', readOn.leastPrivilege, 'A comment suppresses findings and does not say why; it has no effect.', 'Write the reason behind the codes: `# assent-ignore CODE: why`.'),
];

export const estateCode = (name: string): EstateCode | undefined => estateCodes.find((each) => each.code === name);
