import { gone, madeUnlessKnown, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';

/** AWS Step Functions: state machines and activities, which may be made again as they are. */
export const states: ServiceLessons = lessons({
  CreateStateMachine: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('tags')) },
  DeleteStateMachine: { learn: (view) => gone(view.subject()) },
  CreateActivity: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('tags')) },
  DeleteActivity: { learn: (view) => gone(view.subject()) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('tagKeys')) },
});
