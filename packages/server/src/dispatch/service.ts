import { apiModel } from '@assent/catalog';
import type { ApiModel, ServiceName } from '@assent/catalog';
import { accessAnalyzerOperations } from '../access-analyzer/operations/index.ts';
import { iamOperations } from '../iam/operations/index.ts';
import type { Operations } from '../operation/operation.ts';
import { organizationsOperations } from '../organizations/operations/index.ts';
import { stsOperations } from '../sts/operations/index.ts';

/** A service on the wire: its model, and the operations that are served. */
export interface Service {
  readonly model: ApiModel;
  readonly operations: Operations;
}

const operations: Readonly<Record<ServiceName, Operations>> = { iam: iamOperations, sts: stsOperations, organizations: organizationsOperations, 'access-analyzer': accessAnalyzerOperations };

export const serviceNames = Object.keys(operations) as readonly ServiceName[];

/** A service by the name that signatures are scoped to. */
export function findService(name: string): Service | undefined {
  const known = serviceNames.find((service) => service === name);
  return known && { model: apiModel(known), operations: operations[known] };
}
