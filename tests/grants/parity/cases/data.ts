import * as cdk from 'aws-cdk-lib';
import * as ours from '@assent/grants';
import { account, cdkKey, identities, ourKey, parityCase, partner, region, regional } from '../parity-case.ts';

const partitionKey = { name: 'id', type: cdk.aws_dynamodb.AttributeType.STRING };
const stream = '2026-01-31T10:00:00.000';
const dynamodb = cdk.aws_dynamodb;
const cdkTable = (stack: cdk.Stack): cdk.aws_dynamodb.Table => {
  const table = new dynamodb.Table(stack, 'Orders', { tableName: 'Orders', partitionKey, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey: cdkKey(stack) });
  table.addGlobalSecondaryIndex({ indexName: 'by-date', partitionKey });
  return table;
};
const ourTable = (stack: ours.Stack): ours.Table => new ours.Table(stack, 'Orders', { indexes: true, stream, encryptionKey: ourKey(stack) });

const ourBucket = (stack: ours.Stack): ours.Bucket => new ours.Bucket(stack, 'pictures', { encryptionKey: ourKey(stack) });
const cdkBucket = (stack: cdk.Stack): cdk.aws_s3.Bucket => new cdk.aws_s3.Bucket(stack, 'pictures', { bucketName: 'pictures', encryptionKey: cdkKey(stack) });
const destination = { cdk: (stack: cdk.Stack) => ({ bucket: new cdk.aws_s3.Bucket(stack, 'copies', { bucketName: 'copies' }) as cdk.aws_s3.IBucket, encryptionKey: new cdk.aws_kms.Key(stack, 'k-2') }), ours: (stack: ours.Stack) => ({ bucket: new ours.Bucket(stack, 'copies'), encryptionKey: new ours.Key(stack, 'k-2') }) };

const glueTable = (stack: cdk.Stack): cdk.aws_glue.S3Table =>
  new cdk.aws_glue.S3Table(stack, 'orders', {
    database: cdk.aws_glue.Database.fromDatabaseArn(stack, 'Database', regional('glue', 'database/sales')),
    tableName: 'orders',
    columns: [{ name: 'id', type: cdk.aws_glue.Schema.STRING }],
    dataFormat: cdk.aws_glue.DataFormat.JSON,
    storage: cdk.aws_glue.S3TableStorage.fromBucket(cdk.aws_s3.Bucket.fromBucketName(stack, 'Data', 'data')),
    s3Prefix: 'orders/',
  });
const ourGlueTable = (stack: ours.Stack): ours.GlueTable => new ours.GlueTable(stack, 'sales', 'orders', { bucket: new ours.Bucket(stack, 'data'), s3Prefix: 'orders/' });
const toUnderlying = {
  cdk: (table: cdk.aws_glue.TableBase, grantee: cdk.aws_iam.IGrantable) => table.grantToUnderlyingResources(grantee, ['glue:GetTable']),
  ours: (table: ours.GlueTable, grantee: ours.Grantee) => table.grantToUnderlyingResources(grantee, ['glue:GetTable']),
};
const onTable = {
  cdk: (table: cdk.aws_glue.TableBase, grantee: cdk.aws_iam.IGrantable) => table.grant(grantee, ['glue:GetTable']),
  ours: (table: ours.GlueTable, grantee: ours.Grantee) => table.grant(grantee, 'glue:GetTable'),
};

