import type { Grantee } from '../grantees/principal.ts';
import { checkName } from '../name.ts';
import type { Stack } from '../stack.ts';
import { OpenResource } from './resource.ts';

/** What Envoy runs as in a mesh. */
abstract class MeshProxy extends OpenResource<'appmesh'> {
  constructor(stack: Stack, meshName: string, type: string, name: string) {
    super(stack, stack.arn('appmesh', `mesh/${checkName('mesh', meshName)}/${type}/${checkName('node', name)}`), 'appmesh');
  }

  grantStreamAggregatedResources(grantee: Grantee) {
    return this.give(grantee, ['appmesh:StreamAggregatedResources']);
  }
}

/** A virtual node of App Mesh. */
export class VirtualNode extends MeshProxy {
  constructor(stack: Stack, meshName: string, name: string) {
    super(stack, meshName, 'virtualNode', name);
  }
}

/** A virtual gateway of App Mesh. */
export class VirtualGateway extends MeshProxy {
  constructor(stack: Stack, meshName: string, name: string) {
    super(stack, meshName, 'virtualGateway', name);
  }
}
