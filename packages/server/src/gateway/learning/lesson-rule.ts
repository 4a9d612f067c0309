import { UnknownPrincipalError } from '../../directory/stored-principals.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { AnswerView } from '../reading/answer-view.ts';
import { AnswerError } from '../reading/reading-error.ts';
import { notUnderstood } from '../refusals/refusal.ts';
import type { Refusal } from '../refusals/error-format.ts';
import { IncompleteCallError } from '../requirements/call-view.ts';
import type { RoutedCall } from '../routed-call.ts';
import { readLearnedAnswer } from './learned-answer.ts';
import { LessonError } from './lesson.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';
import { LessonView } from './lesson-view.ts';

export type Check = (view: LessonView) => Refusal | undefined;

/** @param answer reads the answer: most calls say enough themselves */
export type Learn = (view: LessonView, answer: () => AnswerView) => readonly ResourceChange[];

/** A lesson as tables write it down. */
export interface LessonRule {
  readonly check?: Check;
  readonly learn: Learn;
}

export type LessonRules = Readonly<Record<string, LessonRule>>;

/** One rule for several operations, named in one text. */
export const each = (operations: string, rule: LessonRule): LessonRules => Object.fromEntries(operations.split(' ').map((name) => [name, rule]));

/** The lessons of a table. */
export const lessons = (rules: LessonRules): ServiceLessons => Object.fromEntries(Object.entries(rules).map(([operation, rule]) => [operation, lessonOfRule(rule)]));

const lessonOfRule = ({ check, learn }: LessonRule): Lesson => ({
  ...(check === undefined
    ? {}
    : {
        check: (call, facts) => {
          try {
            return check(new LessonView(call, facts));
          } catch (error) {
            // What does not say what it would change goes nowhere.
            if (error instanceof LessonError) return refuseUnclear(call, error.reason);
            if (error instanceof IncompleteCallError) return refuseUnclear(call, error.message);
            throw error;
          }
        },
      }),
  learn: (call, facts, { body }) => {
    try {
      return learn(new LessonView(call, facts), () => readLearnedAnswer(call, body));
    } catch (error) {
      if (error instanceof IncompleteCallError || error instanceof UnknownPrincipalError || error instanceof AnswerError) throw new LessonError(call, error.message);
      throw error;
    }
  },
});

/** The refusal of a call of which it is not clear what it would change. */
export const refuseUnclear = ({ service, protocol }: RoutedCall, reason: string): Refusal => notUnderstood(service === 's3' ? 's3' : protocol, 'malformed', reason);
