import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource, Resource } from './resource.ts';

/** A GraphQL API of AppSync, by its id. */
export class GraphqlApi extends OpenResource<'appsync'> {
  constructor(stack: Stack, apiId: string) {
    super(stack, stack.arn('appsync', `apis/${checkName('API', apiId)}`), 'appsync');
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, `${this.arn}/*`];
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
    const arns = fields.length === 0 ? [`${this.arn}/types/${type}/*`] : fields.map((field) => `${this.arn}/types/${type}/fields/${checkName('field', field)}`);
    return this.give(grantee, ['appsync:GraphQL'], { arns });
  }
}

/** An event API of AppSync, by its id. */
export class EventApi extends OpenResource<'appsync'> {
  constructor(stack: Stack, apiId: string) {
    super(stack, stack.arn('appsync', `apis/${checkName('API', apiId)}`), 'appsync');
  }

  protected override get grantArns(): readonly string[] {
    return [this.arn, `${this.arn}/*`];
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
