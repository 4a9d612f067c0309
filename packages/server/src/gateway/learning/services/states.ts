import { gone, madeUnlessKnown, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';

/** AWS Step Functions: state machines and activities, which may be made again as they are. */
export const states: ServiceLessons = lessons({
  CreateStateMachine: { learn: (view, answer) => madeUnlessKnown(view, view.answeredArn(answer, ['stateMachineArn'], 'states', (resource) => resource === `stateMachine:${view.text('name')}`), view.items('tags')) },
  DeleteStateMachine: { learn: (view) => gone(view.subject()) },
  CreateActivity: { learn: (view, answer) => madeUnlessKnown(view, view.answeredArn(answer, ['activityArn'], 'states', (resource) => resource === `activity:${view.text('name')}`), view.items('tags')) },
  DeleteActivity: { learn: (view) => gone(view.subject()) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('tagKeys')) },
});
