import type { ApiModel, Shape } from '@assent/catalog';

/** A value of a shape, as text: lists and structures hold more of them. */
export type Sample = string | readonly Sample[] | { readonly [member: string]: Sample };

const arn = 'arn:aws:iam::123456789012:user/somebody';
const policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}';

/** Texts of every form that some shape wants: the first that a shape takes is its sample. */
const texts: readonly string[] = [
  'somebody',
  '123456789012',
  'a@b.example',
  '/',
  '/a/',
  'v1',
  arn,
  policy,
  'arn:aws:iam::123456789012:role/somebody',
  'arn:aws:iam::aws:policy/ReadOnlyAccess',
  'o-0123456789',
  'o-0123456789/r-abcd',
  'r-abcd',
  'ou-abcd-abcdefgh',
  'p-0123456789',
  'h-0123456789',
  'rt-0123456789',
  'car-0123456789abcdef',
  'rp-0123456789abcdef',
  'config.amazonaws.com',
  'AKIAIOSFODNN7EXAMPLE',
  'https://issuer.example',
  '00000000-0000-4000-8000-000000000000',
  '0123456789012345678901234567890123456789',
  '123456',
  'RS256',
  'x'.repeat(1000),
];

const fits = (text: string, shape: Extract<Shape, { type: 'string' }>): boolean =>
  text.length >= (shape.min ?? 0) &&
  text.length <= (shape.max ?? Infinity) &&
  (shape.pattern === undefined || new RegExp(`^(?:${shape.pattern})$`, shape.pattern.includes('\\p{') ? 'u' : '').test(text));

/** A value that the model of a shape allows.
 * @throws Error where no text is known that the shape takes */
export function sampleOf(model: ApiModel, name: string, depth = 0): Sample {
  const shape = model.shapes[name];
  switch (shape?.type) {
    case 'structure': {
      const members = Object.entries(shape.members).filter(([member]) => shape.required?.includes(member) === true || depth > 0);
      return depth > 4 ? {} : Object.fromEntries(members.map(([member, target]) => [member, sampleOf(model, target, depth + 1)]));
    }
    case 'list':
      return [sampleOf(model, shape.member, depth + 1)];
    case 'map':
      return {};
    case 'string': {
      const text = shape.enum ? shape.enum[0] : (texts.find((each) => fits(each, shape)) ?? undefined);
      if (text === undefined) throw new Error(`no sample is known for ${name}: ${JSON.stringify(shape)}`);
      return text;
    }
    case 'integer':
      return String(shape.min ?? 1);
    case 'boolean':
      return 'true';
    case 'timestamp':
      return '2096-01-01T00:00:00Z';
    case 'blob':
      return 'AAAA';
    default:
      throw new Error(`the model has no shape ${name}`);
  }
}
