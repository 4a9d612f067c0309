import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { policyResourceTypes } from '@assent/analysis';
import type { Clock } from '../cases/case-run.ts';
import { folderWatcher } from '../cases/watcher.ts';
import type { Watcher } from '../cases/watcher.ts';
import { UsageError } from '../command.ts';
import type { Command, Terminal } from '../command.ts';
import { paintOf } from '../explanation/paint.ts';
import type { Paint } from '../explanation/paint.ts';
import { visible } from '../explanation/visible.ts';
import { progressIn } from '../report/progress.ts';
import { listFiles } from './file-walk.ts';
import { configName, isOf, readConfig } from './lint-config.ts';
import { lintFiles } from './lint-run.ts';
import type { LintOutcome, LintRequest } from './lint-run.ts';
import { githubReport, jsonReport, lintJunitReport } from './machine-reports.ts';
import { isPolicyType } from './policy-type.ts';
import { fixText } from './safe-fix.ts';
import { sarifReport } from './sarif-report.ts';
import { isAtLeast, isSeverity } from './severity.ts';
import type { Severity } from './severity.ts';
import { textReport } from './text-report.ts';

const help = `Finds what is wrong with policies, templates and accounts, and what to write instead.

Usage: assent lint PATH... [OPTIONS]

  PATH    files, folders or patterns; - is standard input. Found by content: policies, CloudFormation and SAM templates,
          CDK's cdk.out, Terraform plans and states (terraform show -json), serverless.yml, the answer of
          aws iam get-account-authorization-details, credential reports (CSV), aws lambda list-functions,
          aws ecs describe-task-definition, aws iam get-service-last-accessed-details

  --policy-type TYPE      identity, resource, trust, service-control or resource-control, where a file holds one policy
  --resource-type TYPE    what a resource policy hangs on, such as AWS::S3::Bucket
  --format FORMAT         text (the default), json, sarif, github or junit
  --fail-on SEVERITY      error, security (the default) or warning: what makes the command fail
  --config FILE           the configuration; default: assent.config.json, if there is one
  --account ID            an account of yours, as often as wanted: its principals are no strangers
  --fix                   take out what is certainly superfluous: list items and statements that others cover
  --watch                 run again whenever a file changes
  --color WHEN            always, never, or auto (the default): in a terminal, unless NO_COLOR is set

Exit status: 0 nothing as grave as --fail-on, 1 something is, 2 wrong use or a file that cannot be read.

Example:
  assent lint policies template.yaml --fail-on warning
`;

const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
type Format = (typeof formats)[number];

/** What the command needs from outside. */
export interface LintEnvironment {
  readonly watcher: Watcher;
  readonly clock: Clock;
  readonly now: () => Date;
}

interface Asked {
  readonly paths: readonly string[];
  readonly request: Omit<LintRequest, 'now'>;
  readonly format: Format;
  readonly failOn: Severity;
  readonly fix: boolean;
  readonly paint: Paint;
}

