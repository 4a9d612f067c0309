import { readFileSync } from 'node:fs';
import type { ApiModel, ServiceName } from './model.ts';

const models = new Map<ServiceName, ApiModel>();

/** The API model of a service, read when it is first asked for. */
export function apiModel(service: ServiceName): ApiModel {
  let model = models.get(service);
  if (!model) {
    model = JSON.parse(readFileSync(new URL(`../../data/api/${service}.json`, import.meta.url), 'utf8')) as ApiModel;
    models.set(service, model);
  }
  return model;
}
