import { explainCodes, explainOwnCodes } from '@assent/analysis';
import type { FindingLocation, FindingType } from '@assent/analysis';
import type { LintedFile } from './lint-run.ts';
import type { JudgedFinding } from './suppression.ts';

const levels: Readonly<Record<FindingType, 'error' | 'warning' | 'note'>> = { ERROR: 'error', SECURITY_WARNING: 'warning', WARNING: 'warning', SUGGESTION: 'note' };

/** How grave GitHub and others take a security finding to be, of ten. */
const securitySeverity: Partial<Record<FindingType, string>> = { SECURITY_WARNING: '7.0' };

/** Findings as SARIF 2.1.0: accepted ones with their reason, as suppressed. */
export function sarifReport(files: readonly LintedFile[], version: string): string {
  const used = new Set(files.flatMap(({ findings }) => findings.map(({ finding }) => finding.issueCode)));
  const rules = [...explainCodes(), ...explainOwnCodes()].filter(({ code }) => used.has(code));
  const positions = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'assent',
            semanticVersion: version,
            rules: rules.map(({ code, type, meaning, remedy, learnMoreLink }) => ({
              id: code,
              shortDescription: { text: meaning },
              help: { text: remedy },
              helpUri: learnMoreLink,
              defaultConfiguration: { level: levels[type] },
              properties: { tags: ['iam', ...(type === 'SECURITY_WARNING' ? ['security'] : [])], ...(securitySeverity[type] === undefined ? {} : { 'security-severity': securitySeverity[type] }) },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => file.findings.map((each) => result(file, each, positions))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result({ source }: LintedFile, { subject, finding, accepted }: JudgedFinding, positions: ReadonlyMap<string, number>): object {
  const { issueCode, findingType, findingDetails, locations } = finding;
  const [first, ...others] = locations;
  const index = positions.get(issueCode);
  return {
    ruleId: issueCode,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: levels[findingType],
    message: { text: `${findingDetails} (${subject})` },
    locations: [{ physicalLocation: physical(source.path, first) }],
    ...(others.length === 0 ? {} : { relatedLocations: others.map((location, id) => ({ id, physicalLocation: physical(source.path, location) })) }),
    suppressions: accepted ? [{ kind: accepted.kind, justification: accepted.reason }] : [],
  };
}

/** SARIF counts columns from one, and its end is behind the last character, as ours. */
function physical(path: string, location: FindingLocation | undefined): object {
  const { start, end } = location?.span ?? { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } };
  return { artifactLocation: { uri: encodeURI(path.replaceAll('\\', '/')) }, region: { startLine: start.line, startColumn: start.column + 1, endLine: end.line, endColumn: end.column + 1 } };
}
