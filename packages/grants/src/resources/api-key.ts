import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const read = ['apigateway:GET'] as const;
const write = ['apigateway:POST', 'apigateway:PUT', 'apigateway:PATCH', 'apigateway:DELETE'] as const;

/** A key of API Gateway, by its id. */
export class ApiKey extends OpenResource<'apigateway'> {
  constructor(stack: Stack, apiKeyId: string) {
    super(stack, stack.arn('apigateway', `/apikeys/${checkName('API key', apiKeyId)}`, { account: '' }), 'apigateway');
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, read);
  }

  grantWrite(grantee: Grantee) {
    return this.give(grantee, write);
  }

  grantReadWrite(grantee: Grantee) {
    return this.give(grantee, [...read, ...write]);
  }
}
