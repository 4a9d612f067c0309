import { isOn } from '../../view/walk.ts';
import { resourceKinds } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** What is known of people and roles, and not of a service that calls for itself; in lower case. */
const principalKeys: ReadonlySet<string> = new Set(['aws:principalarn', 'aws:principalaccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principaltype', 'aws:userid', 'aws:username', 'aws:multifactorauthpresent', 'aws:multifactorauthage', 'aws:tokenissuetime']);

export const unsupportedConditionKeyForServicePrincipal: Rule = {
  code: 'UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL',
  type: 'ERROR',
  kinds: resourceKinds,
  meaning: 'A key that is never present when the named service principal calls.',
  remedy: 'Test `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`.',
  *check(policy) {
    for (const statement of policy.statements) {
      const entries = statement.principals.flatMap(({ negated, entries: all }) => (negated ? [] : all));
      if (entries.length === 0 || !entries.every(({ kind }) => kind === 'Service')) continue;
      for (const condition of statement.conditions) {
        if (condition.operator?.base === 'Null' || condition.operator?.ifExists === true) continue;
        if (isOn(condition, principalKeys) || /^aws:principaltag\//i.test(condition.key)) yield { details: `\`${condition.key}\` is not there when a service calls.`, places: [condition.keyPlace] };
      }
    }
  },
};
