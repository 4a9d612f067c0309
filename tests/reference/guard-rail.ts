import { accountOf, resourceOf } from './arn.ts';

/** R8.15: what nobody may change. */
export function isGuarded(action: string, resource: string): boolean {
  const [service = '', name = ''] = action.toLowerCase().split(':');
  if (service === 'kms') return /^(create|update|delete)alias$/.test(name) && resourceOf(resource).startsWith('alias/aws/');
  if (service !== 'iam' || /^(get|list)/.test(name)) return false;
  return (accountOf(resource) === 'aws' && resourceOf(resource).startsWith('policy/')) || resourceOf(resource).startsWith('role/aws-reserved/');
}
