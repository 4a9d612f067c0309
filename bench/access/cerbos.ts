import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from '../server/assent-process.ts';
import { freePort } from '../server/free-port.ts';
import type { Listening } from '../server/listening.ts';
import type { OrderStatement, Question } from './orders.ts';

const binary = join(import.meta.dirname, '../../node_modules/@cerbos/cerbos-linux-x64/cerbos-linux-x64');

/** Whether the binary is installed, which npm does on Linux for x64 alone. */
export const hasCerbos = (): boolean => existsSync(binary);

/** Starts Cerbos' decision point on one core, with the statements as one resource policy, written as its documentation
 * writes them: JSON is YAML. Nothing is logged, audited or reported. */
export async function startCerbos(statements: readonly OrderStatement[]): Promise<Listening> {
  const folder = mkdtempSync(join(tmpdir(), 'assent-bench-'));
  const [port, grpcPort] = [await freePort(), await freePort()];
  mkdirSync(join(folder, 'policies'));
  writeFileSync(join(folder, 'policies/order.yaml'), JSON.stringify({ apiVersion: 'api.cerbos.dev/v1', resourcePolicy: { version: 'default', resource: 'order', rules: statements.map(ruleOf) } }));
  writeFileSync(
    join(folder, 'config.yaml'),
    JSON.stringify({
      server: { httpListenAddr: `127.0.0.1:${port}`, grpcListenAddr: `127.0.0.1:${grpcPort}` },
      storage: { driver: 'disk', disk: { directory: join(folder, 'policies'), watchForChanges: false } },
      telemetry: { disabled: true },
      audit: { enabled: false },
    }),
  );
  const child = spawn(binary, ['server', '--config', join(folder, 'config.yaml'), '--log-level', 'error'], { env: { ...process.env, GOMAXPROCS: '1' }, stdio: ['ignore', 'ignore', 'inherit'] });
  await untilHealthy(port);
  return {
    port,
    pid: child.pid ?? 0,
    async stop() {
      await stop(child);
      rmSync(folder, { recursive: true });
    },
  };
}

const ruleOf = ({ actions, account, prefix, tenant }: OrderStatement): object => ({
  actions,
  effect: 'EFFECT_ALLOW',
  roles: ['bench'],
  condition: { match: { all: { of: [{ expr: `R.attr.account == "${account}"` }, { expr: `R.id.startsWith("${prefix}")` }, { expr: `P.attr.tenant == "${tenant}"` }] } } },
});

/** The bytes of a question to its endpoint over HTTP. */
export function cerbosRequest(port: number, { action, account, id, tenant }: Question): Buffer {
  const body = JSON.stringify({ principal: { id: 'bench', roles: ['bench'], attr: { tenant } }, resources: [{ resource: { kind: 'order', id, attr: { account } }, actions: [action] }] });
  return Buffer.from(`POST /api/check/resources HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

async function untilHealthy(port: number): Promise<void> {
  const until = performance.now() + 30_000;
  while (performance.now() < until) {
    const healthy = await fetch(`http://127.0.0.1:${port}/_cerbos/health`).then(({ ok }) => ok, () => false);
    if (healthy) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('cerbos does not start');
}
