/** A test case of a report: it holds, or has a problem. */
export interface JunitCase {
  readonly name: string;
  readonly milliseconds: number;
  readonly problem?: {
    readonly element: 'failure' | 'error';
    readonly type: string;
    /** One line. */
    readonly message: string;
    readonly text?: string;
  };
}

/** The test cases of a file. */
export interface JunitSuite {
  readonly file: string;
  readonly cases: readonly JunitCase[];
  readonly milliseconds: number;
}

/** Writes JUnit XML, as CI systems read it: a suite a file. */
export function junitXml(suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="assent" ${counts(suites)}>`,
    ...suites.flatMap((suite) => [`  <testsuite name="${escape(suite.file)}" ${counts([suite])}>`, ...suite.cases.flatMap((each) => testCase(suite.file, each)), '  </testsuite>']),
    '</testsuites>',
    '',
  ].join('\n');
}

function counts(suites: readonly JunitSuite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  const having = (element: 'failure' | 'error'): number => cases.filter(({ problem }) => problem?.element === element).length;
  return `tests="${cases.length}" failures="${having('failure')}" errors="${having('error')}" time="${seconds(suites.reduce((sum, { milliseconds }) => sum + milliseconds, 0))}"`;
}

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(6);

function testCase(file: string, { name, milliseconds, problem }: JunitCase): readonly string[] {
  const open = `    <testcase name="${escape(name)}" classname="${escape(file)}" time="${seconds(milliseconds)}"`;
  if (!problem) return [`${open}/>`];
  const { element, type, message, text } = problem;
  const start = `      <${element} type="${escape(type)}" message="${escape(message)}"`;
  return [`${open}>`, text === undefined ? `${start}/>` : `${start}>${escape(text, '\n')}</${element}>`, '    </testcase>'];
}

/** Text for XML 1.0: its five signs escaped, and what XML cannot hold at all replaced.
 * @param kept white space that stays as it is; an attribute keeps none */
function escape(text: string, kept = ''): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replaceAll(/[&<>"'\t\n\r]/g, (sign) => (kept.includes(sign) ? sign : `&#${sign.charCodeAt(0)};`));
}
