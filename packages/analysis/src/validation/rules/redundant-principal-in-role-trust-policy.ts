import type { Rule } from '../rule.ts';

/** The role of a session's ARN, as account and name. */
const sessionRole = (value: string): string | undefined => /^arn:[^:]*:sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(value)?.slice(1, 3).join('/').toLowerCase();
const roleOf = (value: string): string | undefined => /^arn:[^:]*:iam::(\d{12}):role\/(?:[^/]+\/)*([^/]+)$/.exec(value)?.slice(1, 3).join('/').toLowerCase();

export const redundantPrincipalInRoleTrustPolicy: Rule = {
  code: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
  type: 'SUGGESTION',
  kinds: ['trust'],
  meaning: 'An assumed-role principal next to its own role.',
  remedy: 'Keep the role, or its sessions.',
  *check(policy) {
    for (const { principals } of policy.statements) {
      for (const { entries } of principals) {
        const roles = new Map(entries.flatMap((entry) => [[roleOf(entry.value), entry] as const]));
        for (const entry of entries) {
          const session = sessionRole(entry.value);
          const role = session === undefined ? undefined : roles.get(session);
          if (role) yield { details: `\`${entry.value}\` is a session of a role that the list names.`, places: [entry, role] };
        }
      }
    }
  },
};
