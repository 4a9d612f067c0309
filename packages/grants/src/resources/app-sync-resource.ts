import { GrantError } from '../grant-error.ts';
import { checkName } from '../name.ts';

/** What of a GraphQL API a grant is about. */
export class IamResource {
  readonly #paths: readonly string[];

  private constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  static all(): IamResource {
    return new IamResource(['*']);
  }

  /** Fields of a type; none for all. */
  static ofType(type: string, ...fields: readonly string[]): IamResource {
    const path = `types/${checkName('type', type)}`;
    return new IamResource(fields.length === 0 ? [`${path}/*`] : fields.map((field) => `${path}/fields/${checkName('field', field)}`));
  }

  /** Paths behind the API's ARN: `types/Query/*`. */
  static custom(...paths: readonly string[]): IamResource {
    if (paths.length === 0) throw new GrantError('wrong-use', 'say which part of the API: `IamResource.custom(\'types/Query/*\')`');
    return new IamResource(paths);
  }

  arnsOf(apiArn: string): readonly string[] {
    return this.#paths.map((path) => `${apiArn}/${path}`);
  }
}

/** What of an event API a grant is about. */
export class AppSyncEventResource {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static all(): AppSyncEventResource {
    return new AppSyncEventResource('/*');
  }

  /** The API itself, for connecting. */
  static forAPI(): AppSyncEventResource {
    return new AppSyncEventResource('');
  }

  static allChannelNamespaces(): AppSyncEventResource {
    return new AppSyncEventResource('/channelNamespace/*');
  }

  static ofChannelNamespace(name: string): AppSyncEventResource {
    return new AppSyncEventResource(`/channelNamespace/${checkName('channel namespace', name)}`);
  }

  arnsOf(apiArn: string): readonly string[] {
    return [`${apiArn}${this.#path}`];
  }
}
