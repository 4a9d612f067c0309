import { allowing } from '../allowed-statement.ts';
import { agreedKeys, callerKeys, isBoundedBy } from '../bounding-condition.ts';
import { readOn } from '../read-on.ts';
import { plainValue, rewrittenStatement } from '../statement-text.ts';
import type { Json } from '../statement-text.ts';
import { elementNamed } from '../../view/policy-view.ts';
import type { Rule } from '../../validation/rule.ts';

export const publicAccess: Rule = {
  code: 'ASSENT_PUBLIC_ACCESS',
  type: 'SECURITY_WARNING',
  kinds: ['resource', 'trust'],
  meaning: 'Everybody is let in, callers without credentials included, and no condition says who is meant.',
  remedy: 'Name the principals, or test `aws:PrincipalOrgID`, `aws:SourceAccount`, `aws:SourceVpce` or another key that says who calls.',
  learnMoreLink: readOn.principal,
  *check(policy) {
    for (const statement of allowing(policy)) {
      if (isBoundedBy(statement, (key) => callerKeys.has(key) || agreedKeys.has(key) || key.startsWith('aws:principaltag/'))) continue;
      for (const { negated, entries } of statement.principals) {
        for (const entry of negated ? [] : entries) {
          if (entry.value !== '*' || (entry.kind !== '*' && entry.kind !== 'AWS')) continue;
          const condition = elementNamed(statement.elements, 'Condition')?.node;
          const held = condition?.type === 'object' ? Object.fromEntries(condition.members.map(({ key, value }) => [key.value, plainValue(value)])) : {};
          const replacement = rewrittenStatement(statement, { Condition: { ...held, StringEquals: { ...asObject(held['StringEquals']), 'aws:PrincipalOrgID': 'ORGANIZATION_ID' } } });
          yield { details: 'Anybody may do this, without being asked who they are.', places: [entry], ...(replacement === undefined ? {} : { replacement }) };
        }
      }
    }
  },
};

const asObject = (value: Json | undefined): { readonly [key: string]: Json } => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {});
