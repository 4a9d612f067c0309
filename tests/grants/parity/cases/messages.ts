import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { cdkKey, identities, ourKey, parityCase, regional } from '../parity-case.ts';

const cdkQueue = (stack: cdk.Stack): cdk.aws_sqs.Queue => new cdk.aws_sqs.Queue(stack, 'q', { queueName: 'q', encryptionMasterKey: cdkKey(stack) });
const ourQueue = (stack: ours.Stack): ours.Queue => new ours.Queue(stack, 'q', { encryptionKey: ourKey(stack) });
const cdkTopic = (stack: cdk.Stack): cdk.aws_sns.Topic => new cdk.aws_sns.Topic(stack, 't', { topicName: 't', masterKey: cdkKey(stack) });
const ourTopic = (stack: ours.Stack): ours.Topic => new ours.Topic(stack, 't', { encryptionKey: ourKey(stack) });
const cdkBus = (stack: cdk.Stack): cdk.aws_events.EventBus => new cdk.aws_events.EventBus(stack, 'b', { eventBusName: 'b' });
const ourBus = (stack: ours.Stack): ours.EventBus => new ours.EventBus(stack, 'b');
const cdkStream = (stack: cdk.Stack): cdk.aws_kinesis.Stream => new cdk.aws_kinesis.Stream(stack, 's', { streamName: 's', encryptionKey: cdkKey(stack) });
const ourStream = (stack: ours.Stack): ours.Stream => new ours.Stream(stack, 's', { encryptionKey: ourKey(stack) });
const cdkMachine = (stack: cdk.Stack): cdk.aws_stepfunctions.IStateMachine => cdk.aws_stepfunctions.StateMachine.fromStateMachineName(stack, 'm', 'm');
const ourMachine = (stack: ours.Stack): ours.StateMachine => new ours.StateMachine(stack, 'm');
const cdkGroup = (stack: cdk.Stack): cdk.aws_scheduler.ScheduleGroup => new cdk.aws_scheduler.ScheduleGroup(stack, 'g', { scheduleGroupName: 'g' });
const ourGroup = (stack: ours.Stack): ours.ScheduleGroup => new ours.ScheduleGroup(stack, 'g');
const cdkDelivery = (stack: cdk.Stack): cdk.aws_kinesisfirehose.IDeliveryStream => cdk.aws_kinesisfirehose.DeliveryStream.fromDeliveryStreamName(stack, 'd', 'd');
const ourDelivery = (stack: ours.Stack): ours.DeliveryStream => new ours.DeliveryStream(stack, 'd');

