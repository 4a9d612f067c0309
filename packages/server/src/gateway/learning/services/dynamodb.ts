import type { ResourceChange } from '../../../directory/resource-change.ts';
import type { Refusal } from '../../refusals/error-format.ts';
import type { CallView } from '../../requirements/call-view.ts';
import type { AnswerView } from '../../reading/answer-view.ts';
import { AnswerError } from '../../reading/reading-error.ts';
import { gone, made, policyChange, tagged, untagged } from '../changes.ts';
import type { ServiceLessons } from '../lesson.ts';
import { lessons } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';
import { checkPolicy, learnedPolicy, policyPut } from '../resource-policy.ts';

/** A key schema's partition key; a key of several parts has none that could be told by one name. */
function partitionKey(arn: string, schema: readonly (readonly [name: string | undefined, type: string | undefined])[]): readonly ResourceChange[] {
  const [only, ...others] = schema.filter(([, type]) => type === 'HASH');
  return only?.[0] === undefined || others.length > 0 ? [] : [{ kind: 'partitionKey', arn, name: only[0] }];
}

const indexArn = (table: string, name: string): string => `${table}/index/${name}`;
const schemaOf = (view: CallView): readonly (readonly [string | undefined, string | undefined])[] => view.views('KeySchema').map((part) => [part.optional('AttributeName'), part.optional('KeyType')]);
const indexKey = (table: string, index: CallView): readonly ResourceChange[] => partitionKey(indexArn(table, index.text('IndexName')), schemaOf(index));

/** The keys of a table and its indexes as a request gives them. */
const givenKeys = (table: string, view: CallView): readonly ResourceChange[] => [
  ...partitionKey(table, schemaOf(view)),
  ...[...view.views('LocalSecondaryIndexes'), ...view.views('GlobalSecondaryIndexes')].flatMap((index) => indexKey(table, index)),
];

/** The same as an answer describes them. */
function describedKeys(table: string, answer: AnswerView): readonly ResourceChange[] {
  const description = answer.at('TableDescription');
  const schema = (of: AnswerView): readonly (readonly [string | undefined, string | undefined])[] => of.views('KeySchema').map((part) => [part.optional('AttributeName'), part.optional('KeyType')]);
  const indexes = [...description.views('LocalSecondaryIndexes'), ...description.views('GlobalSecondaryIndexes')];
  return [
    ...partitionKey(table, schema(description)),
    ...indexes.flatMap((index) => {
      const name = index.text('IndexName');
      if (!/^[A-Za-z0-9_.-]{3,255}$/.test(name)) throw new AnswerError('an index of the answer has no name of one');
      return partitionKey(indexArn(table, name), schema(index));
    }),
  ];
}

/** The table that is restored into comes behind the source. */
function restored(view: LessonView, answer: () => AnswerView): readonly ResourceChange[] {
  const arn = view.subject(1);
  return [...made(view, arn, {}), ...describedKeys(arn, answer())];
}

function updateTable(view: LessonView): readonly ResourceChange[] {
  const arn = view.subject();
  return view.views('GlobalSecondaryIndexUpdates').flatMap((update) => {
    if (update.has('Delete')) return gone(indexArn(arn, update.at(update.record('Delete')).text('IndexName')));
    return update.has('Create') ? indexKey(arn, update.at(update.record('Create'))) : [];
  });
}

const invalid = (message: string): Refusal => ({ status: 400, code: 'ValidationException', message });

const check = (parameter: string) =>
  checkPolicy((view) => view.optional(parameter), { refuse: (fault) => invalid(fault.kind === 'document' ? 'Invalid policy document: the policy is malformed' : 'Invalid policy document: invalid principal') });

/** Amazon DynamoDB: tables, indexes and streams. */
export const dynamodb: ServiceLessons = lessons({
  CreateTable: {
    check: check('ResourcePolicy'),
    learn: (view) => {
      const arn = view.subject();
      const text = view.optional('ResourcePolicy');
      return [...made(view, arn, view.items('Tags'), text === undefined ? undefined : learnedPolicy(view, arn, text)), ...givenKeys(arn, view)];
    },
  },
  ImportTable: {
    learn: (view) => {
      const arn = view.subject();
      // Asked for again with the same token it is the same import.
      return view.known(arn) ? [] : [...made(view, arn, []), ...givenKeys(arn, view.at(view.record('TableCreationParameters')))];
    },
  },
  RestoreTableFromBackup: { learn: restored },
  RestoreTableToPointInTime: { learn: restored },
  UpdateTable: { learn: updateTable },
  DeleteTable: { learn: (view) => gone(view.subject()) },
  PutResourcePolicy: { check: check('Policy'), learn: (view) => policyPut(view, view.subject(), view.text('Policy')) },
  DeleteResourcePolicy: { learn: (view) => policyChange(view.subject(), undefined) },
  TagResource: { learn: (view) => tagged(view.subject(), view.items('Tags')) },
  UntagResource: { learn: (view) => untagged(view.subject(), view.items('TagKeys')) },
});
