import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { account, identities, parityCase, region, regional } from '../parity-case.ts';

const cdkApiKey = (stack: cdk.Stack): cdk.aws_apigateway.ApiKey => new cdk.aws_apigateway.ApiKey(stack, 'k');
const ourApiKey = (stack: ours.Stack): ours.ApiKey => new ours.ApiKey(stack, 'k');
const cdkRestApi = (stack: cdk.Stack): cdk.aws_apigateway.RestApi => new cdk.aws_apigateway.RestApi(stack, 'api', { restApiName: 'api', deployOptions: { stageName: 'prod' } });
const cdkRoute = (stack: cdk.Stack, key: cdk.aws_apigatewayv2.HttpRouteKey): cdk.aws_apigatewayv2.HttpRoute =>
  new cdk.aws_apigatewayv2.HttpRoute(stack, 'Route', {
    httpApi: new cdk.aws_apigatewayv2.HttpApi(stack, 'api'),
    routeKey: key,
    integration: new cdk.aws_apigatewayv2_integrations.HttpUrlIntegration('i', 'https://example.org'),
    authorizer: new cdk.aws_apigatewayv2_authorizers.HttpIamAuthorizer(),
  });
const { HttpRouteKey, HttpMethod } = cdk.aws_apigatewayv2;
const cdkSocket = (stack: cdk.Stack): cdk.aws_apigatewayv2.WebSocketApi => new cdk.aws_apigatewayv2.WebSocketApi(stack, 'api');
const cdkNode = (stack: cdk.Stack): cdk.aws_appmesh.IVirtualNode => cdk.aws_appmesh.VirtualNode.fromVirtualNodeArn(stack, 'n', regional('appmesh', 'mesh/m/virtualNode/n'));
const cdkGateway = (stack: cdk.Stack): cdk.aws_appmesh.IVirtualGateway => cdk.aws_appmesh.VirtualGateway.fromVirtualGatewayArn(stack, 'g', regional('appmesh', 'mesh/m/virtualGateway/g'));
const cdkEvents = (stack: cdk.Stack): cdk.aws_appsync.EventApi => new cdk.aws_appsync.EventApi(stack, 'api', { apiName: 'api', authorizationConfig: { authProviders: [{ authorizationType: cdk.aws_appsync.AppSyncAuthorizationType.IAM }], connectionAuthModeTypes: [cdk.aws_appsync.AppSyncAuthorizationType.IAM], defaultPublishAuthModeTypes: [cdk.aws_appsync.AppSyncAuthorizationType.IAM], defaultSubscribeAuthModeTypes: [cdk.aws_appsync.AppSyncAuthorizationType.IAM] } });
const ourEvents = (stack: ours.Stack): ours.EventApi => new ours.EventApi(stack, 'api');
const cdkDistribution = (stack: cdk.Stack): cdk.aws_cloudfront.Distribution => new cdk.aws_cloudfront.Distribution(stack, 'E1', { defaultBehavior: { origin: new cdk.aws_cloudfront_origins.HttpOrigin('example.org') } });
const ourDistribution = (stack: ours.Stack): ours.Distribution => new ours.Distribution(stack, 'E1');
const cdkZone = (stack: cdk.Stack): cdk.aws_route53.IHostedZone => cdk.aws_route53.HostedZone.fromHostedZoneAttributes(stack, 'Z', { hostedZoneId: 'Z1', zoneName: 'example.org' });
const ourZone = (stack: ours.Stack): ours.HostedZone => new ours.HostedZone(stack, 'Z1');
const domainAttributes = { domainArn: regional('es', 'domain/d'), domainEndpoint: `https://search-d-x.${region}.es.amazonaws.com` };
const ourDomain = (stack: ours.Stack): ours.Domain => new ours.Domain(stack, 'd');
const domainMethods = {
  grantRead: [],
  grantWrite: [],
  grantReadWrite: [],
  ...Object.fromEntries(
    (['grantIndexRead', 'grantIndexWrite', 'grantIndexReadWrite', 'grantPathRead', 'grantPathWrite', 'grantPathReadWrite'] as const).map((method) => {
      const place = method.startsWith('grantPath') ? 'logs/_search' : 'logs';
      return [method, { cdk: (domain: cdk.aws_opensearchservice.IDomain | cdk.aws_elasticsearch.IDomain, grantee: cdk.aws_iam.IGrantable) => domain[method](place, grantee), ours: (domain: ours.Domain, grantee: ours.Grantee) => domain[method](place, grantee) }];
    }),
  ),
};
const domainGrants = { actions: { cdk: (grants: { actions(grantee: cdk.aws_iam.IGrantable, actions: string[]): unknown }, grantee: cdk.aws_iam.IGrantable) => grants.actions(grantee, ['es:ESHttpGet']), ours: (domain: ours.Domain, grantee: ours.Grantee) => domain.grant(grantee, 'es:ESHttpGet') }, read: [], write: [], readWrite: [] };

