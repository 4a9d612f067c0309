// Runs the benchmarks, or those whose file names contain the words given: `npm run bench -- server`.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const words = process.argv.slice(2);
const files = globSync('**/*.bench.ts', { cwd: import.meta.dirname, exclude: ['node_modules/**'] }).sort();
for (const file of files.filter((name) => words.length === 0 || words.some((word) => name.includes(word)))) {
  process.stdout.write(`\n${file}\n`);
  const { status } = spawnSync(process.execPath, ['--conditions=@assent/source', '--expose-gc', join(import.meta.dirname, file)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
