import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PolicyJson } from '@assent/grants';
import type { Command, Terminal } from '../command.ts';
import { StartError } from '../serve/server-start.ts';
import { textReport } from './call-report.ts';
import { RunFailure } from './run-failure.ts';
import { readRunOptions } from './run-options.ts';
import type { RunOptions } from './run-options.ts';
import { policyText } from './smallest-policy.ts';
import { runAsRole } from './run-program.ts';
import type { RunEnvironment, RunOutcome } from './run-program.ts';

const help = `Runs a program as a role: with the role's credentials and its calls through the gate. At the end it tells what was called, what
was refused and why, and the smallest policy that allows all of it.

Usage: assent run --role ROLE [OPTIONS] -- PROGRAM [ARGUMENTS]

  --role ROLE          name or ARN of the role
  --service SERVICE    in whose name it is assumed; default: lambda.amazonaws.com, ecs-tasks.amazonaws.com or ec2.amazonaws.com,
                       the first that its trust policy names
  --session-name NAME  name of the session (the role's)
  --source-arn ARN     what the service runs, for trust policies with aws:SourceArn and aws:SourceAccount
  --account ID         account of a role that is given by its name (the server's first)
  --region REGION      AWS_REGION of the program (the environment's, else us-east-1)
  --imds               the metadata service of an EC2 instance (IMDSv2), instead of a container's credentials
  --report FILE        write what was called, and the policies, into FILE as JSON
  --policy FILE        write the smallest policy into FILE

The server: the one that runs on the data,
  --data DIR                     its folder (.assent)
or where none does, one of its own, which ends with the program, by options of assent serve:
  --upstream SERVICE=URL, --read-upstream SERVICE, --enforce MODE, --config FILE, --audit FILE
  --memory                       without data: the role is made, and may do nothing
or one elsewhere:
  --server URL --admin URL       the two addresses that assent serve prints
  --admin-token-file FILE        its admin token, such as .assent/admin-token; default ASSENT_ADMIN_TOKEN

A task of ECS, with two roles:
  --task-role ROLE       the application's, as --role
  --execution-role ROLE  that of the start, whose credentials the application never sees
  --secret NAME=ARN      put a secret or parameter into the environment, read as the execution role; repeatable.
                         ARN:JSON-KEY:VERSION-STAGE:VERSION-ID as in a task definition
  --image IMAGE          ask ECR for the image, as a pull does
  --log-group NAME       write what the program prints into the log group, too

Exit status: the program's; 128 and the number of a signal that ended it; 126, 127 it cannot be started; 125 there is no
server, no such role, or the start was refused; 2 wrong use.

Example:
  assent run --role OrdersFn --upstream '*=http://127.0.0.1:4566' -- node app.js
`;

/** Makes the command. */
export function runCommandIn(environment: RunEnvironment): Command {
  return {
    name: 'run',
    summary: "run a program as a role, and tell the smallest policy for it",
    help,
    async run(args, terminal) {
      const options = readRunOptions(args, terminal.environment);
      const warn = onceEach((message) => terminal.error(`assent: ${message}\n`));
      let outcome: RunOutcome;
      try {
        outcome = await runAsRole(options, terminal.environment, environment, warn);
      } catch (error) {
        if (!(error instanceof StartError) && !(error instanceof RunFailure)) throw error;
        warn(error.message);
        return 125;
      }
      return tell(outcome, options, terminal, warn);
    },
  };
}

function tell({ end, failure, application, start }: RunOutcome, { program, reportFile, policyFile }: RunOptions, terminal: Terminal, warn: (message: string) => void): number {
  if (failure !== undefined) warn(failure);
  if (start) terminal.error(textReport('the start of the task', start));
  const ran = application !== undefined && end !== undefined && end.failure === undefined;
  if (ran) terminal.error(textReport(shortened(program), application));
  const status = end?.status ?? 125;
  const wrote = [
    reportFile === undefined || write(reportFile, JSON.stringify({ program, status, ...(application ? { application } : {}), ...(start ? { start } : {}) }, undefined, 2), warn),
    policyFile === undefined || !ran || writePolicy(policyFile, application?.policy, warn),
  ];
  return wrote.every(Boolean) || status !== 0 ? status : 125;
}

/** The program as it was called, as far as a line takes it. */
function shortened([command, ...args]: RunOptions['program']): string {
  const line = [basename(command), ...args].join(' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function writePolicy(file: string, policy: PolicyJson | undefined, warn: (message: string) => void): boolean {
  if (policy) return write(file, policyText(policy), warn);
  warn(`no policy is needed: \`${file}\` is not written`);
  return true;
}

function write(file: string, text: string, warn: (message: string) => void): boolean {
  try {
    writeFileSync(file, `${text}\n`);
    return true;
  } catch (error) {
    warn(`the file \`${file}\` cannot be written: ${(error as Error).message}`);
    return false;
  }
}

/** An SDK asks again and again. */
function onceEach(tell: (message: string) => void): (message: string) => void {
  let last: string | undefined;
  return (message) => {
    if (message !== last) tell(message);
    last = message;
  };
}

export const runCommand = runCommandIn({ now: () => new Date(), random: randomBytes, signals: process, inTerminal: process.stdin.isTTY === true });
