import type { KeySource } from '../condition/condition.ts';
import { resolverOf } from '../condition/condition.ts';
import { requestResource } from '../pattern/resource.ts';
import type { RequestResource } from '../pattern/resource.ts';
import type { Resolve } from '../pattern/variable.ts';
import { derivedKeys } from './derived-key.ts';
import type { AuthorizationRequest, ContextValue, Principal } from './request.ts';
import { resourceAccountOf } from './resource-account.ts';

/** A request as the statements see it: its parts prepared once for all of them. */
export class RequestView implements KeySource {
  readonly request: AuthorizationRequest;
  readonly principal: Principal;
  readonly action: string;
  readonly resource: RequestResource;
  readonly resolve: Resolve;
  readonly hasBoundary: boolean;
  #resourceAccount: string | undefined;

  constructor(request: AuthorizationRequest) {
    this.request = request;
    this.principal = request.principal;
    this.action = request.action.toLowerCase();
    this.resource = requestResource(request.resource);
    this.resolve = resolverOf(this);
    this.hasBoundary = request.policies.permissionsBoundary !== undefined;
  }

  /** The account that owns the resource; empty where nothing says which. */
  get resourceAccount(): string {
    return (this.#resourceAccount ??= resourceAccountOf(this.request));
  }

  key(name: string): ContextValue | undefined {
    return this.request.context.get(name) ?? derivedKeys.get(name)?.(this);
  }
}
