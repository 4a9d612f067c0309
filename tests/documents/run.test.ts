import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe } from 'vitest';
import { walk } from './walk.ts';

/** A table with one order and a secret, in a process of its own: this one waits for the commands. */
const services = spawn(process.execPath, [
  '-e',
  `const answers = {
    'DynamoDB_20120810.GetItem': { Item: { total: { N: '12' } } },
    'secretsmanager.GetSecretValue': { SecretString: '{"password":"p4ss"}' },
  };
  const server = require('node:http').createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify(answers[request.headers['x-amz-target']] ?? {}));
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`,
]);
const [port] = (await once(services.stdout, 'data')) as [Buffer];
afterAll(() => void services.kill());

describe('the commands of the page on running as a role', () => {
  walk('docs/run.md', ['--upstream', `*=http://127.0.0.1:${String(port).trim()}`]);
});
