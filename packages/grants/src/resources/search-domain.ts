import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

const read = ['es:ESHttpGet', 'es:ESHttpHead'] as const;
const write = ['es:ESHttpDelete', 'es:ESHttpPost', 'es:ESHttpPut', 'es:ESHttpPatch'] as const;

/** A domain of OpenSearch or Elasticsearch. */
export class Domain extends OpenResource<'es'> {
  constructor(stack: Stack, domainName: string) {
    super(stack, stack.arn('es', `domain/${checkName('domain', domainName)}`), 'es', { selfArns: 'arns' });
  }

  grantRead(grantee: Grantee) {
    return this.#onAll(grantee, read);
  }

  grantWrite(grantee: Grantee) {
    return this.#onAll(grantee, write);
  }

  grantReadWrite(grantee: Grantee) {
    return this.#onAll(grantee, [...read, ...write]);
  }

  grantIndexRead(index: string, grantee: Grantee) {
    return this.#onIndex(index, grantee, read);
  }

  grantIndexWrite(index: string, grantee: Grantee) {
    return this.#onIndex(index, grantee, write);
  }

  grantIndexReadWrite(index: string, grantee: Grantee) {
    return this.#onIndex(index, grantee, [...read, ...write]);
  }

  grantPathRead(path: string, grantee: Grantee) {
    return this.#onPath(path, grantee, read);
  }

  grantPathWrite(path: string, grantee: Grantee) {
    return this.#onPath(path, grantee, write);
  }

  grantPathReadWrite(path: string, grantee: Grantee) {
    return this.#onPath(path, grantee, [...read, ...write]);
  }

  #onAll<const Action extends string>(grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [this.arn, `${this.arn}/*`] });
  }

  #onIndex<const Action extends string>(index: string, grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [`${this.arn}/${checkName('index', index)}`, `${this.arn}/${index}/*`] });
  }

  #onPath<const Action extends string>(path: string, grantee: Grantee, actions: readonly Action[]) {
    return this.give(grantee, actions, { arns: [`${this.arn}/${path.replace(/^\//, '')}`] });
  }
}
