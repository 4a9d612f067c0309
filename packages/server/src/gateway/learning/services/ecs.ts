import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, madeUnlessKnown, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { each, lessons } from '../lesson-rule.ts';
import type { LessonRule } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';

/** Whether tasks get tags from elsewhere as well, which are not known then. */
const inherits = (view: LessonView): boolean => (view.optional('propagateTags') ?? 'NONE') !== 'NONE' || view.optional('enableECSManagedTags') === 'true';

function registered(view: LessonView, answer: AnswerView): readonly ResourceChange[] {
  const family = `task-definition/${view.text('family')}`;
  const roles = ['taskRoleArn', 'executionRoleArn'].flatMap((name) => view.optional(name) ?? []);
  const arn = view.answered(answer.at('taskDefinition').text('taskDefinitionArn'), 'ecs', (resource) => resource.startsWith(`${family}:`) && /^[1-9]\d{0,8}$/.test(resource.slice(family.length + 1)));
  return [...madeUnlessKnown(view, arn, view.items('tags')), { kind: 'roles', arn, roles }, { kind: 'roles', arn: arn.slice(0, arn.lastIndexOf(':')), roles }];
}

/** Tasks have ids that nobody could ask for. */
const started: LessonRule = {
  learn: (view, answer) =>
    answer().views('tasks').flatMap((task) => {
      const arn = view.answered(task.text('taskArn'), 'ecs', (resource) => /^task\/(?:[A-Za-z0-9_-]{1,255}\/)?[A-Za-z0-9-]{1,64}$/.test(resource));
      const changes = madeUnlessKnown(view, arn, view.items('tags'));
      return inherits(view) ? changes.filter(({ kind }) => kind !== 'tags') : changes;
    }),
};

/** Those that could not be deleted are named in the answer. */
function deletedDefinitions(view: LessonView, answer: AnswerView): readonly ResourceChange[] {
  const failed = new Set(answer.views('failures').map((failure) => resourceIn(failure.text('arn'))));
  return view.subjects().flatMap((arn) => (failed.has(resourceIn(arn)) ? [] : gone(arn)));
}

const resourceIn = (arn: string): string => arn.split(':').slice(5).join(':');

/** Amazon ECS: clusters, services, task definitions and tasks. */
export const ecs: ServiceLessons = lessons({
  CreateCluster: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('tags')) },
  DeleteCluster: { learn: (view) => gone(view.subject()) },
  CreateService: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('tags')) },
  DeleteService: { learn: (view) => gone(view.subject()) },
  RegisterTaskDefinition: { learn: (view, answer) => registered(view, answer()) },
  DeleteTaskDefinitions: { learn: (view, answer) => deletedDefinitions(view, answer()) },
  ...each('RunTask StartTask', started),
  TagResource: { learn: (view) => tagged(view.subject(), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('tagKeys')) },
});
