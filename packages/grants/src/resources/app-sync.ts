import { checkActions } from '../grant/action-check.ts';
import type { ActionOf } from '../grant/action-types.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import type { AppSyncEventResource } from './app-sync-resource.ts';
import { IamResource } from './app-sync-resource.ts';
import { Resource } from './resource.ts';

/** A GraphQL API of AppSync, by its id. */
export class GraphqlApi extends Resource<'appsync'> {
  constructor(stack: Stack, apiId: string) {
    super(stack, stack.arn('appsync', `apis/${checkName('API', apiId)}`), 'appsync');
  }

  /** Grants these actions on this part of the API.
   * @throws GrantError `unknown-action`, `foreign-action` */
  grant<Action extends ActionOf<'appsync'>>(grantee: Grantee, resources: IamResource, ...actions: readonly Action[]) {
    checkActions(`\`${this.arn}\``, this.services, actions);
    return this.give(grantee, actions, { arns: resources.arnsOf(this.arn) });
  }

  /** @param fields of the type; none for all */
  grantQuery(grantee: Grantee, ...fields: readonly string[]) {
    return this.#type(grantee, 'Query', fields);
  }

  grantMutation(grantee: Grantee, ...fields: readonly string[]) {
    return this.#type(grantee, 'Mutation', fields);
  }

  grantSubscription(grantee: Grantee, ...fields: readonly string[]) {
    return this.#type(grantee, 'Subscription', fields);
  }

  #type(grantee: Grantee, type: string, fields: readonly string[]) {
    return this.give(grantee, ['appsync:GraphQL'], { arns: IamResource.ofType(type, ...fields).arnsOf(this.arn) });
  }
}

/** An event API of AppSync, by its id. */
export class EventApi extends Resource<'appsync'> {
  constructor(stack: Stack, apiId: string) {
    super(stack, stack.arn('appsync', `apis/${checkName('API', apiId)}`), 'appsync');
  }

  /** Grants these actions on this part of the API.
   * @throws GrantError `unknown-action`, `foreign-action` */
  grant<Action extends ActionOf<'appsync'>>(grantee: Grantee, resources: AppSyncEventResource, ...actions: readonly Action[]) {
    checkActions(`\`${this.arn}\``, this.services, actions);
    return this.give(grantee, actions, { arns: resources.arnsOf(this.arn) });
  }

  grantConnect(grantee: Grantee) {
    return this.give(grantee, ['appsync:EventConnect']);
  }

  grantPublish(grantee: Grantee) {
    return this.#channels(grantee, ['appsync:EventPublish']);
  }

  grantSubscribe(grantee: Grantee) {
    return this.#channels(grantee, ['appsync:EventSubscribe']);
  }

  grantPublishAndSubscribe(grantee: Grantee) {
    return this.#channels(grantee, ['appsync:EventPublish', 'appsync:EventSubscribe']);
  }

  #channels<const Action extends string>(grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [`${this.arn}/channelNamespace/*`] });
  }
}

/** One channel namespace of an event API. */
export class ChannelNamespace extends Resource<'appsync'> {
  constructor(api: EventApi, name: string) {
    super(api.stack, `${api.arn}/channelNamespace/${checkName('channel namespace', name)}`, 'appsync');
  }

  grantPublish(grantee: Grantee) {
    return this.give(grantee, ['appsync:EventPublish']);
  }

  grantSubscribe(grantee: Grantee) {
    return this.give(grantee, ['appsync:EventSubscribe']);
  }

  grantPublishAndSubscribe(grantee: Grantee) {
    return this.give(grantee, ['appsync:EventPublish', 'appsync:EventSubscribe']);
  }
}
