import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { AnswerView } from '../answer-view.ts';
import { gone, made, madeUnlessKnown, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { each, lessons } from '../lesson-rule.ts';
import type { LessonRule } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';

/** Whether tasks get tags from elsewhere as well, which are not known then. */
const inherits = (view: LessonView): boolean => (view.optional('propagateTags') ?? 'NONE') !== 'NONE' || view.optional('enableECSManagedTags') === 'true';

function registered(view: LessonView, answer: AnswerView): readonly ResourceChange[] {
  const family = `task-definition/${view.text('family')}`;
  const arn = view.answeredArn(answer, ['taskDefinition', 'taskDefinitionArn'], 'ecs', (resource) => resource.startsWith(`${family}:`) && /^[1-9]\d{0,8}$/.test(resource.slice(family.length + 1)));
  return made(view, arn, view.items('tags'));
}

/** Tasks have ids that nobody could ask for. */
const started: LessonRule = {
  learn: (view, answer) =>
    answer.items('tasks').flatMap((task) => {
      const arn = view.answeredArn(task, ['taskArn'], 'ecs', (resource) => /^task\/(?:[A-Za-z0-9_-]{1,255}\/)?[A-Za-z0-9-]{1,64}$/.test(resource));
      const changes = made(view, arn, view.items('tags'));
      return inherits(view) ? changes.filter(({ kind }) => kind !== 'tags') : changes;
    }),
};

/** A family without a revision cannot be deleted, so that all that are named are whole. */
function deletedDefinitions(view: LessonView, answer: AnswerView): readonly ResourceChange[] {
  const failed = new Set(answer.items('failures').map((failure) => failure.optional('arn')));
  const arns = view.subjects();
  if (arns.length !== view.texts('taskDefinitions').length) throw new LessonError(view.call, 'it is not known which task definitions it deleted');
  return arns.flatMap((arn, position) => (failed.has(arn) || failed.has(view.texts('taskDefinitions')[position]) ? [] : gone(arn)));
}

/** Amazon ECS: clusters, services, task definitions and tasks. */
export const ecs: ServiceLessons = lessons({
  CreateCluster: { learn: (view, answer) => madeUnlessKnown(view, view.answeredArn(answer, ['cluster', 'clusterArn'], 'ecs', (resource) => resource === `cluster/${view.optional('clusterName') ?? 'default'}`), view.items('tags')) },
  DeleteCluster: { learn: (view) => gone(view.subject()) },
  CreateService: { learn: (view) => made(view, view.subject(), view.items('tags')) },
  DeleteService: { learn: (view) => gone(view.subject()) },
  RegisterTaskDefinition: { learn: registered },
  DeleteTaskDefinitions: { learn: deletedDefinitions },
  ...each('RunTask StartTask', started),
  TagResource: { learn: (view) => tagged(view.subject(), view.items('tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('tagKeys')) },
});
