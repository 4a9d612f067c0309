import { GrantError } from '../grant-error.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { Resource } from './resource.ts';

/** A route of an HTTP API that asks for IAM authorization. */
export class HttpRoute extends Resource<'execute-api'> {
  readonly #path: string;
  readonly #method: string;
  readonly #api: string;

  /** @param path as the route has it: `/orders/{id}` */
  constructor(stack: Stack, apiId: string, method: string, path: string) {
    // From its first parameter on, a path can be anything.
    const pattern = path.replace(/\{[^}]*\}.*/, '*');
    const api = stack.arn('execute-api', checkName('API', apiId));
    super(stack, `${api}/*/${method === 'ANY' ? '*' : method}${pattern}`, 'execute-api');
    this.#api = api;
    this.#path = pattern;
    this.#method = method;
  }

  grantInvoke(grantee: Grantee, { httpMethods = [this.#method] }: { readonly httpMethods?: readonly string[] } = {}) {
    const other = this.#method === 'ANY' ? undefined : httpMethods.find((method) => method !== this.#method);
    if (other !== undefined) throw new GrantError('wrong-use', `the route answers \`${this.#method}\` alone, not \`${other}\`: grant on the route of that method`);
    return this.give(grantee, ['execute-api:Invoke'], { arns: httpMethods.map((method) => `${this.#api}/*/${method === 'ANY' ? '*' : method}${this.#path}`) });
  }
}

/** A WebSocket API. */
export class WebSocketApi extends Resource<'execute-api'> {
  constructor(stack: Stack, apiId: string) {
    super(stack, stack.arn('execute-api', checkName('API', apiId)), 'execute-api');
  }

  grantManageConnections(grantee: Grantee) {
    return this.give(grantee, ['execute-api:ManageConnections'], { arns: [`${this.arn}/*/*/@connections/*`] });
  }

  stage(stageName: string): WebSocketStage {
    return new WebSocketStage(this, stageName);
  }
}

/** One stage of a WebSocket API. */
export class WebSocketStage extends Resource<'execute-api'> {
  constructor(api: WebSocketApi, stageName: string) {
    super(api.stack, `${api.arn}/${checkName('stage', stageName)}`, 'execute-api');
  }

  grantManagementApiAccess(grantee: Grantee) {
    return this.give(grantee, ['execute-api:ManageConnections'], { arns: [`${this.arn}/*/@connections/*`] });
  }
}
