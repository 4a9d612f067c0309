import { UnknownPrincipalError } from '../../directory/stored-principals.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import { notUnderstood } from '../refusals/refusal.ts';
import type { Refusal } from '../refusals/error-format.ts';
import { IncompleteCallError } from '../requirements/call-view.ts';
import { AnswerView } from './answer-view.ts';
import { LessonError } from './lesson.ts';
import type { Lesson, ServiceLessons } from './lesson.ts';
import { LessonView } from './lesson-view.ts';

export type Check = (view: LessonView) => Refusal | undefined;
export type Learn = (view: LessonView, answer: AnswerView) => readonly ResourceChange[];

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

export function lessonOfRule({ check, learn }: LessonRule): Lesson {
  return {
    ...(check === undefined
      ? {}
      : {
          check: (call, facts) => {
            try {
              return check(new LessonView(call, facts));
            } catch (error) {
              // What does not say what it is about goes nowhere.
              if (error instanceof IncompleteCallError || error instanceof LessonError) return notUnderstood(call.service === 's3' ? 's3' : call.protocol, 'malformed', error.message);
              throw error;
            }
          },
        }),
    learn: (call, facts, answer) => {
      try {
        return learn(new LessonView(call, facts), AnswerView.of(call, answer));
      } catch (error) {
        if (error instanceof IncompleteCallError || error instanceof UnknownPrincipalError) throw new LessonError(call, error.message);
        throw error;
      }
    },
  };
}
