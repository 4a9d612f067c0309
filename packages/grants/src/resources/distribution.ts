import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A distribution of CloudFront, by its id. */
export class Distribution extends OpenResource<'cloudfront'> {
  constructor(stack: Stack, distributionId: string) {
    super(stack, stack.arn('cloudfront', `distribution/${checkName('distribution', distributionId)}`, { region: '' }), 'cloudfront');
  }

  grantCreateInvalidation(grantee: Grantee) {
    return this.give(grantee, ['cloudfront:CreateInvalidation']);
  }
}
