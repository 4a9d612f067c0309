import { parseArn } from '../arn.ts';
import type { RequestView } from './request-view.ts';

/** What kind of resource policy decides: most add to what identity policies allow; trust policies of roles and key
 * policies must allow themselves, in the same account too (R8.5, R11.1, R11.7). */
export type ResourceSide = 'adding' | 'role-trust' | 'kms-key';

export function resourceSide({ action, resource }: RequestView): ResourceSide {
  if (action.service === 'sts') {
    const arn = parseArn(resource.text);
    return arn?.service === 'iam' && arn.resource.startsWith('role/') ? 'role-trust' : 'adding';
  }
  if (action.service === 'kms') {
    const arn = parseArn(resource.text);
    return arn?.service === 'kms' && arn.resource.startsWith('key/') ? 'kms-key' : 'adding';
  }
  return 'adding';
}
