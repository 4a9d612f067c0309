import { GrantError } from '../grant-error.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource, Resource } from './resource.ts';

/** A REST API of API Gateway, by its id. */
export class RestApi extends OpenResource<'execute-api'> {
  readonly restApiId: string;

  constructor(stack: Stack, restApiId: string) {
    super(stack, stack.arn('execute-api', checkName('API', restApiId)), 'execute-api', { selfArns: 'arns' });
    this.restApiId = restApiId;
  }

  protected override get grantArns(): readonly string[] {
    return [`${this.arn}/*`];
  }

  /** One method of it.
   * @param path with `*` for parameters: `/orders/*` */
  method(httpMethod: string, path: string, { stage = '*' }: { readonly stage?: string } = {}): Method {
    return new Method(this, httpMethod, path, stage);
  }

  /** Nobody calls the API but through these endpoints. */
  grantInvokeFromVpcEndpointsOnly(vpcEndpointIds: readonly string[]): void {
    if (vpcEndpointIds.length === 0) throw new GrantError('wrong-use', 'give at least one VPC endpoint: with none, nobody could call the API');
    const said = { principal: '*', actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] } as const;
    this.addToResourcePolicy({ ...said, effect: 'Deny', conditions: { StringNotEquals: { 'aws:SourceVpce': vpcEndpointIds } } });
    this.addToResourcePolicy({ ...said, effect: 'Allow', conditions: {} });
  }
}

/** A method of a REST API. */
export class Method extends Resource<'execute-api'> {
  constructor(api: RestApi, httpMethod: string, path: string, stage: string) {
    if (!path.startsWith('/')) throw new GrantError('invalid-name', `the path \`${path}\` begins with a slash: write \`/${path}\``);
    super(api.stack, `${api.arn}/${stage}/${httpMethod === 'ANY' ? '*' : httpMethod}${path}`, 'execute-api');
  }

  grantExecute(grantee: Grantee) {
    return this.give(grantee, ['execute-api:Invoke']);
  }
}
