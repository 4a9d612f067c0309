import type { ResourceChange } from '../../directory/resource-change.ts';
import { requirementsOf } from '../requirements/requirements-of.ts';
import type { RoutedCall } from '../routed-call.ts';
import type { Lesson } from './lesson.ts';
import { lessonOfRule } from './lesson-rule.ts';
import type { LessonView } from './lesson-view.ts';

/** Verbs of operations that make what they name; `Put` may also write into what there is. */
const making = /^(?:Allocate|Copy|Create|Import|Publish|Put|Register|Restore|Run)(?=[A-Z])/;

/** What a call teaches of a service without a table of its own: what it made under a name that it gave is its caller's.
 * @returns `undefined` for a call that makes nothing by its name */
export const generalLesson = (call: RoutedCall): Lesson | undefined => (making.test(call.operation) ? madeByCaller : undefined);

const madeByCaller: Lesson = lessonOfRule({
  learn: (view) => {
    const { actionPrefix, operation } = view.call;
    const own = requirementsOf(view.call, view.facts).filter(({ action, resource }) => action.toLowerCase() === `${actionPrefix}:${operation}`.toLowerCase() && isCallers(view, resource));
    return [...new Set(own.map(({ resource }) => view.learning.canonical(resource)))].filter((arn) => !view.known(arn)).map((arn): ResourceChange => ({ kind: 'made', arn, account: view.learning.account }));
  },
});

/** A whole ARN of the caller's account. One without an account says nothing of whose it is: only who creates something under it
 * owns it. */
function isCallers({ call, learning }: LessonView, resource: string): boolean {
  const account = /^arn:[^:]+:[^:]+:[^:]*:([^:]*):[^*?]+$/.exec(resource)?.[1];
  return account === learning.account || (account === '' && /^(?:Create|Import|Register)/.test(call.operation));
}
