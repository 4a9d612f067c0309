export { policiesOf } from './cdk-policy.ts';
export type { CdkPolicy } from './cdk-policy.ts';
export { PhysicalResolver } from './physical-resolver.ts';
export type { NameMaker } from './physical-resolver.ts';
