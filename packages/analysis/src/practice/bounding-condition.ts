import { isNegated } from '@assent/policy';
import type { ConditionView } from '../view/condition-view.ts';
import type { StatementView } from '../view/statement-view.ts';
import { isUnknown } from './unknown-text.ts';

/** Whether the conditions of a statement are known only when its template is deployed: then nothing is said about what
 * they lack. */
export const hasUnknownConditions = ({ elements, blocks }: StatementView): boolean =>
  elements.some(({ name, node }) => name === 'Condition' && node.type === 'string') || blocks.some(({ name, node, conditions }) => isUnknown(name) || node.type === 'string' || conditions.some(({ key }) => isUnknown(key)));

/** Whether a condition holds only where its key is there and has one of the values: neither negated, nor satisfied by a
 * missing key, nor by anything at all. */
export function bounds({ operator, values }: ConditionView): boolean {
  if (!operator || operator.ifExists || operator.base === 'Null' || isNegated(operator.base) || operator.set === 'ForAllValues') return false;
  return values.length > 0 && !values.some(({ value }) => isAnything(value));
}

/** A value that everybody has: a bare wildcard, every address, every principal or resource of every account. */
const isAnything = (value: string): boolean =>
  (value.includes('*') && !/[^*?]/.test(value)) || /^(?:0{1,3}\.){3}0{1,3}\/0$|^(?:::|0:0:0:0:0:0:0:0)\/0$/.test(value) ||
  /^(?:arn|\*):[^:]*:[^:]*:[^:]*:\**(?::(?:\*|(?:user|role|assumed-role)\/\*))?$/.test(value);

/** Whether the statement applies only where one of some keys has a value that it names; true too where its conditions
 * are unknown.
 * @param holds of a key in lower case */
export const isBoundedBy = (statement: StatementView, holds: (key: string) => boolean): boolean =>
  hasUnknownConditions(statement) || statement.conditions.some((condition) => bounds(condition) && holds(condition.key.toLowerCase()));

/** Keys that say who calls; in lower case. */
export const callerKeys: ReadonlySet<string> = new Set([
  'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn', 'aws:userid', 'aws:username', 'aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid',
  'aws:sourceorgpaths', 'aws:sourceowner', 'aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpcarn', 'aws:principalservicename', 'kms:calleraccount', 's3:dataaccesspointaccount', 's3:dataaccesspointarn',
]);

/** Keys that bind a role's trust to somebody of another account; in lower case. */
export const agreedKeys: ReadonlySet<string> = new Set(['sts:externalid', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalarn', 'aws:userid', 'aws:username', 'aws:sourceidentity', 'saml:aud']);
