import type { Refusal } from '../../refusals/error-format.ts';
import { gone, made, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import { checkPolicy, policyPut } from '../resource-policy.ts';

const malformed: Refusal = { status: 400, code: 'InvalidArgumentException', message: 'The policy is malformed, or names a principal that does not exist.' };

/** Amazon Kinesis Data Streams. */
export const kinesis: ServiceLessons = lessons({
  CreateStream: { learn: (view) => made(view, view.subject(), view.record('Tags')) },
  DeleteStream: { learn: (view) => gone(view.subject()) },
  RegisterStreamConsumer: {
    learn: (view, answer) => {
      const name = view.text('ConsumerName');
      const stream = view.subject().split(':').slice(5).join(':');
      return made(view, view.answered(answer().at('Consumer').text('ConsumerARN'), 'kinesis', (resource) => resource.startsWith(`${stream}/consumer/${name}:`)), view.record('Tags'));
    },
  },
  PutResourcePolicy: { check: checkPolicy((view) => view.text('Policy'), { refuse: () => malformed }), learn: (view) => policyPut(view, view.subject(), view.text('Policy')) },
  DeleteResourcePolicy: { learn: (view) => policyChange(view.subject(), undefined) },
  AddTagsToStream: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  RemoveTagsFromStream: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
  TagResource: { learn: (view) => tagged(view.subject(), view.record('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
