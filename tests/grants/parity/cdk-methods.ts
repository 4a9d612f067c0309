import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const library = dirname(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'));

/** Every grant method of every module of CDK, as `module/Class.method`, from its type declarations. An interface and the
 * class behind it (`IBucket`, `BucketBase`) are the class that users know (`Bucket`). */
export function scanCdkMethods(): readonly string[] {
  const files = globSync('aws-*/**/*.d.ts', { cwd: library, exclude: (name) => name === 'node_modules' });
  return [...new Set(files.flatMap(methodsIn))].sort();
}

function methodsIn(file: string): readonly string[] {
  const text = readFileSync(join(library, file), 'utf8');
  if (!/grant|Grants/.test(text)) return [];
  const module = file.split(/[/\\]/)[0] ?? '';
  const found: string[] = [];
  let type = '';
  for (const line of text.split('\n')) {
    type = /^(?:export |declare |abstract |default )*(?:class|interface) (\w+)/.exec(line)?.[1] ?? type;
    const [, method] = /^ {4}(?:static |abstract |readonly )*(\w+)\??(?:<[^(]*>)?\(/.exec(line) ?? [];
    if (method === undefined || method === 'constructor' || method.startsWith('from')) continue;
    if (method.startsWith('grant') || type.endsWith('Grants')) found.push(`${module}/${userName(type)}.${method}`);
  }
  return found;
}

/** Interfaces and bases that are not named as the class that users know. */
const knownAs: ReadonlyMap<string, string> = new Map([
  ['IBedrockAgentRuntime', 'Runtime'],
  ['IOnlineEvaluationConfig', 'OnlineEvaluation'],
  ['DatabaseInstanceSource', 'DatabaseInstance'],
  ['ISource', 'KinesisStreamSource'],
]);

const userName = (type: string): string => knownAs.get(type) ?? type.replace(/^I(?=[A-Z])/, '').replace(/Base(V\d+)?$/, '$1');
