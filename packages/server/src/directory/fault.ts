import { ApiError } from '../wire/api-error.ts';

/** The directory's errors in AWS's words (R21.2), a factory each. */
type Named = 'user' | 'role' | 'group';

const capitalized = { user: 'User', role: 'Role', group: 'Group' } as const;

export const noSuch = (kind: Named, name: string): ApiError => new ApiError('NoSuchEntity', `The ${kind} with name ${name} cannot be found.`);

export const noSuchInstanceProfile = (name: string): ApiError => new ApiError('NoSuchEntity', `Instance Profile ${name} cannot be found.`);

export const noSuchPolicy = (arn: string): ApiError => new ApiError('NoSuchEntity', `Policy ${arn} was not found.`);

export const notAttachable = (arn: string): ApiError => new ApiError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`);

export const notAttached = (arn: string): ApiError => new ApiError('NoSuchEntity', `Policy ${arn} was not found.`);

export const noSuchInlinePolicy = (kind: Named, name: string): ApiError => new ApiError('NoSuchEntity', `The ${kind} policy with name ${name} cannot be found.`);

export const noSuchVersion = (arn: string, version: string): ApiError => new ApiError('NoSuchEntity', `Policy ${arn} version ${version} does not exist or is not attachable.`);

export const noSuchTemplate = (arn: string): ApiError => new ApiError('NoSuchEntity', `The role template ${arn} cannot be found.`);

export const noSuchAccessKey = (id: string): ApiError => new ApiError('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);

export const noSuchLoginProfile = (name: string): ApiError => new ApiError('NoSuchEntity', `Login Profile for User ${name} cannot be found.`);

export const noSuchMfaDevice = (serial: string): ApiError => new ApiError('NoSuchEntity', `MFA Device with serial number ${serial} cannot be found.`);

export const noSuchServerCertificate = (name: string): ApiError => new ApiError('NoSuchEntity', `The Server Certificate with name ${name} cannot be found.`);

export const noSuchCredential = (id: string): ApiError => new ApiError('NoSuchEntity', `No such credential ${id} exists`);

export const malformedCertificate = (message: string): ApiError => new ApiError('MalformedCertificate', message);

export const alreadyExists = (kind: Named, name: string): ApiError => new ApiError('EntityAlreadyExists', `${capitalized[kind]} with name ${name} already exists.`);

export const deleteConflict = (what: 'detach all policies' | 'remove referenced objects' | 'delete policies' | 'remove users from group' | 'remove roles from instance profile' | 'delete login profile' | 'delete MFA device'): ApiError =>
  new ApiError('DeleteConflict', `Cannot delete entity, must ${what} first.`);

export const invalidArn = (): ApiError => new ApiError('ValidationError', 'Invalid ARN:  Could not be parsed!');

export const malformed = (message: string): ApiError => new ApiError('MalformedPolicyDocument', message);

export const validation = (message: string): ApiError => new ApiError('ValidationError', message);
