// An application as its authors write it: it knows neither credentials nor endpoint. It reads an order, and removes it.
import { DeleteItemCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

const dynamodb = new DynamoDBClient({ maxAttempts: 1 });
const order = { TableName: 'Orders', Key: { id: { S: '1' } } };
console.log((await new STSClient({ maxAttempts: 1 }).send(new GetCallerIdentityCommand({}))).Arn);
await dynamodb.send(new GetItemCommand(order));
try {
  await dynamodb.send(new DeleteItemCommand(order));
  console.log('deleted');
} catch (error) {
  console.log((error as Error).name);
  process.exitCode = 3;
}