const options = {
  'policy-type': { type: 'string' },
  'resource-type': { type: 'string' },
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string' },
  account: { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  watch: { type: 'boolean' },
  color: { type: 'string' },
} as const;

/** Makes the command. */
export function lintCommandIn({ watcher, clock, now }: LintEnvironment): Command {
  return {
    name: 'lint',
    summary: 'find what is wrong with policies, templates and accounts',
    help,
    async run(args, terminal) {
      const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
      if (positionals.length === 0) throw new UsageError('`assent lint` takes at least one file or folder; see `assent lint --help`');
      for (;;) {
        const asked = askedFor(positionals, values, terminal);
        const { status, files } = lintOnce(asked, terminal, clock, now());
        if (values.watch !== true) return status;
        terminal.error(`watching ${files.length} files; ctrl-c ends\n`);
        if (!(await watcher.nextChange(files))) return status;
      }
    },
  };
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values'];

function askedFor(paths: readonly string[], values: Values, terminal: Terminal): Asked {
  const { 'policy-type': policyType, 'resource-type': resourceType, format = 'text', 'fail-on': failOn } = values;
  const known = formats.find((each) => each === format);
  if (!known) throw new UsageError(`\`--format\` is ${formats.join(', ')}, and not \`${format}\``);
  if (policyType !== undefined && !isPolicyType(policyType)) throw new UsageError(`\`--policy-type\` is identity, resource, trust, service-control or resource-control, and not \`${policyType}\``);
  if (resourceType !== undefined && !policyResourceTypes.includes(resourceType)) throw new UsageError(`\`--resource-type\` is one of ${policyResourceTypes.join(', ')}, and not \`${resourceType}\``);
  if (failOn !== undefined && (!isSeverity(failOn) || failOn === 'suggestion')) throw new UsageError(`\`--fail-on\` is error, security or warning, and not \`${failOn}\``);
  const config = readConfig(values.config ?? configName, values.config !== undefined);
  return {
    paths,
    request: { config: { ...config, accounts: [...config.accounts, ...(values.account ?? [])] }, policyType: policyType ?? (resourceType === undefined ? undefined : resourceType === 'AWS::IAM::AssumeRolePolicyDocument' ? 'trust' : 'resource'), resourceType },
    format: known,
    failOn: failOn ?? config.failOn ?? 'security',
    fix: values.fix === true,
    paint: paintOf(values.color, terminal),
  };
}

function lintOnce(asked: Asked, terminal: Terminal, clock: Clock, now: Date): { readonly status: number; readonly files: readonly string[] } {
  const { config } = asked.request;
  const listed = listFiles(asked.paths, (path) => config.ignore.some((pattern) => isOf(path, pattern, config)));
  const run = (): LintOutcome => {
    const progress = progressIn(terminal, clock, 'files');
    const outcome = lintFiles(listed, { ...asked.request, now }, clock, progress.step);
    progress.clear();
    return outcome;
  };
  let outcome = run();
  if (asked.fix && applyFixes(outcome, terminal)) outcome = run();
  report(outcome, asked, terminal);
  const grave = outcome.files.some(({ findings }) => findings.some(({ accepted, finding }) => !accepted && isAtLeast(finding.findingType, asked.failOn)));
  return { status: outcome.skipped.length > 0 ? 2 : grave ? 1 : 0, files: listed.map(({ path }) => path).filter((path) => path !== '-') };
}

/** @returns whether a file was written */
function applyFixes({ files }: LintOutcome, terminal: Terminal): boolean {
  let written = false;
  for (const { source, findings } of files) {
    if (source.path === '-') continue;
    const { text, removed } = fixText(source, findings.filter(({ accepted }) => !accepted));
    if (removed === 0) continue;
    writeFixed(source.path, text);
    terminal.error(`fixed ${visible(source.path)}: ${removed} taken out\n`);
    written = true;
  }
  return written;
}

/** A byte order mark stays where there was one. */
function writeFixed(path: string, text: string): void {
  try {
    writeFileSync(path, readFileSync(path, 'utf8').startsWith('\ufeff') ? `\ufeff${text}` : text);
  } catch (error) {
    throw new UsageError(`the file \`${path}\` cannot be written: ${(error as Error).message}`);
  }
}

function report(outcome: LintOutcome, { format, failOn, paint }: Asked, terminal: Terminal): void {
  for (const { path, reason } of outcome.skipped) terminal.error(`assent: ${visible(path)}: ${visible(reason)}\n`);
  switch (format) {
    case 'json':
      return terminal.out(jsonReport(outcome));
    case 'sarif':
      return terminal.out(sarifReport(outcome.files, version()));
    case 'github':
      return terminal.out(githubReport(outcome.files));
    case 'junit':
      return terminal.out(lintJunitReport(outcome, failOn));
    case 'text':
      for (const file of outcome.files) terminal.out(textReport(file, paint));
      return terminal.out(`${totals(outcome, paint)}\n`);
  }
}

function totals({ files, policies }: LintOutcome, paint: Paint): string {
  const all = files.flatMap(({ findings }) => findings);
  const open = all.filter(({ accepted }) => !accepted);
  const count = (type: string, one: string, more: string): string => {
    const number = open.filter(({ finding }) => finding.findingType === type).length;
    return `${number} ${number === 1 ? one : more}`;
  };
  const accepted = all.length - open.length;
  const line = `${policies} ${policies === 1 ? 'policy' : 'policies'} in ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${count('ERROR', 'error', 'errors')}, ${count('SECURITY_WARNING', 'security warning', 'security warnings')}, ${count('WARNING', 'warning', 'warnings')}, ${count('SUGGESTION', 'suggestion', 'suggestions')}${accepted > 0 ? `; ${accepted} accepted` : ''}`;
  return open.length === 0 ? paint.good(line) : paint.strong(line);
}

const version = (): string => (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

export const lintCommand = lintCommandIn({ watcher: folderWatcher, clock: () => performance.now(), now: () => new Date() });
