import { describe, expect, it } from 'vitest';
import { pullImage } from './image-pull.ts';
import type { Ask } from './task-start.ts';

const image = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/orders';

function registry(manifest: string | undefined): { readonly ask: Ask; readonly asked: [string, string, object][] } {
  const asked: [string, string, object][] = [];
  const ask: Ask = (service, region, target, input) => {
    asked.push([`${service} ${region}`, target.split('.').at(-1) ?? '', input]);
    return Promise.resolve(target.endsWith('BatchGetImage') ? { images: manifest === undefined ? [] : [{ imageManifest: manifest }] } : {});
  };
  return { ask, asked };
}

describe('the pull of an image', () => {
  const repository = { registryId: '123456789012', repositoryName: 'team/orders' };
  const digest = `sha256:${'0'.repeat(64)}`;

  it('asks for a token, the manifest, and each of its layers', async () => {
    const { ask, asked } = registry(JSON.stringify({ layers: [{ digest: 'sha256:a' }, { digest: 'sha256:b' }, { size: 1 }] }));
    await pullImage(`${image}:1.2`, ask);
    expect(asked).toEqual([
      ['ecr eu-west-1', 'GetAuthorizationToken', {}],
      ['ecr eu-west-1', 'BatchGetImage', { ...repository, imageIds: [{ imageTag: '1.2' }] }],
      ['ecr eu-west-1', 'BatchCheckLayerAvailability', { ...repository, layerDigests: ['sha256:a', 'sha256:b'] }],
      ['ecr eu-west-1', 'GetDownloadUrlForLayer', { ...repository, layerDigest: 'sha256:a' }],
      ['ecr eu-west-1', 'GetDownloadUrlForLayer', { ...repository, layerDigest: 'sha256:b' }],
    ]);
  });

  it.each<[name: string, image: string, imageId: object]>([
    ['latest where nothing is said', image, { imageTag: 'latest' }],
    ['the digest', `${image}@${digest}`, { imageDigest: digest }],
  ])('takes %s', async (_name, named, imageId) => {
    const { ask, asked } = registry('{"manifests": []}');
    await pullImage(named, ask);
    expect(asked.at(-1)).toEqual(['ecr eu-west-1', 'BatchGetImage', { ...repository, imageIds: [imageId] }]);
  });

  it.each([[undefined, 'there is no such image'], ['<html>', 'the manifest is no JSON']])('fails for the manifest %j', async (manifest, message) => {
    await expect(pullImage(image, registry(manifest).ask)).rejects.toThrow(message);
  });
});
