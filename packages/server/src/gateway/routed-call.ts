/** A request to a service as its API means it. */
export interface RoutedCall {
  /** The service's name in the catalog of routes: `s3`, `dynamodb`, `cloudwatch`. */
  readonly service: string;
  /** Prefix of its IAM actions: `s3`, `dynamodb`, `cloudwatch`. */
  readonly actionPrefix: string;
  readonly operation: string;
  readonly protocol: 'rest-xml' | 'rest-json' | 'json' | 'query' | 'ec2' | 'smithy-rpc-v2-cbor';
  readonly region: string;
  /** Input members by their model name: labels, query, headers, and for small structured bodies the body's members. Bodies that are payload (S3 objects, Lambda Invoke) are never in it. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
