import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Terminal } from '../command.ts';
import { main } from '../main.ts';
import { testCommandIn } from './test-command.ts';
import { debounce } from './watcher.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'assent-cases-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

/** A terminal that keeps what is written. */
function terminal(options: Partial<Pick<Terminal, 'colour' | 'watched'>> = {}): Terminal & { readonly written: { out: string; error: string } } {
  const written = { out: '', error: '' };
  return { written, out: (text) => void (written.out += text), error: (text) => void (written.error += text), colour: false, watched: false, environment: {}, ...options };
}

async function run(args: readonly string[], options: Partial<Pick<Terminal, 'colour' | 'watched'>> = {}): Promise<{ status: number; out: string; error: string }> {
  const screen = terminal(options);
  const status = await main(args, screen);
  return { status, ...screen.written };
}

const read = { id: 'read', principal: 'arn:aws:iam::123456789012:user/ana', action: 's3:GetObject', resource: 'arn:aws:s3:::reports/2026.csv', resourceAccount: '123456789012' };
const document = { Version: '2012-10-17', Statement: [{ Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::reports/*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'orders' } } }] };

describe('assent authorize', () => {
  it('prints one JSON line a case', async () => {
    const { status, out } = await run(['authorize', file('a.json', [read, { ...read, id: 'other' }])]);
    const lines = out.trim().split('\n').map((line) => JSON.parse(line) as object);
    expect(status).toBe(0);
    expect(lines.map((line) => Object.keys(line))).toEqual([['id', 'decision', 'by', 'reason', 'matchedStatements'], ['id', 'decision', 'by', 'reason', 'matchedStatements']]);
  });

  it('--explain shows decision, reason, statement and what was missing', async () => {
    file('team.json', JSON.stringify(document, undefined, 2));
    const { status, out } = await run(['authorize', file('b.json', [{ ...read, policies: { identity: ['team.json'] } }]), '--explain']);
    expect(status).toBe(0);
    expect(out.split('\n').slice(0, 5)).toEqual([
      `${join(folder, 'b.json')}: read`,
      '✗ implicitDeny by identity: no identity-based policy allows the action (R8.1)',
      '  ├─ identity implicitDeny: no statement allows the action (R8.1)',
      '  │  └─ ≈ Allow team.json:4:5 "Read"',
      '  │     └─ condition StringEquals aws:PrincipalTag/team: wanted orders, the request does not have the key',
    ]);
    expect(out).toContain('AWS says: User: arn:aws:iam::123456789012:user/ana is not authorized to perform: s3:GetObject');
  });

  it('--explain --json gives the whole of it, a line a case', async () => {
    const { out } = await run(['authorize', file('c.jsonl', JSON.stringify({ ...read, policies: { identity: [document] } })), '--explain', '--json']);
    expect(out.trim()).not.toContain('\n');
    expect(JSON.parse(out)).toMatchObject({ id: 'read', decision: { decision: 'implicitDeny', rule: 'R8.1' }, policyTypes: [{ type: 'identity', nearMisses: [{ failures: [{ because: 'absent' }] }] }, {}, {}, {}, {}, {}, {}] });
  });

  it('has colour in a terminal, or where it is asked for, and nowhere else', async () => {
    const cases = file('d.json', [read]);
    const coloured = async (args: readonly string[], colour: boolean): Promise<boolean> => (await run(['authorize', cases, '--explain', ...args], { colour })).out.includes('\u001b[');
    expect([await coloured([], true), await coloured([], false), await coloured(['--color', 'always'], false), await coloured(['--color', 'never'], true), await coloured(['--color', 'auto'], true)]).toEqual([true, false, true, false, true]);
  });

  it('writes out control characters of policies and names, which could steer a terminal', async () => {
    const steering = { ...read, name: 'a\u001b[2Jb', policies: { identity: [{ ...document, Statement: [{ ...document.Statement[0], Sid: 'x\u001b]0;y\u0007', Resource: 'arn:aws:s3:::\u009b' }] }] } };
    const { out } = await run(['authorize', file('e.json', [steering]), '--explain']);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it.each<[args: (cases: string) => readonly string[], error: RegExp]>([
    [() => ['authorize'], /^assent: `assent authorize` takes one file/],
    [(cases) => ['authorize', cases, '--color', 'sometimes'], /^assent: `--color` is always, never or auto, and not `sometimes`\n$/],
    [(cases) => ['authorize', cases, '--explian'], /^assent: Unknown option '--explian'/],
    [() => ['authorize', join(folder, 'none.json')], /none\.json: there is no such file\n$/],
  ])('tells wrong use in one line', async (args, error) => {
    const result = await run(args(file('f.json', [read])));
    expect(result).toMatchObject({ status: 2, out: '' });
    expect(result.error).toMatch(error);
    expect(result.error.trim()).not.toContain('\n');
  });

  it('says where a case that cannot be read stands', async () => {
    const { status, error } = await run(['authorize', file('g.jsonl', `${JSON.stringify(read)}\n{"id": "x"}\n`), '--explain']);
    expect({ status, error }).toEqual({ status: 2, error: `assent: ${join(folder, 'g.jsonl')}:2: x: \`principal\` must be an ARN, \`"*"\`, or a map with one of AWS, Service, Federated, CanonicalUser\n` });
  });
});

const holds = { ...read, expect: 'implicitDeny' };
const fails = { ...read, id: 'fails', name: 'reads <it> & "more"', expect: 'allowed' };

describe('assent test', () => {
  it.each<[status: number, cases: readonly object[], totals: string]>([
    [0, [holds], '1 passed, 0 failed'],
    [1, [holds, fails], '1 passed, 1 failed'],
    [2, [holds, fails, { id: 'none' }], '1 passed, 1 failed, 1 unreadable'],
    [2, [read], '0 passed, 0 failed, 1 unreadable'],
  ])('ends with %i', async (status, cases, totals) => {
    const result = await run(['test', file('h.json', cases)]);
    expect(result.status).toBe(status);
    expect(result.out.trim().split('\n').at(-1)).toBe(totals);
  });

  it('reports what was expected, what it is, and why', async () => {
    const { out } = await run(['test', file('i.json', [{ ...fails, policies: { identity: [document] } }])]);
    expect(out).toContain('expected allowed, got implicitDeny by identity\n');
    expect(out).toContain('≈ Allow policies.identity[0].Statement[0] "Read"');
  });

  it('takes patterns, and finds a file whose name looks like one', async () => {
    file('one.cases.json', [holds]);
    file('two.cases.json', [holds]);
    expect(await run(['test', join(folder, '**/*.cases.json')])).toMatchObject({ status: 0, out: '2 passed, 0 failed\n' });
    expect(await run(['test', file('[x].json', [holds])])).toMatchObject({ status: 0 });
    expect(await run(['test', join(folder, '*.nothing')])).toMatchObject({ status: 2, error: expect.stringMatching(/^assent: no file matches `.*\*\.nothing`: check/) as string });
  });

  it('writes JUnit XML with a suite a file', async () => {
    const report = join(folder, 'report.xml');
    const cases = file('j.json', [holds, { ...fails, name: `${fails.name}\u0001` }, { id: 'none' }]);
    await run(['test', cases, join(folder, 'absent.json'), '--junit', report]);
    const xml = readFileSync(report, 'utf8');
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="assent" tests="4" failures="1" errors="2" time="\d+\.\d{6}">\n/);
    expect(xml).toMatch(/<testcase name="read" classname="[^"]+j\.json" time="\d\.\d{6}"\/>/);
    expect(xml).toContain('name="fails reads &#60;it&#62; &#38; &#34;more&#34;\ufffd"');
    expect(xml).toMatch(/<failure type="decision" message="expected allowed, got implicitDeny by identity">✗ implicitDeny by identity[^<]*AWS says[^<]*<\/failure>/);
    expect(xml).toMatch(/<testcase name="the file can be read" [^>]*>\n {6}<error type="unreadable" message="[^"]*there is no such file"\/>/);
    // Every element that is opened is closed, in order.
    const open: string[] = [];
    for (const [, close, name = '', empty] of xml.slice(xml.indexOf('\n')).matchAll(/<(\/?)([a-z]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
    }
    expect(open).toEqual([]);
    expect(await run(['test', cases, '--junit', join(folder, 'no/such/folder.xml')])).toMatchObject({ status: 2, error: expect.stringContaining('cannot be written') as string });
  });

  it('--watch runs again at a change of a case file or of a document it names', async () => {
    const policy = file('watched.json', document);
    const cases = file('k.json', [{ ...read, expect: 'allowed', policies: { identity: ['watched.json'] } }]);
    const waited: (readonly string[])[] = [];
    const command = testCommandIn({
      clock: () => 0,
      watcher: {
        nextChange: (files) => {
          waited.push(files);
          if (waited.length === 1) file('watched.json', { ...document, Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
          return Promise.resolve(waited.length === 1);
        },
      },
    });
    const screen = terminal();
    expect(await command.run([cases, '--watch'], screen)).toBe(0);
    expect(waited).toEqual([[cases, policy], [cases, policy]]);
    expect(screen.written.out.match(/^\d passed, \d failed$/gm)).toEqual(['0 passed, 1 failed', '1 passed, 0 failed']);
  });

  it('shows progress to somebody who watches, and to nobody else', async () => {
    const cases = file('l.jsonl', Array.from({ length: 500 }, () => JSON.stringify(holds)).join('\n'));
    let now = 0;
    const command = testCommandIn({ clock: () => (now += 10), watcher: { nextChange: () => Promise.resolve(false) } });
    const [watched, piped] = [terminal({ watched: true }), terminal()];
    await command.run([cases], watched);
    await command.run([cases], piped);
    expect(watched.written.error).toBe('\r200 cases\r400 cases\r\u001b[K');
    expect(piped.written.error).toBe('');
    expect(watched.written.out).toBe(piped.written.out);
  });

  it('both tell how they are used, with an example', async () => {
    for (const name of ['authorize', 'test']) expect((await run([name, '--help'])).out).toMatch(new RegExp(`Usage: assent ${name} FILE[^]*Exit status:[^]*Examples?:\n {2}assent ${name} `));
  });
});

describe('changes that come together', () => {
  it('are one', () => {
    const waiting: (() => void)[] = [];
    let ran = 0;
    const changed = debounce(
      () => ran++,
      80,
      (done) => {
        waiting.push(done);
        return () => waiting.splice(waiting.indexOf(done), 1);
      },
    );
    changed();
    changed();
    changed();
    expect([waiting.length, ran]).toEqual([1, 0]);
    waiting.pop()?.();
    expect(ran).toBe(1);
  });
});
