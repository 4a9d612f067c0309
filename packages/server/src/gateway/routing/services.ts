import { listRoutedServices } from '@assent/catalog';
import type { RoutedService } from '@assent/catalog';

interface ServiceIndex {
  readonly byName: ReadonlyMap<string, RoutedService>;
  readonly bySigningName: ReadonlyMap<string, readonly RoutedService[]>;
  readonly byEndpointPrefix: ReadonlyMap<string, readonly RoutedService[]>;
  readonly byTarget: ReadonlyMap<string, readonly RoutedService[]>;
}

let index: ServiceIndex | undefined;

function load(): ServiceIndex {
  if (index) return index;
  const by = (key: (service: RoutedService) => string): ReadonlyMap<string, readonly RoutedService[]> => Map.groupBy(listRoutedServices(), key);
  index = { byName: new Map(listRoutedServices().map((service) => [service.service, service])), bySigningName: by(({ signingName }) => signingName), byEndpointPrefix: by(({ endpointPrefix }) => endpointPrefix), byTarget: by(({ target }) => target) };
  return index;
}

/** A service by its own name. */
export const serviceNamed = (name: string): RoutedService | undefined => load().byName.get(name);

/** Services by the name in the credential scope. */
export const servicesSignedAs = (name: string): readonly RoutedService[] => load().bySigningName.get(name) ?? [];

/** Services by the first label of their hosts. */
export const servicesAt = (endpointPrefix: string): readonly RoutedService[] => load().byEndpointPrefix.get(endpointPrefix) ?? [];

/** Services by what stands before the dot of `X-Amz-Target`. */
export const servicesTargeted = (target: string): readonly RoutedService[] => (target === '' ? [] : (load().byTarget.get(target) ?? []));
