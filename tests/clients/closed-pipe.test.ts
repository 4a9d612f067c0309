import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const command = resolve(import.meta.dirname, '../../packages/cli/bin/assent.js');

it('the command ends without a word when its reader has gone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assent-pipe-'));
  try {
    const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const document = { Version: '2012-10-17', Statement: Array.from({ length: 500 }, (_, index) => ({ Sid: `s${index}`, ...statement })) };
    for (let index = 0; index < 10; index++) writeFileSync(join(folder, `${index}.json`), JSON.stringify(document));
    const child = spawn(process.execPath, [command, 'lint', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let error = '';
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    expect({ status, error }).toEqual({ status: 141, error: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
