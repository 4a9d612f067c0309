import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An event bus of EventBridge. */
export class EventBus extends OpenResource<'events'> {
  readonly eventBusName: string;

  constructor(stack: Stack, eventBusName = 'default') {
    super(stack, stack.arn('events', `event-bus/${checkName('event bus', eventBusName)}`), 'events', { selfArns: 'arns' });
    this.eventBusName = eventBusName;
  }

  grantPutEventsTo(grantee: Grantee) {
    return this.give(grantee, ['events:PutEvents']);
  }

  /** Every bus of the account: the policy of one cannot say so. */
  grantAllPutEvents(grantee: Grantee) {
    return this.give(grantee, ['events:PutEvents'], { arns: ['*'], selfArns: 'none' });
  }
}