export const dataCases = [
  parityCase({
    covers: 'aws-dynamodb/Table',
    cdk: cdkTable,
    ours: ourTable,
    methods: {
      grantReadData: [],
      grantWriteData: [],
      grantReadWriteData: [],
      grantFullAccess: [],
      grantStreamRead: [],
      grantTableListStreams: [],
      grantStream: ['dynamodb:GetRecords'],
      grant: ['dynamodb:GetItem'],
      grantOnKey: ['kms:Decrypt'],
    },
  }),
  parityCase({
    covers: 'aws-dynamodb/TableGrants',
    cdk: (stack) => cdkTable(stack).grants,
    ours: ourTable,
    methods: {
      actions: {
        cdk: (grants, grantee) => grants.actions(grantee, 'dynamodb:GetItem'),
        ours: (table, grantee) => table.grant(grantee, 'dynamodb:GetItem'),
      },
      readData: [],
      writeData: [],
      readWriteData: [],
      fullAccess: [],
      multiAccountReplicationTo: {
        cdk: (grants) => grants.multiAccountReplicationTo(`arn:aws:dynamodb:us-east-1:${partner}:table/Orders`),
        ours: (table) => table.grantMultiAccountReplicationTo(`arn:aws:dynamodb:us-east-1:${partner}:table/Orders`),
      },
      multiAccountReplicationFrom: {
        cdk: (grants) => grants.multiAccountReplicationFrom(`arn:aws:dynamodb:us-east-1:${partner}:table/Orders`),
        ours: (table) => table.grantMultiAccountReplicationFrom(`arn:aws:dynamodb:us-east-1:${partner}:table/Orders`),
      },
    },
  }),
  parityCase({
    covers: 'aws-dynamodb/StreamGrants',
    cdk: (stack) => cdkTable(stack).streamGrants,
    ours: ourTable,
    methods: {
      actions: { cdk: (grants, grantee) => grants.actions(grantee, 'dynamodb:GetRecords'), ours: (table, grantee) => table.grantStream(grantee, 'dynamodb:GetRecords') },
      list: { cdk: (grants, grantee) => grants.list(grantee), ours: (table, grantee) => table.grantTableListStreams(grantee) },
      read: { cdk: (grants, grantee) => grants.read(grantee), ours: (table, grantee) => table.grantStreamRead(grantee) },
    },
  }),
  parityCase({
    covers: 'aws-dynamodb/TableV2',
    cdk: (stack) =>
      new dynamodb.TableV2(stack, 'Orders', {
        tableName: 'Orders',
        partitionKey,
        dynamoStream: dynamodb.StreamViewType.NEW_IMAGE,
        encryption: dynamodb.TableEncryptionV2.customerManagedKey(cdkKey(stack)),
        globalSecondaryIndexes: [{ indexName: 'by-date', partitionKey }],
      }),
    ours: ourTable,
    methods: {
      grantReadData: [],
      grantWriteData: [],
      grantReadWriteData: [],
      grantFullAccess: [],
      grantStreamRead: [],
      grantTableListStreams: [],
      grantStream: ['dynamodb:GetRecords'],
      grant: ['dynamodb:GetItem'],
      grantOnKey: ['kms:Decrypt'],
    },
  }),
  parityCase({
    covers: 'aws-s3/Bucket',
    cdk: cdkBucket,
    ours: ourBucket,
    methods: {
      grantRead: ['a/*'],
      grantWrite: [],
      grantReadWrite: ['a/*'],
      grantPut: [],
      grantPutAcl: [],
      grantDelete: [],
      grantOnKey: ['kms:Decrypt'],
      grantReplicationPermission: {
        cdk: (bucket, grantee, stack) => bucket.grantReplicationPermission(grantee, { sourceDecryptionKey: bucket.encryptionKey as cdk.aws_kms.IKey, destinations: [destination.cdk(stack)] }),
        ours: (bucket, grantee, stack) => bucket.grantReplicationPermission(grantee, { destinations: [destination.ours(stack)] }),
      },
    },
  }),
  parityCase({
    covers: 'aws-s3/Bucket public',
    cdk: (stack) => new cdk.aws_s3.Bucket(stack, 'pictures', { bucketName: 'pictures', blockPublicAccess: cdk.aws_s3.BlockPublicAccess.BLOCK_ACLS_ONLY }),
    ours: (stack) => new ours.Bucket(stack, 'pictures', { blockPublicPolicy: false }),
    grantees: identities,
    methods: { grantPublicAccess: { cdk: (bucket) => bucket.grantPublicAccess('a/*'), ours: (bucket) => bucket.grantPublicAccess('a/*') } },
  }),
  parityCase({
    covers: 'aws-s3/BucketGrants',
    cdk: (stack) => cdkBucket(stack).grants,
    ours: ourBucket,
    methods: {
      read: ['a/*'],
      write: [],
      delete: [],
      put: [],
      putAcl: [],
      readWrite: ['a/*'],
      actionsOnObjectKeys: {
        cdk: (grants, grantee) => grants.actionsOnObjectKeys(grantee, 'a/*', 's3:GetObject'),
        ours: (bucket, grantee) => bucket.grantOnObjects(grantee, 'a/*', 's3:GetObject'),
      },
      actionsOnBucketAndObjectKeys: {
        cdk: (grants, grantee) => grants.actionsOnBucketAndObjectKeys(grantee, '*', 's3:GetObject'),
        ours: (bucket, grantee) => bucket.grant(grantee, 's3:GetObject'),
      },
      replicationPermission: {
        cdk: (grants, grantee, stack) => grants.replicationPermission(grantee, { sourceDecryptionKey: stack.node.findChild('k-1') as cdk.aws_kms.Key, destinations: [destination.cdk(stack)] }),
        ours: (bucket, grantee, stack) => bucket.grantReplicationPermission(grantee, { destinations: [destination.ours(stack)] }),
      },
    },
  }),
  parityCase({
    covers: 'aws-s3/BucketGrants public',
    cdk: (stack) => new cdk.aws_s3.Bucket(stack, 'pictures', { bucketName: 'pictures', blockPublicAccess: cdk.aws_s3.BlockPublicAccess.BLOCK_ACLS_ONLY }).grants,
    ours: (stack) => new ours.Bucket(stack, 'pictures', { blockPublicPolicy: false }),
    grantees: identities,
    methods: { publicAccess: { cdk: (grants) => grants.publicAccess('a/*', 's3:GetObject'), ours: (bucket) => bucket.grantPublicAccess('a/*', 's3:GetObject') } },
  }),
  parityCase({
    covers: 'aws-s3-assets/Asset',
    cdk: (stack) => new cdk.aws_s3_assets.Asset(stack, 'Asset', { path: import.meta.filename }),
    ours: (stack) => new ours.Bucket(stack, `cdk-hnb659fds-assets-${account}-${region}`),
    grantees: identities,
    methods: { grantRead: [] },
  }),
  parityCase({
    covers: 'aws-efs/FileSystem',
    cdk: (stack) => new cdk.aws_efs.FileSystem(stack, 'fs-1', { vpc: cdk.aws_ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['s-1'] }), allowAnonymousAccess: true }),
    ours: (stack) => new ours.FileSystem(stack, 'fs-1'),
    methods: { grantRead: [], grantReadWrite: [], grantRootAccess: [], grant: ['elasticfilesystem:DescribeMountTargets'] },
  }),
  parityCase({ covers: 'aws-backup/BackupVault', cdk: (stack) => new cdk.aws_backup.BackupVault(stack, 'vault', { backupVaultName: 'vault' }), ours: (stack) => new ours.BackupVault(stack, 'vault'), methods: { grant: ['backup:StartBackupJob'] } }),
  parityCase({
    covers: 'aws-glue/S3Table',
    cdk: glueTable,
    ours: ourGlueTable,
    grantees: identities,
    methods: { grantRead: [], grantWrite: [], grantReadWrite: [] },
  }),
  parityCase({ covers: 'aws-glue/Table', cdk: glueTable, ours: ourGlueTable, grantees: identities, methods: { grant: onTable, grantToUnderlyingResources: toUnderlying, grantRead: [], grantWrite: [], grantReadWrite: [] } }),
  parityCase({
    covers: 'aws-glue/ExternalTable',
    cdk: (stack) =>
      new cdk.aws_glue.ExternalTable(stack, 'orders', {
        database: cdk.aws_glue.Database.fromDatabaseArn(stack, 'Database', regional('glue', 'database/sales')),
        tableName: 'orders',
        columns: [{ name: 'id', type: cdk.aws_glue.Schema.STRING }],
        dataFormat: cdk.aws_glue.DataFormat.JSON,
        connection: cdk.aws_glue.Connection.fromConnectionName(stack, 'Connection', 'c'),
        externalDataLocation: 'db.orders',
      }),
    ours: (stack) => new ours.GlueTable(stack, 'sales', 'orders'),
    grantees: identities,
    methods: { grantRead: [], grantWrite: [], grantReadWrite: [] },
  }),
  ...[true, false].map((writer) =>
    parityCase({
      covers: `aws-rds/DatabaseCluster${writer ? '' : ' without a secret'}`,
      cdk: (stack) =>
        cdk.aws_rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'db', {
          clusterIdentifier: 'db',
          clusterResourceIdentifier: 'cluster-1',
          ...(writer ? { dataApiEnabled: true, secret: cdk.aws_secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', regional('secretsmanager', 'secret:s-AbCdEf')) } : { dataApiEnabled: true }),
        }),
      ours: (stack) => new ours.DatabaseCluster(stack, 'db', { resourceId: 'cluster-1', ...(writer ? { secret: new ours.Secret(stack, 's', { suffix: 'AbCdEf' }) } : {}) }),
      grantees: identities,
      methods: { grantConnect: ['ana'], grantDataApiAccess: [] },
    }),
  ),
  parityCase({
    covers: 'aws-rds/DatabaseInstance',
    cdk: (stack) => cdk.aws_rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'db', { instanceIdentifier: 'db', instanceResourceId: 'db-1', instanceEndpointAddress: 'e', port: 5432, securityGroups: [] }),
    ours: (stack) => new ours.DatabaseInstance(stack, 'db', { resourceId: 'db-1' }),
    methods: { grantConnect: ['ana'] },
  }),
  parityCase({
    covers: 'aws-rds/DatabaseProxy',
    cdk: (stack) => cdk.aws_rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'proxy', { dbProxyArn: regional('rds', 'db-proxy:prx-1'), dbProxyName: 'proxy', endpoint: 'e', securityGroups: [] }),
    ours: (stack) => new ours.DatabaseProxy(stack, 'prx-1'),
    methods: { grantConnect: ['ana'] },
  }),
  parityCase({
    covers: 'aws-rds/ServerlessCluster',
    cdk: (stack) => cdk.aws_rds.ServerlessCluster.fromServerlessClusterAttributes(stack, 'db', { clusterIdentifier: 'db' }),
    ours: (stack) => new ours.DatabaseCluster(stack, 'db', { resourceId: 'cluster-1' }),
    methods: { grantDataApiAccess: [] },
  }),
  parityCase({
    covers: 'aws-ec2/Volume',
    cdk: (stack) => cdk.aws_ec2.Volume.fromVolumeAttributes(stack, 'v', { volumeId: 'vol-1', availabilityZone: `${region}a`, encryptionKey: cdkKey(stack) }),
    ours: (stack) => new ours.Volume(stack, 'vol-1', { encryptionKey: ourKey(stack) }),
    methods: {
      grantAttachVolume: {
        cdk: (volume, grantee, stack) => volume.grantAttachVolume(grantee, [new cdk.aws_ec2.CfnInstance(stack, 'i-1', {})]),
        ours: (volume, grantee, stack) => volume.grantAttachVolume(grantee, [new ours.Ec2Instance(stack, 'i', { instanceId: 'i-1' })]),
      },
      grantDetachVolume: [],
      grantAttachVolumeByResourceTag: {
        cdk: (volume, grantee, stack) => volume.grantAttachVolumeByResourceTag(grantee, [stack], 'x'),
        ours: (volume, grantee) => volume.grantAttachVolumeByResourceTag(grantee, 'VolumeGrantAttach-X', 'value'),
      },
      grantDetachVolumeByResourceTag: {
        cdk: (volume, grantee, stack) => volume.grantDetachVolumeByResourceTag(grantee, [stack], 'x'),
        ours: (volume, grantee) => volume.grantDetachVolumeByResourceTag(grantee, 'VolumeGrantDetach-X', 'value'),
      },
    },
  }),
];