export const messageCases = [
  parityCase({ covers: 'aws-sqs/Queue', cdk: cdkQueue, ours: ourQueue, methods: { grantSendMessages: [], grantConsumeMessages: [], grantPurge: [], grant: ['sqs:ListQueueTags'], grantOnKey: ['kms:Decrypt'] } }),
  parityCase({ covers: 'aws-sqs/QueueGrants', cdk: (stack) => cdkQueue(stack).grants, ours: ourQueue, methods: { actions: [['sqs:ListQueueTags']], sendMessages: [], consumeMessages: [], purge: [] } }),
  parityCase({ covers: 'aws-sns/Topic', cdk: cdkTopic, ours: ourTopic, methods: { grantPublish: [], grantSubscribe: [], grantOnKey: ['kms:Decrypt'] } }),
  parityCase({ covers: 'aws-sns/TopicGrants', cdk: (stack) => cdkTopic(stack).grants, ours: ourTopic, methods: { actions: [['sns:GetTopicAttributes']], publish: [], subscribe: [] } }),
  parityCase({
    covers: 'aws-events/EventBus',
    cdk: cdkBus,
    ours: ourBus,
    methods: { grantPutEventsTo: { cdk: (bus, grantee) => bus.grantPutEventsTo(grantee, 'AnySid'), ours: (bus, grantee) => bus.grantPutEventsTo(grantee) }, grantAllPutEvents: { cdk: (bus, grantee, stack) => (void bus, cdk.aws_events.EventBus.grantAllPutEvents(grantee), void stack), ours: (bus, grantee) => bus.grantAllPutEvents(grantee) } },
  }),
  parityCase({ covers: 'aws-events/EventBusGrants', cdk: (stack) => cdkBus(stack).grants, ours: ourBus, methods: { actions: [['events:DescribeEventBus']], allPutEvents: [] } }),
  parityCase({ covers: 'aws-kinesis/Stream', cdk: cdkStream, ours: ourStream, methods: { grantRead: [], grantWrite: [], grantReadWrite: [], grant: ['kinesis:ListShards'] } }),
  parityCase({
    covers: 'aws-kinesis/StreamConsumer',
    cdk: (stack) => cdk.aws_kinesis.StreamConsumer.fromStreamConsumerAttributes(stack, 'c', { streamConsumerArn: `${regional('kinesis', 'stream/s')}/consumer/c:1` }),
    ours: (stack) => new ours.StreamConsumer(new ours.Stream(stack, 's'), 'c', '1'),
    grantees: identities,
    methods: { grantRead: [], grant: ['kinesis:DescribeStreamConsumer'] },
  }),
  parityCase({ covers: 'aws-kinesisfirehose/DeliveryStream', cdk: cdkDelivery, ours: ourDelivery, methods: { grantPutRecords: [], grant: ['firehose:DescribeDeliveryStream'] } }),
  parityCase({
    covers: 'aws-kinesisfirehose/DeliveryStreamGrants',
    cdk: (stack) => new cdk.aws_kinesisfirehose.DeliveryStream(stack, 'd', { deliveryStreamName: 'd', destination: new cdk.aws_kinesisfirehose.S3Bucket(cdk.aws_s3.Bucket.fromBucketName(stack, 'B', 'data')) }).grants,
    ours: ourDelivery,
    methods: { actions: [['firehose:DescribeDeliveryStream']], putRecords: [] },
  }),
  parityCase({
    covers: 'aws-kinesisfirehose/KinesisStreamSource',
    cdk: (stack) => new cdk.aws_kinesisfirehose.KinesisStreamSource(cdkStream(stack)),
    ours: ourStream,
    methods: { grantRead: [] },
  }),
  parityCase({
    covers: 'aws-stepfunctions/StateMachine',
    cdk: cdkMachine,
    ours: ourMachine,
    methods: { grantStartExecution: [], grantStartSyncExecution: [], grantRead: [], grantTaskResponse: [], grantExecution: ['states:StopExecution'], grantRedriveExecution: [], grant: ['states:DescribeStateMachine'] },
  }),
  parityCase({
    covers: 'aws-stepfunctions/StateMachineGrants',
    cdk: (stack) => cdk.aws_stepfunctions.StateMachineGrants.fromStateMachine(cdkMachine(stack)),
    ours: ourMachine,
    methods: {
      startExecution: [],
      startSyncExecution: [],
      read: [],
      taskResponse: [],
      redriveExecution: [],
      execution: { cdk: (grants, grantee) => grants.execution(grantee, 'states:StopExecution'), ours: (machine, grantee) => machine.grantExecution(grantee, 'states:StopExecution') },
      actions: { cdk: (grants, grantee) => grants.actions(grantee, 'states:DescribeStateMachine'), ours: (machine, grantee) => machine.grant(grantee, 'states:DescribeStateMachine') },
    },
  }),
  parityCase({ covers: 'aws-stepfunctions/Activity', cdk: (stack) => new cdk.aws_stepfunctions.Activity(stack, 'a', { activityName: 'a' }), ours: (stack) => new ours.Activity(stack, 'a'), methods: { grant: ['states:GetActivityTask'] } }),
  parityCase({ covers: 'aws-scheduler/ScheduleGroup', cdk: cdkGroup, ours: ourGroup, methods: { grantReadSchedules: [], grantWriteSchedules: [], grantDeleteSchedules: [], grant: ['scheduler:GetScheduleGroup'] } }),
  parityCase({ covers: 'aws-scheduler/ScheduleGroupGrants', cdk: (stack) => cdkGroup(stack).grants, ours: ourGroup, methods: { readSchedules: [], writeSchedules: [], deleteSchedules: [] } }),
  parityCase({ covers: 'aws-ses/EmailIdentity', cdk: (stack) => cdk.aws_ses.EmailIdentity.fromEmailIdentityName(stack, 'i', 'example.org'), ours: (stack) => new ours.EmailIdentity(stack, 'example.org'), methods: { grant: ['ses:GetIdentityVerificationAttributes'], grantSendEmail: [] } }),
];
