/** What a thousand grants take, from the first call to the policies: CPU time of this process, which is what one core would
 * need, and the share of what CDK takes for the same grants in the same run. */
import { Bucket, LambdaFunction, Queue, Stack, Table, toCloudFormation, toIamJson, toMarkdown, toTerraform } from '@assent/grants';
import * as cdk from 'aws-cdk-lib';
import { cpuTime } from '../engine/cpu-time.ts';
import { goal, median, report } from '../report.ts';

const rounds = 5;
const functions = 100;
const grantsEach = 10;

/** A hundred functions, each with grants on ten resources of a hundred. */
function ours(): Stack {
  const stack = new Stack({ account: '123456789012', region: 'eu-central-1' });
  const tables = Array.from({ length: 40 }, (_, index) => new Table(stack, `table-${index}`, { indexes: true }));
  const buckets = Array.from({ length: 30 }, (_, index) => new Bucket(stack, `bucket-${index}`));
  const queues = Array.from({ length: 30 }, (_, index) => new Queue(stack, `queue-${index}`));
  let grants = 0;
  for (let index = 0; index < functions; index++) {
    const fn = new LambdaFunction(stack, `function-${index}`);
    for (const at of places(index)) {
      if (at < 40) tables[at]?.grantReadData(fn);
      else if (at < 70) buckets[at - 40]?.grantReadWrite(fn, `prefix-${index}/*`);
      else queues[at - 70]?.grantSendMessages(fn);
      grants++;
    }
  }
  const { holders } = toIamJson(stack);
  if (grants !== functions * grantsEach || holders.length !== functions) throw new Error('not what was to be measured');
  return stack;
}

/** The same with CDK. */
function theirs(): void {
  const app = new cdk.App({ analyticsReporting: false });
  const stack = new cdk.Stack(app, 'Bench', { env: { account: '123456789012', region: 'eu-central-1' } });
  const tables = Array.from({ length: 40 }, (_, index) => cdk.aws_dynamodb.Table.fromTableAttributes(stack, `table-${index}`, { tableName: `table-${index}`, grantIndexPermissions: true }));
  const buckets = Array.from({ length: 30 }, (_, index) => cdk.aws_s3.Bucket.fromBucketName(stack, `bucket-${index}`, `bucket-${index}`));
  const queues = Array.from({ length: 30 }, (_, index) => cdk.aws_sqs.Queue.fromQueueArn(stack, `queue-${index}`, `arn:aws:sqs:eu-central-1:123456789012:queue-${index}`));
  for (let index = 0; index < functions; index++) {
    const role = new cdk.aws_iam.Role(stack, `function-${index}`, { assumedBy: new cdk.aws_iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const at of places(index)) {
      if (at < 40) tables[at]?.grantReadData(role);
      else if (at < 70) buckets[at - 40]?.grantReadWrite(role, `prefix-${index}/*`);
      else queues[at - 70]?.grantSendMessages(role);
    }
  }
  app.synth();
}

/** The positions of the resources that a function is granted. */
const places = (index: number): readonly number[] => Array.from({ length: grantsEach }, (_, step) => (index * 7 + step * 11) % 100);

const seconds = (run: () => unknown): number => cpuTime(1, run) / 1e6;

const cold = seconds(ours);
theirs();
const stack = ours();
const outputs = { CloudFormation: toCloudFormation, Terraform: toTerraform, Markdown: toMarkdown };
const taken = Array.from({ length: rounds }, () => ({ ours: seconds(ours), theirs: seconds(theirs), outputs: Object.values(outputs).map((write) => seconds(() => write(stack))) }));
report('1000 grants to policies, the first time', cold, goal('under', 1), 'seconds of CPU time');
report('1000 grants to policies', median(taken.map((each) => each.ours)), goal('under', 1), 'seconds of CPU time');
report('1000 grants to policies, beside CDK', median(taken.map((each) => each.ours / each.theirs)), goal('under', 1), 'of its CPU time');
for (const [index, name] of Object.keys(outputs).entries()) report(`the same stack to ${name}`, median(taken.map((each) => each.outputs[index] ?? NaN)), goal('under', 1), 'seconds of CPU time');
