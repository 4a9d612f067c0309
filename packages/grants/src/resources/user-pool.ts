import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A user pool of Cognito, by its id. */
export class UserPool extends OpenResource<'cognito-idp'> {
  constructor(stack: Stack, userPoolId: string) {
    super(stack, stack.arn('cognito-idp', `userpool/${checkName('user pool', userPoolId)}`), 'cognito-idp');
  }
}
