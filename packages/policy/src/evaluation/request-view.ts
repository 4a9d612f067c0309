import { RequestResource } from '../pattern/resource.ts';
import type { ResourceView } from '../pattern/resource.ts';
import type { KeySource } from '../pattern/variable.ts';
import { requestAction } from './action.ts';
import type { RequestAction } from './action.ts';
import { carriesBoundary } from '../principal.ts';
import { derivedKeys } from './derived-key.ts';
import type { AuthorizationRequest, ContextValue, Principal } from './request.ts';
import type { Semantics } from './semantics.ts';
import { resourceAccountOf } from './resource-account.ts';

/** A resource of which the beginning is known. */
export interface UncertainResource {
  readonly beginning: string;
  /** How many there are in the rest, at the most. */
  readonly colons: number;
  /** What matches with a short rest and with a long one has a star for it, and matches with any. */
  readonly longer: ResourceView;
}

class LongerView implements ResourceView {
  readonly resource: RequestResource;
  readonly #view: RequestView;

  constructor(view: RequestView, resource: RequestResource) {
    this.#view = view;
    this.resource = resource;
  }

  key(name: string): ContextValue | undefined {
    return this.#view.key(name);
  }
}

/** Of the rest, every character is one that no policy has: a wildcard alone matches it. */
function masked(beginning: string, resource: string): string {
  return beginning + resource.slice(beginning.length).replaceAll(/[?*]/g, nameless);
}

const nameless = '\uffff';
/** As long as a rest may become. */
const longRest = nameless.repeat(64);

/** A request as the statements see it: its parts prepared once for all of them. */
export class RequestView implements KeySource {
  readonly request: AuthorizationRequest;
  readonly semantics: Semantics;
  readonly principal: Principal;
  readonly action: RequestAction;
  readonly resource: RequestResource;
  /** Where the resource is known in part: what of it, and the same request about one with a longer name. */
  readonly uncertain: UncertainResource | undefined;
  #resourceAccount: string | undefined;

  constructor(request: AuthorizationRequest, semantics: Semantics) {
    this.request = request;
    this.semantics = semantics;
    this.principal = request.principal;
    this.action = requestAction(request.action);
    const { resource, knownBeginning } = request;
    if (knownBeginning === undefined) {
      this.resource = new RequestResource(resource);
      this.uncertain = undefined;
    } else {
      const text = masked(knownBeginning, resource);
      this.resource = new RequestResource(text);
      this.uncertain = { beginning: knownBeginning, colons: text.slice(knownBeginning.length).split(':').length - 1, longer: new LongerView(this, new RequestResource(resource.endsWith('*') ? text + longRest : text)) };
    }
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
