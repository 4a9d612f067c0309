import { GrantError } from '../grant-error.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { Resource } from './resource.ts';
import type { Secret } from './secret.ts';

const dataApi = ['rds-data:BatchExecuteStatement', 'rds-data:BeginTransaction', 'rds-data:CommitTransaction', 'rds-data:ExecuteStatement', 'rds-data:RollbackTransaction'] as const;

/** Something of RDS that users sign in to with IAM. */
abstract class SignInTarget extends Resource<'rds-db' | 'rds-data'> {
  readonly #resourceId: string;

  constructor(stack: Stack, arn: string, resourceId: string) {
    super(stack, arn, ['rds-db', 'rds-data']);
    this.#resourceId = checkName('database', resourceId);
  }

  /** The grantee may connect as this user of the database. */
  grantConnect(grantee: Grantee, dbUser: string) {
    if (!dbUser) throw new GrantError('wrong-use', 'say as which user of the database: `grantConnect(grantee, dbUser)`');
    return this.give(grantee, ['rds-db:connect'], { arns: [this.stack.arn('rds-db', `dbuser:${this.#resourceId}/${checkName('database user', dbUser)}`)] });
  }
}

/** An instance of RDS.
 * @param resourceId the id that AWS made, `db-…`: its name is not enough to connect */
export class DatabaseInstance extends SignInTarget {
  constructor(stack: Stack, identifier: string, { resourceId }: { readonly resourceId: string }) {
    super(stack, stack.arn('rds', `db:${checkName('database', identifier)}`), resourceId);
  }
}

/** A cluster of Aurora, `cluster-…`. */
export class DatabaseCluster extends SignInTarget {
  readonly #secret: Secret | undefined;

  constructor(stack: Stack, identifier: string, { resourceId, secret }: { readonly resourceId: string; readonly secret?: Secret }) {
    super(stack, stack.arn('rds', `cluster:${checkName('database', identifier)}`), resourceId);
    this.#secret = secret;
  }

  /** SQL over HTTP, with the cluster's secret. */
  grantDataApiAccess(grantee: Grantee) {
    const grant = this.give(grantee, dataApi);
    return this.#secret ? grant.combine(this.#secret.grantRead(grantee)) : grant;
  }
}

/** A proxy before a database, `prx-…`. */
export class DatabaseProxy extends SignInTarget {
  constructor(stack: Stack, proxyId: string) {
    super(stack, stack.arn('rds', `db-proxy:${checkName('proxy', proxyId)}`), proxyId);
  }
}
