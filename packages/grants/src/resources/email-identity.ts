import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An address or a domain that SES sends from. */
export class EmailIdentity extends OpenResource<'ses'> {
  constructor(stack: Stack, identity: string) {
    super(stack, stack.arn('ses', `identity/${checkName('identity', identity)}`), 'ses');
  }

  grantSendEmail(grantee: Grantee) {
    return this.give(grantee, ['ses:SendEmail', 'ses:SendRawEmail']);
  }
}
