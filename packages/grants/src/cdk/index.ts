export { GrantsAspect } from './grants-aspect.ts';
export type { TextFile } from './grants-aspect.ts';
export type { GrantCase, Untested } from './grant-case.ts';
export type { SampleContext } from './condition-sample.ts';
export type { WideGrant } from './wide-grant.ts';
export { policiesOf } from './cdk-policy.ts';
export type { CdkPolicy } from './cdk-policy.ts';
export { PhysicalResolver } from './physical-resolver.ts';
export type { NameMaker } from './physical-resolver.ts';
