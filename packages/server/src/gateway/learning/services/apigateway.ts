import { gone, madeUnlessKnown, tagged, untagged } from '../changes.ts';
import { LessonError } from '../lesson.ts';
import type { ServiceLessons } from '../lesson.ts';
import { each, lessons } from '../lesson-rule.ts';
import type { LessonRule } from '../lesson-rule.ts';
import type { LessonView } from '../lesson-view.ts';

/** What is made on a path has an id in the answer, under which it is found behind that path. */
const makes = (path: string, member: string, tags: string): LessonRule => ({
  learn: (view, answer) => {
    const id = answer().text(member);
    if (!/^[A-Za-z0-9._-]{1,256}$/.test(id)) throw new LessonError(view.call, `its \`${member}\` is no id`);
    return madeUnlessKnown(view, `arn:${view.learning.partition}:apigateway:${view.call.region}::/${path}/${id}`, view.parameters[tags]);
  },
});

const deletes: LessonRule = { learn: (view) => gone(view.subject()) };

/** The resource itself: what is authorized is the path of its tags. */
function taggedArn(view: LessonView, parameter: string): string {
  const arn = view.text(parameter);
  if (!/^arn:[^:]+:apigateway:[^:]+::\/[^*?]{1,1024}$/.test(arn)) throw new LessonError(view.call, `its \`${parameter}\` is no ARN of this service`);
  return view.learning.canonical(arn);
}

/** Amazon API Gateway, REST APIs. ARNs have no account here: whose an API is, is known from who made it. */
export const apigateway: ServiceLessons = lessons({
  ...each('CreateRestApi ImportRestApi', makes('restapis', 'id', 'tags')),
  CreateApiKey: makes('apikeys', 'id', 'tags'),
  CreateUsagePlan: makes('usageplans', 'id', 'tags'),
  CreateVpcLink: makes('vpclinks', 'id', 'tags'),
  CreateDomainName: makes('domainnames', 'domainName', 'tags'),
  GenerateClientCertificate: makes('clientcertificates', 'clientCertificateId', 'tags'),
  ...each('DeleteRestApi DeleteApiKey DeleteUsagePlan DeleteVpcLink DeleteDomainName DeleteClientCertificate', deletes),
  TagResource: { learn: (view) => tagged(taggedArn(view, 'resourceArn'), view.parameters['tags']) },
  UntagResource: { learn: (view) => untagged(taggedArn(view, 'resourceArn'), view.items('tagKeys')) },
});

/** HTTP and WebSocket APIs. */
export const apigatewayv2: ServiceLessons = lessons({
  ...each('CreateApi ImportApi', makes('apis', 'apiId', 'Tags')),
  CreateVpcLink: makes('vpclinks', 'vpcLinkId', 'Tags'),
  CreateDomainName: makes('domainnames', 'domainName', 'Tags'),
  ...each('DeleteApi DeleteVpcLink DeleteDomainName', deletes),
  TagResource: { learn: (view) => tagged(taggedArn(view, 'ResourceArn'), view.parameters['Tags']) },
  UntagResource: { learn: (view) => untagged(taggedArn(view, 'ResourceArn'), view.items('TagKeys')) },
});
