import { UsageError } from '../command.ts';

/** A secret or parameter that becomes a variable of the program, as a task definition names it. */
export type SecretSource =
  | {
      readonly kind: 'secret';
      readonly variable: string;
      readonly region: string;
      /** ARN of the secret. */
      readonly id: string;
      /** Member of its JSON; absent for the whole text. */
      readonly key: string | undefined;
      readonly versionStage: string | undefined;
      readonly versionId: string | undefined;
    }
  | {
      readonly kind: 'parameter';
      readonly variable: string;
      /** Absent for a name: the region of the task. */
      readonly region: string | undefined;
      /** ARN or name. */
      readonly id: string;
    };

/** Reads `NAME=ARN`: a secret's ARN, behind it `:JSON-KEY:VERSION-STAGE:VERSION-ID`, or the ARN or name of a parameter.
 * @throws UsageError */
export function readSecretSource(text: string): SecretSource {
  const equals = text.indexOf('=');
  const [variable, from] = [text.slice(0, Math.max(0, equals)), text.slice(equals + 1)];
  if (!/^[A-Za-z_]\w{0,254}$/.test(variable) || from === '') throw new UsageError(`--secret must be NAME=ARN, and is \`${text}\``);
  const [arn, , service, region = '', , kind, ...rest] = from.split(':');
  if (arn !== 'arn') {
    if (!/^[\w./-]{1,1011}$/.test(from)) throw new UsageError(`--secret takes an ARN or the name of a parameter, and has \`${from}\``);
    return { kind: 'parameter', variable, region: undefined, id: from };
  }
  if (service === 'ssm' && kind?.startsWith('parameter/') === true && rest.length === 0) return { kind: 'parameter', variable, region, id: from };
  if (service !== 'secretsmanager' || kind !== 'secret' || rest[0] === undefined || rest[0] === '' || rest.length > 4) throw new UsageError(`--secret takes the ARN of a secret or of a parameter, and has \`${from}\``);
  const [, key, versionStage, versionId] = rest.map((part) => part || undefined);
  return { kind: 'secret', variable, region, id: from.split(':').slice(0, 7).join(':'), key, versionStage, versionId };
}
