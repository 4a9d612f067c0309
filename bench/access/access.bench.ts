/** AuthZEN's evaluation against what HTTP alone costs, and against Cerbos' decision point on the same policies: a request at a
 * time on each connection, one core each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goal, median, report, spread } from '../report.ts';
import { key, startAssent } from '../server/assent-process.ts';
import { reportBesideBare } from '../server/beside-bare.ts';
import { startBare } from '../server/listening.ts';
import { runLoad } from '../server/load-run.ts';
import type { LoadRun } from '../server/load-run.ts';
import { send } from '../server/send.ts';
import { signedCall, signedRequest } from '../server/signed-request.ts';
import { cerbosRequest, hasCerbos, startCerbos } from './cerbos.ts';
import { evaluationOf, iamDocument, question, statements } from './orders.ts';

const rounds = 7;
const seconds = 1;
const token = 'bench-token-0123456789-0123456789-012345';
const iamVersion = '2010-05-08';
const path = '/access/v1/evaluation';

const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
writeFileSync(join(folder, 'tokens'), `${token}\n`, { mode: 0o600 });
const server = await startAssent(['--memory', '--access-token-file', join(folder, 'tokens')]);
const { port } = server;

const iam = (form: Readonly<Record<string, string>>): Promise<string> => send(port, signedRequest(key, 'iam', port, { Version: iamVersion, ...form }));
await iam({ Action: 'CreateUser', UserName: 'bench' });
await iam({ Action: 'PutUserPolicy', UserName: 'bench', PolicyName: 'p', PolicyDocument: iamDocument });

const withBearer = (body: string): Buffer => Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\nauthorization: Bearer ${token}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
const withSignature = (body: string): Buffer => signedCall(key, port, { service: 'assent', method: 'POST', target: path, headers: { 'content-type': 'application/json' }, body });
const body = evaluationOf(question);
const ways = { 'a bearer token': withBearer(body), 'a signature': withSignature(body) };

async function expectAnswer(to: number, request: Buffer, wanted: RegExp): Promise<string> {
  const answer = await send(to, request);
  if (!wanted.test(answer)) throw new Error(`not the answer that was expected: ${answer}`);
  return answer;
}

async function besideBare(): Promise<void> {
  const bare = await startBare(await expectAnswer(port, ways['a bearer token'], /^\{"decision":true\}$/));
  for (const [way, bytes] of Object.entries(ways)) {
    await expectAnswer(port, bytes, /^\{"decision":true\}$/);
    reportBesideBare(`evaluation with ${way}`, server, bare, bytes, 0.5);
  }
  await bare.stop();
}

async function besideCerbos(): Promise<void> {
  if (!hasCerbos()) {
    process.stdout.write('       Cerbos is not installed: its package is for Linux on x64\n');
    return;
  }
  const cerbos = await startCerbos(statements);
  const theirs = cerbosRequest(cerbos.port, question);
  const ours = ways['a bearer token'];
  // The same answers first: a fast wrong one is worth nothing.
  await expectAnswer(cerbos.port, theirs, /"EFFECT_ALLOW"/);
  for (const other of [{ ...question, tenant: 't6' }, { ...question, id: '6/17' }, { ...question, action: 'orders:Get6' }]) {
    await expectAnswer(port, withBearer(evaluationOf(other)), /^\{"decision":false\}$/);
    await expectAnswer(cerbos.port, cerbosRequest(cerbos.port, other), /"EFFECT_DENY"/);
  }
  runLoad(cerbos, 8, seconds, theirs);
  const pairs = Array.from({ length: rounds }, () => [runLoad(server, 8, seconds, ours), runLoad(cerbos, 8, seconds, theirs)] as const);
  const byClock = pairs.map(([own, their]) => own.rate / their.rate);
  const byCore = pairs.map(([own, their]) => their.cpu / own.cpu);
  const requests = (of: readonly LoadRun[]): string => `${Math.round(median(of.map(({ rate }) => rate)))} requests/s`;
  const time = (of: readonly LoadRun[]): string => `${Math.round(median(of.map(({ cpu }) => cpu)))} us`;
  const [owns, others] = [pairs.map(([own]) => own), pairs.map(([, their]) => their)];
  report('evaluation, 8 connections', median(byClock), goal('at least', 10), `times Cerbos, ${spread(byClock)}; ${requests(owns)} against ${requests(others)}`);
  report('evaluation, 8 connections, of one core', median(byCore), goal('at least', 10), `times Cerbos, ${spread(byCore)}; ${time(owns)} against ${time(others)}`);
  await cerbos.stop();
}

try {
  await besideBare();
  await besideCerbos();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
