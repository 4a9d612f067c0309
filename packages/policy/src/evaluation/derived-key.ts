import type { ContextValue, Principal } from './request.ts';
import type { RequestView } from './request-view.ts';

type Derive = (view: RequestView) => ContextValue | undefined;

const single = (value: string | undefined): ContextValue | undefined => (value === undefined ? undefined : { values: [value], multi: false });
const list = (value: string | undefined): ContextValue | undefined => (value === undefined ? undefined : { values: [value], multi: true });

const principalTypes: Readonly<Partial<Record<Principal['kind'], string>>> = {
  root: 'Account',
  user: 'User',
  roleSession: 'AssumedRole',
  federatedUser: 'FederatedUser',
  anonymous: 'Anonymous',
};

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function principalArn(principal: Principal): string | undefined {
  if (principal.kind === 'roleSession') return principal.roleArn;
  return 'arn' in principal ? principal.arn : undefined;
}

function principalAccount(principal: Principal): string | undefined {
  if (principal.kind === 'anonymous') return 'anonymous';
  return 'account' in principal ? principal.account : undefined;
}

function userId(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'root':
      return principal.account;
    case 'user':
      return principal.id;
    case 'roleSession':
      return principal.roleId === undefined ? undefined : `${principal.roleId}:${lastPart(principal.arn)}`;
    case 'federatedUser':
      return `${principal.account}:${lastPart(principal.arn)}`;
    default:
      return undefined;
  }
}

/** Only principals of an account are members of its organization. */
const memberPath = ({ principal, request }: RequestView): string | undefined => ('account' in principal ? request.organization?.principalPath : undefined);

const resourcePath = ({ request }: RequestView): string | undefined => request.organization?.resourcePath;

const organizationId = (path: string | undefined, { request }: RequestView): string | undefined => (path === undefined ? undefined : request.organization?.id);

function calledVia(view: RequestView, at: 0 | -1): ContextValue | undefined {
  return single(view.request.context.get('aws:calledvia')?.values.at(at));
}

const service = ({ principal }: RequestView): string | undefined => (principal.kind === 'service' ? principal.service : undefined);

/** The keys that follow from the rest of a request, unless it gives them (section 6 of evaluation.md). */
export const derivedKeys: ReadonlyMap<string, Derive> = new Map<string, Derive>([
  ['aws:principalarn', ({ principal }) => single(principalArn(principal))],
  ['aws:principalaccount', ({ principal }) => single(principalAccount(principal))],
  ['aws:principaltype', ({ principal }) => single(principalTypes[principal.kind])],
  ['aws:userid', ({ principal }) => single(userId(principal))],
  ['aws:username', ({ principal }) => single(principal.kind === 'user' ? lastPart(principal.arn) : undefined)],
  ['aws:principalorgid', (view) => single(organizationId(memberPath(view), view))],
  ['aws:principalorgpaths', (view) => list(memberPath(view))],
  ['aws:principalisawsservice', ({ principal }) => (principal.kind === 'anonymous' || principal.kind === 'federated' ? undefined : single(String(principal.kind === 'service')))],
  ['aws:principalservicename', (view) => single(service(view))],
  ['aws:principalservicenameslist', (view) => list(service(view))],
  ['aws:resourceaccount', (view) => (view.resourceAccount === '' ? undefined : single(view.resourceAccount))],
  ['aws:resourceorgid', (view) => single(organizationId(resourcePath(view), view))],
  ['aws:resourceorgpaths', (view) => list(resourcePath(view))],
  ['aws:viaawsservice', () => single('false')],
  ['aws:calledviafirst', (view) => calledVia(view, 0)],
  ['aws:calledvialast', (view) => calledVia(view, -1)],
  ['aws:currenttime', ({ request }) => single(request.now?.toISOString())],
  ['aws:epochtime', ({ request }) => single(request.now && String(Math.floor(request.now.getTime() / 1000)))],
]);
