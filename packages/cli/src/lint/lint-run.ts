import { AwsFacts, lintFound, remarkFinding, sharedRoles } from '@assent/analysis';
import type { PolicyKind, SourceKind, SubjectFinding, Workload } from '@assent/analysis';
import type { Clock } from '../cases/case-run.ts';
import type { ListedFile } from './file-walk.ts';
import { isOf } from './lint-config.ts';
import type { LintConfig } from './lint-config.ts';
import { policyTypes } from './policy-type.ts';
import type { PolicyTypeName } from './policy-type.ts';
import { findingType } from './severity.ts';
import { readSource } from './source-file.ts';
import type { SkippedFile, SourceFile, SourceText } from './source-file.ts';
import { judge } from './suppression.ts';
import type { JudgedFinding } from './suppression.ts';

/** What the command line says about all files. */
export interface LintRequest {
  readonly config: LintConfig;
  readonly policyType: PolicyTypeName | undefined;
  readonly resourceType: string | undefined;
  readonly now: Date;
}

/** A file with its findings. */
export interface LintedFile {
  readonly source: SourceText;
  readonly kinds: readonly SourceKind[];
  /** Of the findings that are switched on; those that are accepted among them. */
  readonly findings: readonly JudgedFinding[];
  /** The kind of the file's policy, where it was guessed. */
  readonly guessed: PolicyKind | undefined;
  readonly milliseconds: number;
}

export interface LintOutcome {
  readonly files: readonly LintedFile[];
  readonly skipped: readonly SkippedFile[];
  readonly policies: number;
}

/** Checks files.
 * @param onFile told after every file */
export function lintFiles(files: readonly ListedFile[], { config, policyType, resourceType, now }: LintRequest, clock: Clock, onFile: () => void): LintOutcome {
  const skipped: SkippedFile[] = [];
  const read: CheckedFile[] = [];
  let policies = 0;
  let facts = new AwsFacts();
  for (const [index, file] of files.entries()) {
    if (index % 1000 === 999) facts = new AwsFacts();
    const started = clock();
    const typed = config.policyTypes.find((each) => file.path !== '-' && isOf(file.path, each.files, config));
    const type = policyType ?? typed?.policyType;
    const source = readSource(file, { policyKind: type && policyTypes[type], resourceType: resourceType ?? typed?.resourceType, now });
    if (source && 'reason' in source) skipped.push(source);
    else if (source) {
      const findings = [...source.faults, ...source.found.flatMap((found) => lintFound(found, source.text, { locator: source.locator, accounts: config.accounts, facts }))];
      policies += source.found.reduce((sum, found) => sum + found.policies.length, 0);
      read.push({ ...withoutTrees(source), findings, milliseconds: clock() - started });
    }
    onFile();
  }
  for (const { file, remark } of sharedRoles(read.map((each) => ({ file: each, workloads: each.workloads })))) {
    file.findings.push(remarkFinding(remark, file.source.locator));
  }
  const linted = read.map(({ source, kinds, guessed, findings, milliseconds }) => ({
    source,
    kinds,
    guessed,
    findings: judge(source, findings, config).flatMap((each) => weighed(each, config)).sort((a, b) => offsetOf(a) - offsetOf(b)),
    milliseconds,
  }));
  return { files: linted, skipped, policies };
}

interface CheckedFile extends Pick<LintedFile, 'source' | 'kinds' | 'guessed' | 'milliseconds'> {
  readonly workloads: readonly Workload[];
  readonly findings: SubjectFinding[];
}

/** What is kept of a file once it was checked: large trees would otherwise stay for all files. */
const withoutTrees = ({ path, text, language, locator, found }: SourceFile): Pick<CheckedFile, 'source' | 'kinds' | 'guessed' | 'workloads'> => ({
  source: { path, text, language, locator },
  kinds: found.map(({ kind }) => kind),
  guessed: found.flatMap(({ policies }) => policies).find(({ guessed }) => guessed)?.kind,
  workloads: found.flatMap(({ workloads }) => workloads),
});

const offsetOf = ({ finding: { locations } }: SubjectFinding): number => locations[0]?.span.start.offset ?? 0;

/** A finding as grave as the configuration has it; none where its code is off. */
function weighed(each: JudgedFinding, { rules }: LintConfig): readonly JudgedFinding[] {
  const set = Object.hasOwn(rules, each.finding.issueCode) ? rules[each.finding.issueCode] : undefined;
  if (set === 'off') return [];
  return [set === undefined || set === 'on' ? each : { ...each, finding: { ...each.finding, findingType: findingType(set) } }];
}
