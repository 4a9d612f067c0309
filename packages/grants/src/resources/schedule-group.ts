import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** A group of schedules of EventBridge Scheduler. */
export class ScheduleGroup extends OpenResource<'scheduler'> {
  readonly #schedules: string;

  constructor(stack: Stack, name = 'default') {
    super(stack, stack.arn('scheduler', `schedule-group/${checkName('schedule group', name)}`), 'scheduler');
    this.#schedules = stack.arn('scheduler', `schedule/${name}/*`);
  }

  grantReadSchedules(grantee: Grantee) {
    return this.give(grantee, ['scheduler:GetSchedule', 'scheduler:ListSchedules'], { arns: [this.#schedules] });
  }

  grantWriteSchedules(grantee: Grantee) {
    return this.give(grantee, ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule'], { arns: [this.#schedules] });
  }

  grantDeleteSchedules(grantee: Grantee) {
    return this.give(grantee, ['scheduler:DeleteSchedule'], { arns: [this.#schedules] });
  }
}
