import { request } from 'node:http';

/** Sends the bytes of one request, and returns the body of the answer.
 * @throws Error with the answer, where it is none of success */
export function send(port: number, bytes: Buffer): Promise<string> {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const [line = '', ...lines] = text.slice(0, end).split('\r\n');
  const [method, path] = line.split(' ');
  const headers = Object.fromEntries(lines.map((each) => [each.slice(0, each.indexOf(':')), each.slice(each.indexOf(':') + 2)]));
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => (response.statusCode === 200 ? resolve(Buffer.concat(chunks).toString()) : reject(new Error(Buffer.concat(chunks).toString()))));
    });
    sent.on('error', reject);
    sent.end(bytes.subarray(end + 4));
  });
}
