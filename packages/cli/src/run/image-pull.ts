import { CallRefusal } from './signed-call.ts';
import type { Ask } from './task-start.ts';

/** Asks for an image as a pull does, up to the addresses of its layers: a token of the registry, the manifest, and where it has
 * layers, whether they are there and where.
 * @param image `ACCOUNT.dkr.ecr.REGION.amazonaws.com/REPOSITORY:TAG`
 * @throws CallRefusal */
export async function pullImage(image: string, ask: Ask): Promise<void> {
  const [, registryId = '', region = '', repositoryName = '', tag, digest] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/([a-z0-9._/-]+?)(?::([\w.-]+)|@(sha256:[0-9a-f]{64}))?$/.exec(image) ?? [];
  const call = (operation: string, input: object): ReturnType<Ask> => ask('ecr', region, `AmazonEC2ContainerRegistry_V20150921.${operation}`, input);
  await call('GetAuthorizationToken', {});
  const { images } = await call('BatchGetImage', { registryId, repositoryName, imageIds: [digest === undefined ? { imageTag: tag ?? 'latest' } : { imageDigest: digest }] });
  const first: unknown = Array.isArray(images) ? images[0] : undefined;
  const manifest = typeof first === 'object' && first !== null && 'imageManifest' in first ? first.imageManifest : undefined;
  if (typeof manifest !== 'string') throw new CallRefusal('CannotPullContainerError', 'there is no such image');
  const layers = layersOf(manifest);
  if (layers.length === 0) return;
  await call('BatchCheckLayerAvailability', { registryId, repositoryName, layerDigests: layers.slice(0, 100) });
  for (const layerDigest of layers) await call('GetDownloadUrlForLayer', { registryId, repositoryName, layerDigest });
}

/** Digests of the layers; none for a list of manifests. */
function layersOf(manifest: string): readonly string[] {
  let read: unknown;
  try {
    read = JSON.parse(manifest);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CallRefusal('CannotPullContainerError', 'the manifest is no JSON');
  }
  const layers: unknown = typeof read === 'object' && read !== null && 'layers' in read ? read.layers : undefined;
  return Array.isArray(layers) ? layers.flatMap((layer: unknown) => (typeof layer === 'object' && layer !== null && 'digest' in layer && typeof layer.digest === 'string' ? [layer.digest] : [])) : [];
}
