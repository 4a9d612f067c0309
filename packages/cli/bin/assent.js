#!/usr/bin/env node
// Starts the command. In a clone, where the sources lie beside this file, the packages run unbuilt: the export
// condition `@assent/source` points at their TypeScript, whose types Node strips. An installed package has only `dist`
// as its default and needs no condition.
import { existsSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { setFlagsFromString } from 'node:v8';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(`assent: Node.js 24 or newer is needed, this is ${process.version}; in a clone, run it through npm, which brings its own\n`);
  process.exit(2);
}
enableCompileCache();
// A server's live heap is small and its garbage short-lived: a young generation that does not grow keeps the process at
// about 60 % of the memory, at the price of more, shorter collections.
if (process.argv[2] === 'serve') setFlagsFromString('--semi-space-growth-factor=1');
const source = new URL('../src/main.ts', import.meta.url);
const built = new URL('../dist/main.js', import.meta.url);
const fromSource = existsSync(source) && !import.meta.url.includes('/node_modules/');
if (fromSource) {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [...context.conditions, '@assent/source'] }),
  });
}
// A reader that has gone, such as `head`, wants no more: 141 is what a shell says of a process that a closed pipe ended.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(141);
});
const { main } = await import((fromSource ? source : built).href);
process.exitCode = await main(process.argv.slice(2));
