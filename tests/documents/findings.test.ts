import { resolve } from 'node:path';
import { explainCodes, explainOwnCodes } from '@assent/analysis';
import type { CodeExplanation } from '@assent/analysis';
import { expect, it } from 'vitest';

const kinds: Readonly<Record<string, string>> = { identity: 'identity', resource: 'resource', trust: 'trust', serviceControl: 'service control', resourceControl: 'resource control' };
const titles = [
  ['ERROR', 'Errors: the policy does not do what it says'],
  ['SECURITY_WARNING', 'Security warnings: the policy allows more than was meant'],
  ['WARNING', 'Warnings: the policy may not do what was meant'],
  ['SUGGESTION', 'Suggestions: the policy could be plainer'],
] as const;

/** Both `|` and line ends would break the table. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

const row = ({ code, meaning, remedy, kinds: where }: CodeExplanation): string =>
  `| \`${code}\` | ${cell(meaning)} | ${cell(remedy)} | ${where.length === 0 ? 'templates, accounts' : where.length === Object.keys(kinds).length ? 'all' : where.map((kind) => kinds[kind]).join(', ')} |`;

const page = [
  '# Findings',
  '',
  'What `validatePolicy` of `@assent/analysis`, and `ValidatePolicy` on the wire, find in a policy. Codes and types are those of',
  'AWS IAM Access Analyzer; the words are ours. `SCP_SYNTAX_ERROR_ACTION_WILDCARD` is not among them: Organizations takes',
  'wildcards anywhere by now.',
  '',
  'This page is generated: `npx vitest run tests/documents/findings.test.ts -u` writes it anew from the rules.',
  ...titles.flatMap(([type, title]) => [
    '',
    `## ${title}`,
    '',
    '| code | what it says | what to write instead | policies |',
    '| --- | --- | --- | --- |',
    ...explainCodes()
      .filter((each) => each.type === type)
      .map(row),
  ]),
  '',
  '## Our own codes',
  '',
  '`assent lint` finds these beside AWS’s. They are no codes of AWS, and never in answers of ValidatePolicy.',
  '',
  '| code | type | what it says | what to write instead | where |',
  '| --- | --- | --- | --- | --- |',
  ...explainOwnCodes().map((each) => row(each).replace(`\`${each.code}\` |`, `\`${each.code}\` | ${each.type} |`)),
  '',
].join('\n');

it('docs/findings.md explains every code as the rules do', async () => {
  await expect(page).toMatchFileSnapshot(resolve(import.meta.dirname, '../../docs/findings.md'));
});
