import { spawnSync } from 'node:child_process';
import type { RealUpstream } from './real-upstream.ts';
import { startCommand } from './server-of-a-command.ts';

/** Whether this machine has moto's server; tests that need it say so in their names. */
export const hasMoto = spawnSync('python3', ['-c', 'import moto.server']).status === 0;

/** Most of AWS in memory. Whoever calls, what it has belongs to the account 123456789012. */
export const startMoto = (): Promise<RealUpstream> => startCommand('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], /Running on http:\/\/127\.0\.0\.1:(\d+)/);
