/** What the gate knows beside the calls of `requirements.jsonl`. */
export const rowFacts = {
  partition: 'aws',
  account: '111122223333',
  ownerOf: (arn: string): string | undefined => (arn.startsWith('arn:aws:s3:::shared-bucket') ? '444455556666' : undefined),
  tagsOf: (arn: string): Readonly<Record<string, string>> | undefined => (arn === 'arn:aws:s3:::photos/tagged.jpg' || arn.endsWith(':instance/i-2') ? { team: 'blue' } : undefined),
  isTagged: (arn: string): boolean => arn === 'arn:aws:s3:::photos/tagged.jpg',
  partitionKeyOf: (arn: string): string | undefined => (arn.endsWith('table/Orders') ? 'pk' : arn.endsWith('index/byDay') ? 'day' : undefined),
  keyOfAlias: (arn: string): string | undefined => (arn.endsWith(':alias/app') ? '9999abcd-12ab-34cd-56ef-1234567890ab' : undefined),
  keyOfCiphertext: (blob: string): string | undefined => (blob === 'AAAA' ? '8888abcd-12ab-34cd-56ef-1234567890ab' : undefined),
  roleOfProfile: (arn: string): string | undefined => (arn.endsWith(':instance-profile/web') ? 'arn:aws:iam::111122223333:role/web' : undefined),
  rolesOfTemplate: (arn: string): readonly string[] | undefined => (arn.endsWith(':launch-template/lt-2') ? ['arn:aws:iam::111122223333:role/web'] : undefined),
  rolesOfTask: (arn: string): readonly string[] | undefined => (/:task-definition\/web(?::3)?$/.test(arn) ? [] : arn.endsWith(':task-definition/job:1') ? ['arn:aws:iam::111122223333:role/job', 'arn:aws:iam::111122223333:role/start'] : undefined),
  canonical: (arn: string): string => (arn.endsWith(':stack/known/*') ? arn.replace('*', '0a1b') : arn),
  keysOf: (arn: string): Readonly<Record<string, string>> | undefined => (arn.endsWith(':key/5555abcd-12ab-34cd-56ef-1234567890ab') ? { 'kms:KeySpec': 'RSA_2048' } : undefined),
  streamOfIterator: (iterator: string): string | undefined => (iterator === 'AAAA' ? 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks' : undefined),
  secretOf: (arn: string): string | undefined => (arn.endsWith(':secret:known') ? `${arn}-Zz99Yy` : undefined),
};