export const apiCases = [
  parityCase({ covers: 'aws-apigateway/ApiKey', cdk: cdkApiKey, ours: ourApiKey, methods: { grantRead: [], grantWrite: [], grantReadWrite: [] } }),
  parityCase({ covers: 'aws-apigateway/ApiKeyGrants', cdk: (stack) => cdkApiKey(stack).grants, ours: ourApiKey, methods: { actions: [['apigateway:GET']], read: [], write: [], readWrite: [] } }),
  parityCase({
    covers: 'aws-apigateway/Method',
    cdk: (stack) => cdkRestApi(stack).root.addResource('orders').addResource('{id}').addMethod('GET'),
    ours: (stack) => new ours.RestApi(stack, 'api').method('GET', '/orders/*', { stage: 'prod' }),
    methods: { grantExecute: [] },
  }),
  parityCase({
    covers: 'aws-apigateway/RestApi',
    cdk: cdkRestApi,
    ours: (stack) => new ours.RestApi(stack, 'api'),
    grantees: identities,
    methods: {
      grantInvokeFromVpcEndpointsOnly: {
        cdk: (api, _grantee, stack) => api.grantInvokeFromVpcEndpointsOnly([cdk.aws_ec2.GatewayVpcEndpoint.fromGatewayVpcEndpointId(stack, 'E', 'vpce-1')]),
        ours: (api) => api.grantInvokeFromVpcEndpointsOnly(['vpce-1']),
      },
    },
  }),
  parityCase({
    covers: 'aws-apigatewayv2/HttpRoute',
    cdk: (stack) => cdkRoute(stack, HttpRouteKey.with('/orders/{id}', HttpMethod.GET)),
    ours: (stack) => new ours.HttpRoute(stack, 'api', 'GET', '/orders/{id}'),
    methods: { grantInvoke: [] },
  }),
  parityCase({
    covers: 'aws-apigatewayv2/HttpRoute of any method',
    cdk: (stack) => cdkRoute(stack, HttpRouteKey.with('/orders', HttpMethod.ANY)),
    ours: (stack) => new ours.HttpRoute(stack, 'api', 'ANY', '/orders'),
    methods: { grantInvoke: { cdk: (route, grantee) => route.grantInvoke(grantee, { httpMethods: [HttpMethod.GET, HttpMethod.POST] }), ours: (route, grantee) => route.grantInvoke(grantee, { httpMethods: ['GET', 'POST'] }) } },
  }),
  parityCase({ covers: 'aws-apigatewayv2/ApiKey', cdk: (stack) => new cdk.aws_apigatewayv2.ApiKey(stack, 'k'), ours: ourApiKey, methods: { grantRead: [], grantWrite: [], grantReadWrite: [] } }),
  parityCase({ covers: 'aws-apigatewayv2/WebSocketApi', cdk: cdkSocket, ours: (stack) => new ours.WebSocketApi(stack, 'api'), methods: { grantManageConnections: [] } }),
  parityCase({
    covers: 'aws-apigatewayv2/WebSocketStage',
    cdk: (stack) => new cdk.aws_apigatewayv2.WebSocketStage(stack, 'S', { webSocketApi: cdkSocket(stack), stageName: 'prod' }),
    ours: (stack) => new ours.WebSocketApi(stack, 'api').stage('prod'),
    methods: { grantManagementApiAccess: [] },
  }),
  parityCase({
    covers: 'aws-appconfig/Environment',
    cdk: (stack) => cdk.aws_appconfig.Environment.fromEnvironmentArn(stack, 'e', regional('appconfig', 'application/a/environment/e')),
    ours: (stack) => new ours.ConfigEnvironment(stack, 'a', 'e'),
    methods: { grant: ['appconfig:GetEnvironment'], grantReadConfig: [] },
  }),
  parityCase({ covers: 'aws-appmesh/VirtualNode', cdk: cdkNode, ours: (stack) => new ours.VirtualNode(stack, 'm', 'n'), methods: { grantStreamAggregatedResources: [] } }),
  parityCase({ covers: 'aws-appmesh/VirtualGateway', cdk: cdkGateway, ours: (stack) => new ours.VirtualGateway(stack, 'm', 'g'), methods: { grantStreamAggregatedResources: [] } }),
  parityCase({ covers: 'aws-appmesh/VirtualNodeGrants', cdk: (stack) => cdk.aws_appmesh.VirtualNodeGrants.fromVirtualNode(cdkNode(stack)), ours: (stack) => new ours.VirtualNode(stack, 'm', 'n'), methods: { actions: [['appmesh:DescribeVirtualNode']], streamAggregatedResources: [] } }),
  parityCase({ covers: 'aws-appmesh/VirtualGatewayGrants', cdk: (stack) => cdk.aws_appmesh.VirtualGatewayGrants.fromVirtualGateway(cdkGateway(stack)), ours: (stack) => new ours.VirtualGateway(stack, 'm', 'g'), methods: { actions: [['appmesh:DescribeVirtualGateway']], streamAggregatedResources: [] } }),
  parityCase({
    covers: 'aws-appsync/GraphqlApi',
    cdk: (stack) => cdk.aws_appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'api', { graphqlApiId: 'api' }),
    ours: (stack) => new ours.GraphqlApi(stack, 'api'),
    methods: {
      grant: { cdk: (api, grantee) => api.grant(grantee, cdk.aws_appsync.IamResource.all(), 'appsync:GraphQL'), ours: (api, grantee) => api.grant(grantee, ours.IamResource.all(), 'appsync:GraphQL') },
      grantQuery: ['orders', 'order'],
      grantMutation: [],
      grantSubscription: ['changed'],
    },
  }),
  parityCase({
    covers: 'aws-appsync/EventApi',
    cdk: cdkEvents,
    ours: ourEvents,
    methods: {
      grant: { cdk: (api, grantee) => api.grant(grantee, cdk.aws_appsync.AppSyncEventResource.all(), 'appsync:EventPublish'), ours: (api, grantee) => api.grant(grantee, ours.AppSyncEventResource.all(), 'appsync:EventPublish') },
      grantConnect: [],
      grantPublish: [],
      grantSubscribe: [],
      grantPublishAndSubscribe: [],
    },
  }),
  parityCase({
    covers: 'aws-appsync/ChannelNamespace',
    cdk: (stack) => cdkEvents(stack).addChannelNamespace('news'),
    ours: (stack) => new ours.ChannelNamespace(ourEvents(stack), 'news'),
    methods: { grantPublish: [], grantSubscribe: [], grantPublishAndSubscribe: [] },
  }),
  parityCase({ covers: 'aws-cognito/UserPool', cdk: (stack) => cdk.aws_cognito.UserPool.fromUserPoolId(stack, 'u', 'eu_1'), ours: (stack) => new ours.UserPool(stack, 'eu_1'), methods: { grant: ['cognito-idp:ListUsers'] } }),
  parityCase({ covers: 'aws-cloudfront/Distribution', cdk: cdkDistribution, ours: ourDistribution, methods: { grant: ['cloudfront:GetInvalidation'], grantCreateInvalidation: [] } }),
  parityCase({ covers: 'aws-cloudfront/DistributionGrants', cdk: (stack) => cdkDistribution(stack).grants, ours: ourDistribution, methods: { actions: [['cloudfront:GetInvalidation']], createInvalidation: [] } }),
  parityCase({
    covers: 'aws-cloudfront/CloudFrontWebDistribution',
    cdk: (stack) => new cdk.aws_cloudfront.CloudFrontWebDistribution(stack, 'E1', { originConfigs: [{ customOriginSource: { domainName: 'example.org' }, behaviors: [{ isDefaultBehavior: true }] }] }),
    ours: ourDistribution,
    methods: { grant: ['cloudfront:GetInvalidation'], grantCreateInvalidation: [] },
  }),
  parityCase({
    covers: 'aws-cloudfront/EdgeFunction',
    cdk: (stack) => {
      const code = { runtime: cdk.aws_lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: cdk.aws_lambda.Code.fromInline('0') };
      return new cdk.aws_cloudfront.experimental.EdgeFunction(new cdk.Stack(stack.node.root as cdk.App, 'Edge', { env: { account, region: 'us-east-1' } }), 'f', { functionName: 'f', ...code });
    },
    ours: (stack) => new ours.LambdaFunction(new ours.Stack({ account: stack.account, region: 'us-east-1' }), 'f'),
    grantees: identities,
    methods: {
      grantInvoke: [],
      grantInvokeLatestVersion: [],
      grantInvokeUrl: [],
      grantInvokeVersion: {
        cdk: (fn, grantee, stack) => fn.grantInvokeVersion(grantee, cdk.aws_lambda.Version.fromVersionArn(stack, 'V', `arn:aws:lambda:us-east-1:${account}:function:f:7`)),
        ours: (fn, grantee) => fn.grantInvokeVersion(grantee, '7'),
      },
      grantInvokeCompositePrincipal: {
        cdk: (fn, grantee) => fn.grantInvokeCompositePrincipal(new cdk.aws_iam.CompositePrincipal(grantee.grantPrincipal)),
        ours: (fn, grantee) => fn.grantInvokeCompositePrincipal(grantee),
      },
    },
  }),
  parityCase({
    covers: 'aws-route53/HostedZone',
    cdk: cdkZone,
    ours: ourZone,
    methods: { grantDelegation: { cdk: (zone, grantee) => zone.grantDelegation(grantee, { delegatedZoneNames: ['a.example.org'] }), ours: (zone, grantee) => zone.grantDelegation(grantee, { delegatedZoneNames: ['a.example.org'] }) } },
  }),
  parityCase({ covers: 'aws-route53/HostedZoneGrants', cdk: (stack) => cdk.aws_route53.HostedZoneGrants.fromHostedZone(cdkZone(stack)), ours: ourZone, methods: { delegation: [] } }),
  parityCase({ covers: 'aws-opensearchservice/Domain', cdk: (stack) => cdk.aws_opensearchservice.Domain.fromDomainAttributes(stack, 'd', domainAttributes), ours: ourDomain, grantees: identities, methods: domainMethods }),
  parityCase({ covers: 'aws-elasticsearch/Domain', cdk: (stack) => cdk.aws_elasticsearch.Domain.fromDomainAttributes(stack, 'd', domainAttributes), ours: ourDomain, grantees: identities, methods: domainMethods }),
  parityCase({
    covers: 'aws-opensearchservice/DomainGrants',
    cdk: (stack) => cdk.aws_opensearchservice.DomainGrants.fromDomain(new cdk.aws_opensearchservice.CfnDomain(stack, 'd', { domainName: 'd' })),
    ours: ourDomain,
    grantees: identities,
    methods: domainGrants,
  }),
  parityCase({
    covers: 'aws-elasticsearch/DomainGrants',
    cdk: (stack) => cdk.aws_elasticsearch.DomainGrants.fromDomain(new cdk.aws_elasticsearch.CfnDomain(stack, 'd', { domainName: 'd' })),
    ours: ourDomain,
    grantees: identities,
    methods: domainGrants,
  }),
];
