/** What `assent lint` takes for a thousand policies, those that AWS manages: the whole command in a process of its own, from
 * its start to its end; its CPU time is what one core would need. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listManagedPolicies, managedPolicyDocument } from '@assent/catalog';
import { goal, median, report } from '../report.ts';

const rounds = 5;
const count = 1000;

const folder = mkdtempSync(join(tmpdir(), 'assent-lint-'));
const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

/** Tells the CPU time of its process as it ends. */
const meter = `process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('cpu ' + (user + system) / 1e6); });`;

/** Seconds of CPU time and of the clock. */
function lint(): { readonly cpu: number; readonly wall: number } {
  const start = performance.now();
  const { stderr, status } = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(meter)}`, command, 'lint', folder, '--format', 'json'], { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 1) throw new Error(`assent lint ended with ${status}: ${stderr}`);
  return { cpu: Number(/cpu ([\d.]+)/.exec(stderr)?.[1]), wall: (performance.now() - start) / 1000 };
}

try {
  const policies = listManagedPolicies().slice(0, count).map(({ arn }) => managedPolicyDocument(arn) ?? '');
  for (const [index, text] of policies.entries()) writeFileSync(join(folder, `${index}.json`), text);
  lint();
  const taken = Array.from({ length: rounds }, lint);
  const size = policies.reduce((sum, { length }) => sum + length, 0) / 1000;
  report(`${policies.length} policies (${size.toFixed(0)} KB), CPU time`, median(taken.map(({ cpu }) => cpu)), goal('under', 2), 'seconds');
  report(`${policies.length} policies (${size.toFixed(0)} KB), elapsed`, median(taken.map(({ wall }) => wall)), goal('under', 2), 'seconds');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
