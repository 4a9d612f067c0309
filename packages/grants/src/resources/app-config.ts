import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** An environment of an AppConfig application. */
export class ConfigEnvironment extends OpenResource<'appconfig'> {
  constructor(stack: Stack, applicationId: string, environmentId: string) {
    super(stack, stack.arn('appconfig', `application/${checkName('application', applicationId)}/environment/${checkName('environment', environmentId)}`), 'appconfig');
  }

  grantReadConfig(grantee: Grantee) {
    return this.give(grantee, ['appconfig:GetLatestConfiguration', 'appconfig:StartConfigurationSession'], { arns: [`${this.arn}/configuration/*`] });
  }
}
