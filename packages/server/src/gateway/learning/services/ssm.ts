import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { gone, made, madeUnlessKnown, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, policyPut } from '../resource-policy.ts';

/** The first version is a new parameter; any other changes nothing that is kept. */
const putParameter = (view: LessonView, answer: () => AnswerView): readonly ResourceChange[] => (answer().integer('Version') === 1 ? made(view, view.subject(), view.items('Tags')) : []);

/** Those that were there. */
function deleteParameters(view: LessonView, answer: () => AnswerView): readonly ResourceChange[] {
  const deleted = new Set(answer().texts('DeletedParameters'));
  return view.texts('Names').flatMap((name, position) => (deleted.has(name) ? gone(view.subject(position)) : []));
}

const malformed: Refusal = { status: 400, code: 'MalformedResourcePolicyDocumentException', message: 'The policy document is malformed, or names a principal that does not exist.' };

/** AWS Systems Manager: parameters and documents. */
export const ssm: ServiceLessons = lessons({
  PutParameter: { learn: putParameter },
  DeleteParameter: { learn: (view) => gone(view.subject()) },
  DeleteParameters: { learn: deleteParameters },
  AddTagsToResource: { learn: (view) => tagged(view.subject(), view.items('Tags')) },
  RemoveTagsFromResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
  PutResourcePolicy: { check: checkPolicy((view) => view.text('Policy'), { refuse: () => malformed }), learn: (view) => policyPut(view, view.subject(), view.text('Policy')) },
  DeleteResourcePolicy: { learn: (view) => policyChange(view.subject(), undefined) },
  CreateDocument: { learn: (view) => madeUnlessKnown(view, view.subject(), view.items('Tags')) },
  DeleteDocument: { learn: (view) => gone(view.subject()) },
});
