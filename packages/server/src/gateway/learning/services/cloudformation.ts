import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, madeUnlessKnown, tagsIn } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';

/** The stack that an answer names, by its id; later calls name it so, or by its name alone. */
function stack(view: LessonView, answer: AnswerView): string {
  const given = view.text('StackName');
  const asked = given.startsWith('arn:') ? given.split(':').slice(5).join(':') : `stack/${given}/`;
  return view.answered(answer.text('StackId'), 'cloudformation', (resource) => (given.startsWith('arn:') ? resource === asked : resource.startsWith(asked) && /^[A-Za-z0-9-]{1,64}$/.test(resource.slice(asked.length))));
}

/** Tags that an update names are all that the stack has; without any it keeps its own. */
const updated = (view: LessonView, answer: () => AnswerView): readonly ResourceChange[] => (view.has('Tags') ? [{ kind: 'tags', arn: stack(view, answer()), tags: tagsIn(view.items('Tags')) }] : []);

/** A deletion takes its time; by its name nobody means the stack any more. */
function deleted(view: LessonView): readonly ResourceChange[] {
  const arn = view.exact();
  return arn === undefined ? [] : gone(arn);
}

/** AWS CloudFormation: stacks. */
export const cloudformation: ServiceLessons = lessons({
  CreateStack: { learn: (view, answer) => madeUnlessKnown(view, stack(view, answer()), view.items('Tags')) },
  CreateChangeSet: { learn: (view, answer) => (view.optional('ChangeSetType') === 'CREATE' ? madeUnlessKnown(view, stack(view, answer()), view.items('Tags')) : []) },
  UpdateStack: { learn: updated },
  DeleteStack: { learn: deleted },
  CreateStackSet: {
    learn: (view, answer) => {
      const name = view.text('StackSetName');
      const id = answer().text('StackSetId');
      if (!id.startsWith(`${name}:`) || !/^[A-Za-z0-9-]{1,64}$/.test(id.slice(name.length + 1))) throw new LessonError(view.call, 'its `StackSetId` is not that of what was asked for');
      return madeUnlessKnown(view, view.arn('cloudformation', `stackset/${id}`), view.items('Tags'));
    },
  },
});
