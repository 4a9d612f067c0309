/** How much IAM takes, in characters other than white space (R14.2), and how many policies it attaches. */
export const policyQuotas = {
  role: { inline: 10_240, managed: 6_144, attached: 20 },
  user: { inline: 2_048, managed: 6_144, attached: 10 },
  group: { inline: 5_120, managed: 6_144, attached: 10 },
} as const;

/** Of a role's trust policy, where the quota was not raised. */
export const trustPolicyQuota = 2_048;

/** Bytes of resource policies that the services take. */
export const resourcePolicyQuotas: Readonly<Record<string, number>> = {
  s3: 20_480,
  kms: 32_768,
  lambda: 20_480,
  secretsmanager: 20_480,
  dynamodb: 20_480,
  sns: 30_720,
};
