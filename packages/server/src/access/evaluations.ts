import { AccessError } from './access-error.ts';
import type { EvaluationAnswer } from './evaluator.ts';
import { isObject, readOptionalObject } from './member.ts';
import type { JsonObject } from './member.ts';

/** What comes of a list of questions: all are answered, or those up to the first denial, or up to the first permit. */
export type EvaluationsSemantic = 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit';

const semantics: readonly EvaluationsSemantic[] = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'];
const parts = ['subject', 'action', 'resource', 'context'] as const;

/** Questions at the most, and those that are explained. */
const limits = { plain: 1000, explained: 50 } as const;

/** What a request asks: the questions with the defaults filled in, not yet read, or one alone. */
export interface AskedEvaluations {
  readonly single: boolean;
  readonly questions: readonly unknown[];
  readonly semantic: EvaluationsSemantic;
  readonly explained: boolean;
}

/** Takes a request of `/evaluations` apart; without a list it is one of `/evaluation`.
 * @throws AccessError `invalid-request` */
export function readEvaluations(body: JsonObject): AskedEvaluations {
  const options = readOptions(body);
  const list = Object.hasOwn(body, 'evaluations') ? body['evaluations'] : undefined;
  if (list !== undefined && !Array.isArray(list)) throw new AccessError('invalid-request', 'evaluations must be a list');
  if (list === undefined || list.length === 0) return { single: true, questions: [body], ...options };
  const limit = options.explained ? limits.explained : limits.plain;
  if (list.length > limit) throw new AccessError('invalid-request', `evaluations must have at most ${limit} members${options.explained ? ' where they are explained' : ''}, and has ${list.length}`);
  const defaults = partsOf(body);
  return { single: false, questions: list.map((each: unknown) => (isObject(each) ? { ...defaults, ...partsOf(each) } : each)), ...options };
}

/** @throws AccessError `invalid-request` */
export function readOptions(body: JsonObject): Pick<AskedEvaluations, 'semantic' | 'explained'> {
  const { evaluations_semantic: stated = 'execute_all', explain: explained = false } = readOptionalObject(body, 'options') ?? {};
  const semantic = semantics.find((each) => each === stated);
  if (!semantic) throw new AccessError('invalid-request', `options.evaluations_semantic must be one of ${semantics.join(', ')}`);
  if (typeof explained !== 'boolean') throw new AccessError('invalid-request', 'options.explain must be true or false');
  return { semantic, explained };
}

/** Answers the questions in their order, as far as the semantic wants them answered. */
export function answerAll({ questions, semantic }: AskedEvaluations, answer: (question: unknown) => EvaluationAnswer): readonly EvaluationAnswer[] {
  const answers: EvaluationAnswer[] = [];
  for (const question of questions) {
    const answered = answer(question);
    answers.push(answered);
    if (semantic === (answered.decision ? 'permit_on_first_permit' : 'deny_on_first_deny')) break;
  }
  return answers;
}

const partsOf = (holder: JsonObject): JsonObject => Object.fromEntries(parts.flatMap((part) => (Object.hasOwn(holder, part) ? [[part, holder[part]]] : [])));
