import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from '../command.ts';
import { main } from '../main.ts';
import { lintCommandIn } from './lint-command.ts';

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-lint-'));
  home = process.cwd();
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, content: unknown): string => {
  mkdirSync(dirname(name), { recursive: true });
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  return name;
};

interface Screen extends Terminal {
  readonly written: { out: string; error: string };
}

function screen(options: Partial<Pick<Terminal, 'colour' | 'watched'>> = {}): Screen {
  const written = { out: '', error: '' };
  return { written, out: (text) => void (written.out += text), error: (text) => void (written.error += text), colour: false, watched: false, environment: {}, ...options };
}

async function run(...args: readonly string[]): Promise<{ status: number; out: string; error: string }> {
  const terminal = screen();
  return { status: await main(['lint', ...args], terminal), ...terminal.written };
}

const policy = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });
const allow = (action: unknown, resource: unknown, more: object = {}): object => ({ Effect: 'Allow', Action: action, Resource: resource, ...more });
const clean = policy(allow('s3:GetObject', 'arn:aws:s3:::reports/*'));
const wide = policy(allow('s3:GetObject', '*'));
const wrong = policy(allow('s3:GetObjects', 'arn:aws:s3:::reports/*'));
const superfluous = policy(allow(['s3:GetObject', 's3:Get*'], 'arn:aws:s3:::reports/*'));
const permissive = policy(allow('s3:Put*', 'arn:aws:s3:::reports/*'));

describe('assent lint', () => {
  it('shows each finding with its line, a caret, and what to write instead', async () => {
    file('wide.json', wide);
    const { status, out } = await run('wide.json');
    expect(status).toBe(1);
    expect(out.split('\n').slice(0, 6)).toEqual([
      'wide.json',
      '  taken for an identity policy; --policy-type says what it is',
      expect.stringMatching(/^ {2}7:19 security ASSENT_WILDCARD_RESOURCE `s3:GetObject` can be limited to resources/) as string,
      '       7 |       "Resource": "*"',
      '         |                   ^^^',
      expect.stringMatching(/^ {9}→ Name the resources/) as string,
    ]);
    expect(out).toMatch(/\n1 policy in 1 file: 0 errors, 1 security warning, 0 warnings, 0 suggestions\n$/);
  });

  it.each<[what: string, content: object, args: readonly string[], status: number]>([
    ['nothing is found', clean, [], 0],
    ['an error is found', wrong, [], 1],
    ['a security warning is found', wide, [], 1],
    ['a security warning is found and errors alone count', wide, ['--fail-on', 'error'], 0],
    ['a warning is found', permissive, [], 0],
    ['a warning is found and counts', permissive, ['--fail-on', 'warning'], 1],
    ['a suggestion is found and warnings count', superfluous, ['--fail-on', 'warning'], 0],
  ])('ends as it should where %s', async (_, content, args, status) => {
    file('policy.json', content);
    expect(await run('policy.json', ...args)).toMatchObject({ status });
  });

  it.each<[args: readonly string[], error: RegExp]>([
    [[], /takes at least one file or folder/],
    [['none.json'], /there is no file or folder `none\.json`/],
    [['*.none'], /no file matches/],
    [['.', '--format', 'xml'], /`--format` is text, json, sarif, github, junit, and not `xml`/],
    [['.', '--policy-type', 'scp'], /`--policy-type` is identity/],
    [['.', '--resource-type', 'AWS::EC2::Instance'], /`--resource-type` is one of/],
    [['.', '--fail-on', 'suggestion'], /`--fail-on` is error, security or warning/],
    [['.', '--config', 'none.json'], /the configuration `none\.json` cannot be read/],
    [['.', '--nonsense'], /Unknown option/],
  ])('tells wrong use of %j in one line', async (args, error) => {
    const result = await run(...args);
    expect(result.status).toBe(2);
    expect(result.error).toMatch(error);
    expect(result.error.trim()).not.toContain('\n');
  });

  it('finds by content in folders, and leaves everything else alone', async () => {
    file('a/policy.json', wide);
    file('a/package.json', { name: 'x' });
    file('a/tsconfig.json', '{ // no JSON\n}');
    file('a/node_modules/x/policy.json', wrong);
    file('a/b/values.yaml', 'a: {{ .Values.x }}');
    file('a/b/broken.json', '{ "Statement": [ }');
    const { status, out, error } = await run('a');
    expect(error).toBe('');
    expect(status).toBe(1);
    expect(out).toContain('JSON_SYNTAX_ERROR');
    expect(out).toMatch(/1 policy in 2 files: 1 error, 1 security warning/);
  });

  it('says so of a named file in which there is nothing', async () => {
    file('other.json', { name: 'x' });
    expect(await run('other.json')).toMatchObject({ status: 2, error: 'assent: other.json: there is no policy, template or account in it\n' });
  });

  it('takes a control policy for what it is told to be', async () => {
    const scp = policy({ Effect: 'Deny', Action: 'ec2:RunInstances', Resource: '*' }, allow('*', '*'));
    file('guardrails/scp.json', scp);
    expect((await run('guardrails')).out).toContain('ASSENT_ADMINISTRATOR_ACCESS');
    expect(await run('guardrails', '--policy-type', 'service-control')).toMatchObject({ status: 0, error: '' });
    file('assent.config.json', { lint: { policyTypes: [{ files: 'guardrails/**', policyType: 'service-control' }] } });
    expect(await run('guardrails')).toMatchObject({ status: 0, out: '1 policy in 1 file: 0 errors, 0 security warnings, 0 warnings, 0 suggestions\n' });
    expect((await run('guardrails', '--policy-type', 'identity')).status).toBe(1);
  });

  it('checks a resource policy by what it hangs on', async () => {
    file('bucket.json', policy({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:role/app' }, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:123456789012:q' }));
    expect((await run('bucket.json', '--resource-type', 'AWS::S3::Bucket')).out).toContain('UNSUPPORTED_ACTION_IN_POLICY');
    expect((await run('bucket.json')).out).not.toContain('UNSUPPORTED_ACTION_IN_POLICY');
  });
});

