import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const read = ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:GetLogGroupFields', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams'] as const;

/** A log group of CloudWatch Logs. */
export class LogGroup extends OpenResource<'logs'> {
  readonly logGroupName: string;
  /** The group itself, for actions on it and not on its streams. */
  readonly groupArn: string;

  constructor(stack: Stack, logGroupName: string) {
    const arn = stack.arn('logs', `log-group:${checkName('log group', logGroupName)}`);
    super(stack, `${arn}:*`, 'logs', { selfArns: 'arns', accountsOnly: true });
    this.logGroupName = logGroupName;
    this.groupArn = arn;
  }

  protected override get grantArns(): readonly string[] {
    return [this.groupArn, this.arn];
  }

  grantRead(grantee: Grantee) {
    return this.give(grantee, read, { arns: this.grantArns });
  }

  grantWrite(grantee: Grantee) {
    return this.give(grantee, ['logs:CreateLogStream', 'logs:PutLogEvents']);
  }
}
