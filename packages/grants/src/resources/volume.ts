import { GrantError } from '../grant-error.ts';
import type { Ec2Instance } from '../grantees/ec2-instance.ts';
import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import type { Key } from './key.ts';
import { Resource } from './resource.ts';

/** An EBS volume, by its id. */
export class Volume extends Resource<'ec2'> {
  readonly #key: Key | undefined;

  constructor(stack: Stack, volumeId: string, { encryptionKey }: { readonly encryptionKey?: Key } = {}) {
    super(stack, stack.arn('ec2', `volume/${checkName('volume', volumeId)}`), 'ec2');
    this.#key = encryptionKey;
  }

  /** @param instances that it may be attached to; none for any */
  grantAttachVolume(grantee: Grantee, instances?: readonly Ec2Instance[]) {
    const grant = this.give(grantee, ['ec2:AttachVolume'], { arns: this.#arns(instances) });
    return this.#key
      ? grant.combine(
          this.#key.grantAlong(grantee, ['kms:CreateGrant'], {
            Bool: { 'kms:GrantIsForAWSResource': ['true'] },
            StringEquals: { 'kms:ViaService': [`ec2.${this.stack.region}.amazonaws.com`], 'kms:GrantConstraintType': ['EncryptionContextSubset'] },
          }) as typeof grant,
        )
      : grant;
  }

  grantDetachVolume(grantee: Grantee, instances?: readonly Ec2Instance[]) {
    return this.give(grantee, ['ec2:DetachVolume'], { arns: this.#arns(instances) });
  }

  /** Volume and instances have to carry this tag. */
  grantAttachVolumeByResourceTag(grantee: Grantee, tagKey: string, tagValue: string) {
    return this.grantAttachVolume(grantee).when(byTag(tagKey, tagValue));
  }

  grantDetachVolumeByResourceTag(grantee: Grantee, tagKey: string, tagValue: string) {
    return this.grantDetachVolume(grantee).when(byTag(tagKey, tagValue));
  }

  #arns(instances: readonly Ec2Instance[] | undefined): readonly string[] {
    if (!instances) return [this.arn, this.stack.arn('ec2', 'instance/*')];
    return [
      this.arn,
      ...instances.map(({ name, instanceId }) => {
        if (instanceId === undefined) throw new GrantError('wrong-use', `the id of the instance \`${name}\` is not known: give \`instanceId\` where it is made, or grant by a tag`);
        return this.stack.arn('ec2', `instance/${instanceId}`);
      }),
    ];
  }
}

const byTag = (key: string, value: string) => ({ StringEquals: { [`ec2:ResourceTag/${checkName('tag', key)}`]: value } });