describe('the configuration', () => {
  it('switches rules off, and makes them graver or less grave', async () => {
    file('policy.json', wide);
    const set = (value: string): string => file('assent.config.json', { lint: { rules: { ASSENT_WILDCARD_RESOURCE: value } } });
    set('off');
    expect((await run('policy.json')).out).toContain('0 security warnings');
    set('warning');
    expect(await run('policy.json')).toMatchObject({ status: 0 });
    set('error');
    expect((await run('policy.json', '--fail-on', 'error')).status).toBe(1);
    set('on');
    expect((await run('policy.json')).status).toBe(1);
  });

  it('accepts findings with a reason, by file, path and subject', async () => {
    file('policy.json', wide);
    const accept = (suppression: object): string => file('assent.config.json', { lint: { suppressions: [{ code: 'ASSENT_WILDCARD_RESOURCE', reason: 'buckets are made by users', ...suppression }] } });
    for (const [suppression, status] of [[{}, 0], [{ files: '*.json' }, 0], [{ files: 'other/*.json' }, 1], [{ path: 'Statement[0]' }, 0], [{ path: 'Statement[0].Resource' }, 0], [{ path: 'Statement[1]' }, 1], [{ subject: 'policy' }, 0], [{ subject: 'role x' }, 1]] as const) {
      accept(suppression);
      expect((await run('policy.json')).status, JSON.stringify(suppression)).toBe(status);
    }
    accept({});
    expect((await run('policy.json')).out).toBe('1 policy in 1 file: 0 errors, 0 security warnings, 0 warnings, 0 suggestions; 1 accepted\n');
    expect(JSON.parse((await run('policy.json', '--format', 'json')).out)).toMatchObject({ files: [{ findings: [{ suppressed: 'buckets are made by users' }] }] });
  });

  it('ignores files, knows accounts of one’s own, and sets what fails', async () => {
    file('generated/policy.json', wide);
    file('trust.json', policy({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::210987654321:role/deploy' }, Action: 'sts:AssumeRole' }));
    file('assent.config.json', { lint: { ignore: ['generated/**'], failOn: 'warning' } });
    const before = await run('.');
    expect(before.status).toBe(1);
    expect(before.out).toContain('ASSENT_CROSS_ACCOUNT_TRUST');
    expect(before.out).not.toContain('WILDCARD');
    expect((await run('.', '--account', '210987654321')).status).toBe(0);
    file('assent.config.json', { lint: { ignore: ['generated/**'], failOn: 'warning', accounts: ['210987654321'] } });
    expect((await run('.')).status).toBe(0);
  });

  it.each<[config: unknown, error: RegExp]>([
    ['{', /assent\.config\.json: /],
    [{ lint: [] }, /`lint` must be an object/],
    [{ lint: { rule: {} } }, /`lint` has no `rule`; it takes rules/],
    [{ lint: { rules: { NO_SUCH_CODE: 'off' } } }, /there is no such code/],
    [{ lint: { rules: { ASSENT_WILDCARD_RESOURCE: 'loud' } } }, /is on, off, error/],
    [{ lint: { policyTypes: [{ files: '*', policyType: 'scp' }] } }, /policyTypes`\[0\]\.policyType is identity/],
    [{ lint: { suppressions: [{ code: 'ASSENT_WILDCARD_RESOURCE' }] } }, /suppressions`\[0\]\.reason must be a text/],
    [{ lint: { suppressions: [{ code: 'ASSENT_WILDCARD_RESOURCE', reason: ' ' }] } }, /reason must be a text/],
    [{ lint: { failOn: 'never' } }, /`failOn` is error/],
  ])('%j is refused in one line', async (config, error) => {
    file('policy.json', clean);
    file('assent.config.json', config);
    const result = await run('policy.json');
    expect(result).toMatchObject({ status: 2, out: '' });
    expect(result.error).toMatch(error);
    expect(result.error.trim()).not.toContain('\n');
  });
});

describe('comments in YAML', () => {
  const template = (above: string, behind = ''): string => `Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          ${above}
          - Effect: Allow
            Action: s3:GetObject
            Resource: '*' ${behind}
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: arn:aws:sqs:us-east-1:123456789012:q
`;

  it.each<[what: string, above: string, behind: string, status: number, code?: string]>([
    ['nothing', '', '', 1],
    ['one above the statement', '# assent-ignore ASSENT_WILDCARD_RESOURCE: users make the buckets', '', 0],
    ['one behind the value', '', '# assent-ignore ASSENT_WILDCARD_RESOURCE: users make the buckets', 0],
    ['one with several codes', '# assent-ignore ASSENT_SHARED_ROLE, ASSENT_WILDCARD_RESOURCE: users make the buckets', '', 0],
    ['one with another code', '# assent-ignore ASSENT_SHARED_ROLE: users make the buckets', '', 1],
    ['one without a reason', '# assent-ignore ASSENT_WILDCARD_RESOURCE', '', 1, 'ASSENT_SUPPRESSION_WITHOUT_REASON'],
  ])('accept findings: %s', async (_, above, behind, status, code) => {
    file('template.yaml', template(above, behind));
    const result = await run('template.yaml');
    expect(result.status).toBe(status);
    if (code !== undefined) expect(result.out).toContain(code);
  });
});

describe('--fix', () => {
  const template = (...resources: readonly string[]): string => `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: 2012-10-17\n        Statement:\n${resources.map((resource) => `          - { Effect: Allow, Action: sqs:SendMessage, Resource: ${resource} }\n`).join('')}`;

  it.each<[what: string, name: string, before: string, after: string]>([
    ['the first of a list', 'a.json', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject", "s3:Get*"],"Resource":"arn:aws:s3:::r/*"}]}', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"arn:aws:s3:::r/*"}]}'],
    ['the last of a list', 'a.json', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*",\n"s3:GetObject"],"Resource":"arn:aws:s3:::r/*"}]}', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"arn:aws:s3:::r/*"}]}'],
    ['all but one', 'a.json', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject","s3:GetObjectAcl","s3:Get*","s3:Get*"],"Resource":"arn:aws:s3:::r/*"}]}', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],"Resource":"arn:aws:s3:::r/*"}]}'],
    ['a statement', 'a.json', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::r/*"},{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::r/*"}]}', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::r/*"}]}'],
    ['a line of YAML, comments kept', 'a.yaml', 'Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action:\n      # reads\n      - s3:GetObject\n      - s3:Get* # all\n    Resource: arn:aws:s3:::r/*\n', 'Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action:\n      # reads\n      - s3:Get* # all\n    Resource: arn:aws:s3:::r/*\n'],
    ['a list in brackets in YAML', 'a.yaml', 'Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action: [s3:GetObject, s3:Get*]\n    Resource: arn:aws:s3:::r/*\n', 'Version: 2012-10-17\nStatement:\n  - Effect: Allow\n    Action: [s3:Get*]\n    Resource: arn:aws:s3:::r/*\n'],
    ['nothing of a policy within a string', 'plan.json', JSON.stringify({ planned_values: { root_module: { resources: [{ address: 'a', type: 'aws_iam_policy', values: { policy: JSON.stringify(superfluous) } }] } } }), JSON.stringify({ planned_values: { root_module: { resources: [{ address: 'a', type: 'aws_iam_policy', values: { policy: JSON.stringify(superfluous) } }] } } })],
    ['nothing of which it is not known whether it is the same', 'a.yaml', template(`[!Sub 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:q', 'arn:aws:sqs:us-east-1:000000000000:q']`), template(`[!Sub 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:q', 'arn:aws:sqs:us-east-1:000000000000:q']`)],
    ['no statement that differs in what a template refers to', 'a.yaml', template('!Ref A', '!Ref B'), template('!Ref A', '!Ref B')],
    ['nothing that grants something', 'a.json', JSON.stringify(wide), JSON.stringify(wide)],
  ])('takes out %s', async (_, name, before, after) => {
    file(name, before);
    await run(name, '--fix');
    expect(readFileSync(name, 'utf8')).toBe(after);
  });

  it('says what it did, and reports what is left', async () => {
    file('a.json', superfluous);
    expect(await run('a.json', '--fix')).toEqual({ status: 0, out: '1 policy in 1 file: 0 errors, 0 security warnings, 0 warnings, 0 suggestions\n', error: 'fixed a.json: 1 taken out\n' });
  });
});

describe('what a template leaves to its deployment', () => {
  it('is never called the same, nor wrong', async () => {
    file('a.yaml', 'Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: 2012-10-17\n        Statement:\n          - { Effect: Allow, Action: sqs:SendMessage, Resource: [!Ref A, !Ref B] }\n          - { Effect: Allow, Action: sqs:SendMessage, Resource: [!Ref C, !ImportValue D] }\n          - Effect: !Ref Effect\n            Action: !Ref Actions\n            Resource: !If [p, !Ref X, !Ref Y]\n            Condition: !Ref Condition\n');
    expect(await run('a.yaml')).toEqual({ status: 0, out: '1 policy in 1 file: 0 errors, 0 security warnings, 0 warnings, 0 suggestions\n', error: '' });
  });
});

describe('reports', () => {
  it('as SARIF satisfy the schema of SARIF 2.1.0, with places, rules and reasons', async () => {
    file('a b/wide.json', wide);
    file('broken.json', '{ "Statement": [ }');
    file('pass.json', policy(allow('iam:PassRole', '*')));
    file('superfluous.json', superfluous);
    file('assent.config.json', { lint: { suppressions: [{ code: 'REDUNDANT_ACTION', reason: 'clearer so' }] } });
    const { out } = await run('.', '--format', 'sarif');
    const require = createRequire(import.meta.url);
    const ajv = new Ajv({ schemaId: 'auto', meta: false, allErrors: true });
    ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json') as object);
    const schema = JSON.parse(readFileSync(join(dirname(require.resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
    const validate = ajv.compile(schema);
    const log = JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; ruleIndex: number; level: string; suppressions: object[]; locations: object[] }[] }[] };
    expect(validate(log) === true ? [] : validate.errors).toEqual([]);
    expect(validate({ ...log, version: '2.0.0' })).toBe(false);
    const [one] = log.runs;
    const results = one?.results ?? [];
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['ASSENT_WILDCARD_RESOURCE', 'warning'], ['JSON_SYNTAX_ERROR', 'error'], ['PASS_ROLE_WITH_STAR_IN_RESOURCE', 'warning'], ['ASSENT_WILDCARD_RESOURCE', 'warning'], ['REDUNDANT_ACTION', 'note']]);
    for (const { ruleId, ruleIndex } of results) expect(one?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results[0]?.locations).toEqual([{ physicalLocation: { artifactLocation: { uri: 'a%20b/wide.json' }, region: { startLine: 7, startColumn: 19, endLine: 7, endColumn: 22 } } }]);
    expect(results.map(({ suppressions }) => suppressions)).toEqual([[], [], [], [], [{ kind: 'external', justification: 'clearer so' }]]);
  });

  it('as JSON have the shape of AWS’s findings', async () => {
    file('wrong.json', wrong);
    expect(JSON.parse((await run('wrong.json', '--format', 'json')).out)).toMatchObject({
      policies: 1,
      files: [{ file: 'wrong.json', kinds: ['policy'], guessedPolicyType: 'identity', findings: [{ findingType: 'ERROR', issueCode: 'INVALID_ACTION', locations: [{ span: { start: { line: 6, column: 16 } } }] }] }],
      skipped: [],
    });
  });

  it('as commands of GitHub’s workflows escape what would end them', async () => {
    file('a,b:c.json', wrong);
    expect((await run('a,b:c.json', '--format', 'github')).out).toBe('::error file=a%2Cb%3Ac.json,line=6,endLine=6,col=17,endColumn=32,title=INVALID_ACTION::There is no action `s3:GetObjects`: `s3:GetObject` may be meant.\n');
  });

  it('as JUnit fail what fails the command', async () => {
    file('wide.json', wide);
    file('superfluous.json', superfluous);
    file('clean.json', clean);
    const { out } = await run('.', '--format', 'junit');
    expect(out).toMatch(/<testsuites name="assent" tests="3" failures="1" errors="0" time="\d+\.\d{6}">/);
    expect(out).toMatch(/<testcase name="ASSENT_WILDCARD_RESOURCE 7:19" classname="wide\.json" time="0\.000000">\n {6}<failure type="security" message="[^"]+">policy<\/failure>/);
    expect(out).toMatch(/<testcase name="no findings" classname="clean\.json"/);
  });

  it('show control characters of files written out', async () => {
    file('steer.json', policy(allow('s3:\u001b[2J', 'arn:aws:s3:::r/*')));
    expect((await run('steer.json')).out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('show a window of a long line, with the caret under the place', async () => {
    file('long.json', JSON.stringify(policy(allow('s3:GetObject', 'arn:aws:s3:::r/*', { Sid: 'x'.repeat(200) }), allow('sqs:SendMessage', '*', { Sid: 'y' }), allow('s3:PutObject', 'arn:aws:s3:::r/*', { Sid: 'z'.repeat(200) }))));
    const lines = (await run('long.json')).out.split('\n');
    const at = lines.findIndex((line) => line.includes('ASSENT_WILDCARD_RESOURCE'));
    const [line = '', caret = ''] = lines.slice(at + 1);
    expect(line.length).toBeLessThan(125);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('"*"');
  });
});

describe('--watch', () => {
  it('runs again at a change, and reads the configuration again', async () => {
    file('policy.json', wide);
    const waited: (readonly string[])[] = [];
    const command = lintCommandIn({
      clock: () => 0,
      now: () => new Date(0),
      watcher: {
        nextChange: (files) => {
          waited.push(files);
          file('policy.json', clean);
          return Promise.resolve(waited.length === 1);
        },
      },
    });
    const terminal = screen();
    expect(await command.run(['policy.json', '--watch'], terminal)).toBe(0);
    expect(waited).toEqual([['policy.json'], ['policy.json']]);
    expect(terminal.written.out.match(/\d security warnings?/g)).toEqual(['1 security warning', '0 security warnings']);
  });
});

describe('progress', () => {
  it('is shown to somebody who watches, and to nobody else', async () => {
    for (let index = 0; index < 450; index++) file(`p/${index}.json`, clean);
    let now = 0;
    const command = lintCommandIn({ clock: () => (now += 10), now: () => new Date(0), watcher: { nextChange: () => Promise.resolve(false) } });
    const [watched, piped] = [screen({ watched: true }), screen()];
    await command.run(['p'], watched);
    await command.run(['p'], piped);
    expect(watched.written.error).toBe('\r200 files\r400 files\r\u001b[K');
    expect(piped.written.error).toBe('');
  });
});
