import { appendFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditEvent } from '@assent/server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Terminal } from '../command.ts';
import { main } from '../main.ts';
import { auditLines } from './audit-lines.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-log-'));
  file = join(folder, 'audit.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const eventOf = (user: string, action: string, denied: boolean): AuditEvent => ({
  eventVersion: '1.11',
  eventTime: '2026-03-01T12:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: action,
  awsRegion: 'eu-west-1',
  sourceIPAddress: '127.0.0.1',
  userAgent: undefined,
  userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${user}`, accountId: '111122223333' },
  requestParameters: null,
  responseElements: null,
  ...(denied ? { errorCode: 'AccessDenied', errorMessage: 'no' } : {}),
  requestID: 'r',
  eventID: 'e',
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
  resources: [{ ARN: 'arn:aws:s3:::photos/\u001b[31mk', accountId: '111122223333' }],
  additionalEventData: {
    assent: { decision: denied ? 'implicitDeny' : 'allowed', outcome: denied ? 'refused' : 'forwarded', enforcement: 'on', policyType: 'identity', ...(denied ? {} : { policy: 'read', statement: 0 }), actions: [{ action: `s3:${action}`, resource: 'x', decision: 'allowed' }] },
  },
});
const events = [eventOf('ana', 'GetObject', false), eventOf('ana', 'PutObject', true), eventOf('ben', 'GetObject', true)];
const lines = events.map((event) => JSON.stringify(event));

async function log(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const terminal: Terminal = { out: (text) => void (out += text), error: (text) => void (error += text), colour: false, watched: false, environment: {} };
  return { status: await main(['log', ...args], terminal), out, error };
}

describe('assent log', () => {
  beforeEach(() => writeFileSync(file, `${lines.join('\n')}\n`));

  it('prints a line for each decision, which no caller can steer the terminal with', async () => {
    const { status, out } = await log(file);
    expect(status).toBe(0);
    expect(out.split('\n').slice(0, 2)).toEqual([
      '2026-03-01T12:00:00Z forwarded arn:aws:iam::111122223333:user/ana s3:GetObject arn:aws:s3:::photos/?[31mk allowed by identity read#0',
      '2026-03-01T12:00:00Z refused arn:aws:iam::111122223333:user/ana s3:PutObject arn:aws:s3:::photos/?[31mk implicitDeny by identity',
    ]);
  });

  it.each([
    [['--denied'], [1, 2]],
    [['--principal', 'user/ana'], [0, 1]],
    [['--action', 's3:get*'], [0, 2]],
    [['--action', 's3:GetObject', '--denied'], [2]],
    [['--action', '*Put*ject'], [1]],
    [['--action', 's3:Get'], []],
  ] as const)('%j keeps what is asked for', async (options, kept) => {
    expect((await log(file, '--json', ...options)).out).toBe(kept.map((index) => `${lines[index]}\n`).join(''));
  });

  it('says in one line what it cannot read', async () => {
    expect(await log(join(folder, 'none'))).toMatchObject({ status: 2, error: expect.stringMatching(/^assent: the record cannot be read: ENOENT[^\n]*\n$/) as string });
    appendFileSync(file, 'nonsense\n');
    expect(await log(file)).toMatchObject({ status: 2, error: expect.stringContaining('line 4 of') as string });
  });

  it('follows the record, over the end of a file', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const line of auditLines(file, stop.signal)) {
      seen.push(line);
      if (seen.length === 3) appendFileSync(file, 'four\n');
      if (seen.length === 4) {
        renameSync(file, `${file}.1`);
        writeFileSync(file, 'five\n');
      }
      if (seen.length === 5) stop.abort();
    }
    expect(seen).toEqual([...lines, 'four', 'five']);
  });
});
