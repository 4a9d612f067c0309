import type { Change } from './change.ts';

/** A step of a plan that failed. What was done before it stays: plan again, and apply what is left. */
export class ApplyError extends Error {
  readonly code = 'apply-failed';
  readonly change: Change;
  readonly done: readonly Change[];

  constructor(change: Change, done: readonly Change[], cause: unknown) {
    const on = 'arn' in change ? change.arn : 'profile' in change ? change.profile : change.name;
    super(`\`${change.type}\` of \`${on}\` failed after ${done.length} steps that are done: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}; make a new plan to go on from there`, { cause });
    this.name = 'ApplyError';
    this.change = change;
    this.done = done;
  }
}
