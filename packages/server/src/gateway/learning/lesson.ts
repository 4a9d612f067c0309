import type { ResourceFacts } from '../../directory/facts.ts';
import type { ResourceChange } from '../../directory/resource-change.ts';
import type { Snapshot } from '../../directory/snapshot.ts';
import type { Refusal } from '../refusals/error-format.ts';
import type { RoutedCall } from '../routed-call.ts';

/** What a lesson may ask. */
export interface LearningFacts {
  readonly partition: string;
  /** Of the caller. */
  readonly account: string;
  /** For principals, which have to exist (R13.9). */
  readonly snapshot: Snapshot;
  /** The whole ARN under which a resource is kept, whoever owns it, by an ARN as the caller would name it. */
  canonical(arn: string): string;
  /** What is known already. */
  known(arn: string): ResourceFacts | undefined;
}

/** The answer of an upstream to a call that succeeded. */
export interface LearnedAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** Without content encoding. */
  readonly body: Uint8Array;
}

/** What an operation teaches about resources. */
export interface Lesson {
  /** Checks what would be stored, as the service does, before anything goes on (R13.5).
   * @returns why the service refuses it */
  check?(call: RoutedCall, facts: LearningFacts): Refusal | undefined;
  /** What is different once the call has succeeded.
   * @throws LessonError where the answer does not tell */
  learn(call: RoutedCall, facts: LearningFacts, answer: LearnedAnswer): readonly ResourceChange[];
}

/** An answer that was to teach something, and cannot be read. */
export class LessonError extends Error {
  readonly code = 'lesson';
  readonly reason: string;

  constructor(call: RoutedCall, why: string) {
    super(`nothing could be learned from the answer to ${call.service}'s ${call.operation}: ${why}`);
    this.name = 'LessonError';
    this.reason = why;
  }
}

/** The lessons of one service, by operation. */
export type ServiceLessons = Readonly<Record<string, Lesson>>;
