import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRunOptions } from './run-options.ts';

const folder = mkdtempSync(join(tmpdir(), 'assent-run-options-'));
const tokenFile = join(folder, 'admin-token');
const otherFile = join(folder, 'other');
writeFileSync(tokenFile, 'token-of-the-admin-interface\n');
writeFileSync(otherFile, 'two words\n');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => readRunOptions(args, {});
const server = ['--server', 'http://127.0.0.1:4600', '--admin', 'http://127.0.0.1:4601'];

describe('the options of assent run', () => {
  it('end at `--`, behind which is the program with options of its own', () => {
    expect(read('--role', 'app/OrdersFn', '--', 'node', 'app.js', '--role', 'x', '--')).toMatchObject({ program: ['node', 'app.js', '--role', 'x', '--'], role: 'app/OrdersFn', region: 'us-east-1', kind: 'program', execution: undefined, service: undefined });
  });

  it('are for a server of its own, on free ports whatever those of `assent serve` are', () => {
    const { server: own } = readRunOptions(['--role', 'x', '--upstream', 's3=http://127.0.0.1:9000', '--', 'p'], { ASSENT_PORT: '4600', ASSENT_DATA: 'elsewhere' });
    expect(own).toMatchObject({ kind: 'own', settled: ['upstream'], options: { port: 0, adminPort: 0, data: { path: 'elsewhere' }, gate: { upstreams: { s3: { url: 'http://127.0.0.1:9000/' } } } } });
  });

  it('are for one that runs, with its token', () => {
    expect(read('--role', 'x', ...server, '--admin-token-file', tokenFile, '--', 'p').server).toEqual({ kind: 'running', url: 'http://127.0.0.1:4600', adminUrl: 'http://127.0.0.1:4601', adminToken: 'token-of-the-admin-interface' });
    expect(readRunOptions(['--role', 'x', '--', 'p'], { ASSENT_SERVER: 'http://a', ASSENT_ADMIN: 'http://b', ASSENT_ADMIN_TOKEN: 't' }).server).toEqual({ kind: 'running', url: 'http://a', adminUrl: 'http://b', adminToken: 't' });
  });

  it.each<[name: string, args: readonly string[], environment: Readonly<Record<string, string>>]>([
    ['the admin interface of other commands', [], { ASSENT_ADMIN: 'http://b' }],
    ['a server elsewhere, where a folder is named', ['--data', 'd'], { ASSENT_SERVER: 'http://a', ASSENT_ADMIN: 'http://b', ASSENT_ADMIN_TOKEN: 't' }],
    ['a server elsewhere, where it is to be in memory', ['--memory'], { ASSENT_SERVER: 'http://a', ASSENT_ADMIN: 'http://b' }],
  ])('do not take from the environment %s', (_name, args, environment) => {
    expect(readRunOptions(['--role', 'x', ...args, '--', 'p'], environment).server.kind).toBe('own');
  });

  it('are for a task, which ECS starts', () => {
    const secret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf';
    expect(read('--task-role', 't', '--execution-role', 'e', '--secret', `DB=${secret}:password::`, '--secret', 'KEY=/app/key', '--log-group', '/ecs/app', '--', 'p')).toMatchObject({
      role: 't',
      kind: 'task',
      execution: {
        role: 'e',
        logGroup: '/ecs/app',
        secrets: [
          { kind: 'secret', variable: 'DB', region: 'eu-west-1', id: secret, key: 'password', versionStage: undefined, versionId: undefined },
          { kind: 'parameter', variable: 'KEY', region: undefined, id: '/app/key' },
        ],
      },
    });
  });

  it('take the region of the environment', () => {
    expect(readRunOptions(['--role', 'x', '--', 'p'], { AWS_DEFAULT_REGION: 'eu-west-1' }).region).toBe('eu-west-1');
    expect(readRunOptions(['--role', 'x', '--region', 'us-gov-west-1', '--', 'p'], { AWS_REGION: 'eu-west-1' }).region).toBe('us-gov-west-1');
  });

  it.each<[args: readonly string[], message: string]>([
    [['--role', 'x'], 'takes the program behind `--`'],
    [['--role', 'x', '--'], 'takes the program behind `--`'],
    [['--', 'p'], 'needs the role'],
    [['--role', 'x', '--task-role', 'y', '--', 'p'], 'exclude each other'],
    [['--role', 'arn:aws:iam::1:role/x', '--', 'p'], '--role must be the name or the ARN of a role'],
    [['--role', 'x', '--secret', 'A=b', '--', 'p'], '--secret is what the start of a task needs: it takes --execution-role'],
    [['--role', 'x', '--log-group', 'g', '--', 'p'], '--log-group is what the start'],
    [['--role', 'x', '--execution-role', 'e', '--image', 'nginx', '--', 'p'], '--image must be ACCOUNT.dkr.ecr'],
    [['--role', 'x', '--execution-role', 'e', '--secret', 'A', '--', 'p'], '--secret must be NAME=ARN'],
    [['--role', 'x', '--execution-role', 'e', '--secret', '1A=/b', '--', 'p'], '--secret must be NAME=ARN'],
    [['--role', 'x', '--execution-role', 'e', '--secret', 'A=arn:aws:s3:::b', '--', 'p'], 'takes the ARN of a secret or of a parameter'],
    [['--role', 'x', '--execution-role', 'e', '--imds', '--', 'p'], '--imds is for instances'],
    [['--role', 'x', '--server', 'http://a', '--', 'p'], '--server and --admin go together'],
    [['--role', 'x', '--admin', 'http://a', '--', 'p'], '--server and --admin go together'],
    [['--role', 'x', ...server, '--', 'p'], 'the server needs its admin token'],
    [['--role', 'x', ...server, '--admin-token-file', join(folder, 'none'), '--', 'p'], '--admin-token-file cannot be read'],
    [['--role', 'x', ...server, '--admin-token-file', otherFile, '--', 'p'], 'must hold a token'],
    [['--role', 'x', ...server, '--admin-token-file', tokenFile, '--memory', '--', 'p'], '--memory is for a server of its own'],
    [['--role', 'x', '--admin-token-file', tokenFile, '--', 'p'], '--admin-token-file goes with'],
    [['--role', 'x', '--server', 'http://a/b', '--admin', 'http://a', '--', 'p'], '--server must be an http or https address'],
    [['--role', 'x', '--audit', '-', '--', 'p'], "standard output is the program's"],
    [['--role', 'x', '--source-arn', 'f', '--', 'p'], '--source-arn must be'],
    [['--role', 'x', '--service', 'lambda', '--', 'p'], '--service must be a service principal'],
    [['--role', 'x', '--session-name', 'a b', '--', 'p'], '--session-name must be'],
    [['--role', 'x', '--region', 'Europe', '--', 'p'], '--region must be'],
  ])('%j are wrong', (args, message) => {
    expect(() => readRunOptions(args, {})).toThrow(message);
  });
});
