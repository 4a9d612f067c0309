import { RequestResource } from '../pattern/resource.ts';
import type { KeySource } from '../pattern/variable.ts';
import { requestAction } from './action.ts';
import type { RequestAction } from './action.ts';
import { carriesBoundary } from '../principal.ts';
import { derivedKeys } from './derived-key.ts';
import type { AuthorizationRequest, ContextValue, Principal } from './request.ts';
import type { Semantics } from './semantics.ts';
import { resourceAccountOf } from './resource-account.ts';

/** A request as the statements see it: its parts prepared once for all of them. */
export class RequestView implements KeySource {
  readonly request: AuthorizationRequest;
  readonly semantics: Semantics;
  readonly principal: Principal;
  readonly action: RequestAction;
  readonly resource: RequestResource;
  #resourceAccount: string | undefined;

  constructor(request: AuthorizationRequest, semantics: Semantics) {
    this.request = request;
    this.semantics = semantics;
    this.principal = request.principal;
    this.action = requestAction(request.action);
    this.resource = new RequestResource(request.resource);
  }

  get hasBoundary(): boolean {
    return this.request.policies.permissionsBoundary !== undefined && carriesBoundary(this.principal);
  }

  /** The account that owns the resource; empty where nothing says which. */
  get resourceAccount(): string {
    return (this.#resourceAccount ??= resourceAccountOf(this.request));
  }

  key(name: string): ContextValue | undefined {
    return this.request.context.get(name) ?? derivedKeys.get(name)?.(this);
  }
}
