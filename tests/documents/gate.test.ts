import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe } from 'vitest';
import { walk } from './walk.ts';

/** A store in which every object says hello, in a process of its own: this one waits for the commands. */
const store = spawn(process.execPath, [
  '-e',
  `const store = require('node:http').createServer((request, response) => {
    request.resume();
    response.setHeader('last-modified', 'Sun, 01 Mar 2026 12:00:00 GMT');
    response.end('hello');
  });
  store.listen(0, '127.0.0.1', () => console.log(store.address().port));`,
]);
const [port] = (await once(store.stdout, 'data')) as [Buffer];
afterAll(() => void store.kill());

describe('the commands of the page on the gate', () => {
  walk('docs/gate.md', ['--upstream', `*=http://127.0.0.1:${String(port).trim()}`, '--audit', 'audit.jsonl']);
});
