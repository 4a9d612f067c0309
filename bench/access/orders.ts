/** The policy of the benchmark, in the words that IAM and Cerbos can both say: actions on the orders of an account that begin
 * with a prefix, for one tenant. */
export interface OrderStatement {
  readonly actions: readonly string[];
  readonly account: string;
  readonly prefix: string;
  readonly tenant: string;
}

export const account = '123456789012';

export const statements: readonly OrderStatement[] = Array.from({ length: 8 }, (_, index) => ({ actions: [`orders:Get${index}`, `orders:List${index}`], account, prefix: `${index}/`, tenant: `t${index}` }));

export interface Question {
  readonly action: string;
  readonly account: string;
  readonly id: string;
  readonly tenant: string;
}

/** What is asked, and allowed by the last statement alone. */
export const question: Question = { action: 'orders:Get7', account, id: '7/17', tenant: 't7' };

export const iamDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: statements.map(({ actions, prefix, tenant }) => ({ Effect: 'Allow', Action: actions, Resource: `arn:aws:orders:*:${account}:order/${prefix}*`, Condition: { StringEquals: { 'orders:tenant': tenant } } })),
});

/** The question as AuthZEN has it. */
export const evaluationOf = ({ action, account: owner, id, tenant }: Question): string =>
  JSON.stringify({
    subject: { type: 'user', id: `arn:aws:iam::${account}:user/bench` },
    action: { name: action },
    resource: { type: 'order', id: `arn:aws:orders:eu-central-1:${owner}:order/${id}` },
    context: { 'orders:tenant': tenant },
  });
