/** The server against what its parts cost bare: HTTP alone, and an append that is flushed to the disk. */
import { spawnSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goal, median, report } from '../report.ts';
import { key, startAssent } from './assent-process.ts';
import type { AssentProcess } from './assent-process.ts';
import { reportBesideBare } from './beside-bare.ts';
import { startBare } from './listening.ts';
import { send } from './send.ts';
import { signedRequest } from './signed-request.ts';

const iamVersion = '2010-05-08';
const stsVersion = '2011-06-15';
const rounds = 5;

/** Requests one after another on one connection. */
function sendAll(port: number, requests: readonly Buffer[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let next = 0;
    let held = '';
    // Never asleep: what is measured is the server, not how fast the system wakes this process.
    const spin = (): void => {
      if (!socket.destroyed) setImmediate(spin);
    };
    spin();
    const more = (): void => {
      const bytes = requests[next++];
      if (bytes) socket.write(bytes);
      else socket.end();
    };
    socket.on('connect', more);
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      held += chunk.toString('latin1');
      if (!held.endsWith('Response>')) return;
      if (!held.startsWith('HTTP/1.1 200')) return reject(new Error(held));
      held = '';
      more();
    });
  });
}

async function reads(server: AssentProcess): Promise<void> {
  const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';
  await send(server.port, signedRequest(key, 'iam', server.port, { Action: 'CreateRole', Version: iamVersion, RoleName: 'bench', AssumeRolePolicyDocument: trust }));
  const calls = {
    GetRole: signedRequest(key, 'iam', server.port, { Action: 'GetRole', Version: iamVersion, RoleName: 'bench' }),
    GetCallerIdentity: signedRequest(key, 'sts', server.port, { Action: 'GetCallerIdentity', Version: stsVersion }),
  };
  for (const [name, bytes] of Object.entries(calls)) {
    const bare = await startBare(await send(server.port, bytes));
    reportBesideBare(name, server, bare, bytes, 0.25);
    await bare.stop();
  }
}

async function writes(server: AssentProcess, folder: string): Promise<void> {
  const count = 400;
  let next = 0;
  const create = (): Buffer => signedRequest(key, 'iam', server.port, { Action: 'CreateUser', Version: iamVersion, UserName: `bench-${next++}` });
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const started = performance.now();
    await work();
    return count / ((performance.now() - started) / 1000);
  };
  for (const connections of [1, 8]) {
    const ratios = [];
    let own = 0;
    for (let round = 0; round < rounds; round++) {
      // Signed before the clock runs: what is measured is the server.
      const shares = Array.from({ length: connections }, () => Array.from({ length: count / connections }, create));
      own = await timed(() => Promise.all(shares.map((share) => sendAll(server.port, share))));
      const alone = await timed(() => {
        const file = openSync(join(folder, 'append'), 'a');
        for (let index = 0; index < count; index++) {
          writeSync(file, Buffer.alloc(512));
          fdatasyncSync(file);
        }
        closeSync(file);
        return Promise.resolve();
      });
      ratios.push(own / alone);
    }
    report(`durable CreateUser, ${connections} at a time`, median(ratios), goal('at least', 0.4), `of append + fdatasync; ${Math.round(own)} writes/s`);
  }
}

async function startups(): Promise<void> {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
    const started = performance.now();
    const server = await startAssent(['--data', folder]);
    await send(server.port, signedRequest(key, 'sts', server.port, { Action: 'GetCallerIdentity', Version: stsVersion }));
    times.push(performance.now() - started);
    await server.stop();
    rmSync(folder, { recursive: true });
  }
  const bare = median(Array.from({ length: rounds }, () => {
    const started = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - started;
  }));
  report('start to first answer', median(times), goal('under', 500), `ms; ${(median(times) / bare).toFixed(1)} times an empty node process`);
}

async function memory(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
  const server = await startAssent(['--data', folder, '--quotas', 'UsersPerAccount=10000']);
  const empty = server.residentMemory();
  const connections = 8;
  const creations = (connection: number): Buffer[] =>
    Array.from({ length: 10_000 / connections }, (_, index) => signedRequest(key, 'iam', server.port, { Action: 'CreateUser', Version: iamVersion, UserName: `user-${connection}-${index}` }));
  await Promise.all(Array.from({ length: connections }, (_, connection) => sendAll(server.port, creations(connection))));
  const full = server.residentMemory();
  await server.stop();
  const again = await startAssent(['--data', folder]);
  await send(again.port, signedRequest(key, 'iam', again.port, { Action: 'ListUsers', Version: iamVersion, MaxItems: '1000' }));
  const reloaded = again.residentMemory();
  await again.stop();
  rmSync(folder, { recursive: true });
  const megabytes = (bytes: number): number => bytes / 1e6;
  report('memory with 10,000 users, after making them', megabytes(full), goal('under', 150), `MB; ${(full / empty).toFixed(2)} times an empty server`);
  report('memory with 10,000 users, after a restart', megabytes(reloaded), goal('under', 150), `MB; ${(reloaded / empty).toFixed(2)} times an empty server`);
}

const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
const server = await startAssent(['--data', folder]);
await reads(server);
await writes(server, folder);
await server.stop();
rmSync(folder, { recursive: true });
await startups();
await memory();
