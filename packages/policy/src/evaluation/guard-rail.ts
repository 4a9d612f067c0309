import { parseArn } from '../arn.ts';
import type { RequestView } from './request-view.ts';

const changesOfPolicies: ReadonlySet<string> = new Set([
  'iam:createpolicyversion',
  'iam:deletepolicy',
  'iam:deletepolicyversion',
  'iam:setdefaultpolicyversion',
  'iam:tagpolicy',
  'iam:untagpolicy',
]);

const readsOfRoles = /^iam:(get|list|generate|simulate)|^iam:passrole$/;
const changesOfAliases: ReadonlySet<string> = new Set(['kms:createalias', 'kms:deletealias', 'kms:updatealias']);

/** What nobody may do, whatever the policies say (R8.15): change AWS's own policies, its reserved roles and aliases. */
export function isForbidden({ action, resource }: RequestView): boolean {
  if (action.service !== 'iam' && action.service !== 'kms') return false;
  const arn = parseArn(resource.text);
  if (!arn) return false;
  if (arn.service === 'iam' && arn.account === 'aws' && arn.resource.startsWith('policy/')) return changesOfPolicies.has(action.name);
  if (arn.service === 'iam' && arn.resource.startsWith('role/aws-reserved/')) return action.service === 'iam' && !readsOfRoles.test(action.name);
  return arn.service === 'kms' && arn.resource.startsWith('alias/aws/') && changesOfAliases.has(action.name);
}
