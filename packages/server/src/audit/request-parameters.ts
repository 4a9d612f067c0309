const most = { depth: 4, members: 40, items: 40, text: 1_024 } as const;
/** Members that are content or secret by what they are called. */
const untold = /password|secret|token|privatekey|customerkey|keymaterial|connectionstring|credential|plaintext|ciphertext|authenticationcode|samlassertion|messagebody|messagestructure|userdata|zipfile|payload|^body$|^message$|^data$|^input$|^blob$|^cause$|^output$|^event$|^detail$|sessionpolicy/i;
/** Members that hold what an application keeps, key by key or expression by expression. */
const values = /^(item|items|key|keys|expected|attributeupdates|expressionattributevalues|messageattributes|attributes|environment|parameters|values?|records?|entries|encryptioncontext|requestitems|transactitems|logevents)$/i;
/** Of those the ones that stay, since they say what the call is about. */
const plainKey = /^key$/i;

/** What of the parameters of a call may be written down: names and identifiers, no secret and no content, of bounded size. */
export const tellable = (parameters: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => record(parameters, 0);

function record(members: Readonly<Record<string, unknown>>, depth: number): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(members)
      .slice(0, most.members)
      .flatMap(([name, value]): [string, unknown][] => (value === undefined ? [] : [[name.slice(0, 128), told(name, value, depth)]])),
  );
}

function told(name: string, value: unknown, depth: number): unknown {
  if (plainKey.test(name) && typeof value === 'string') return value.slice(0, most.text);
  if (untold.test(name) || values.test(name)) return 'HIDDEN';
  return plain(value, depth);
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, most.text);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value instanceof Uint8Array || depth >= most.depth) return 'HIDDEN';
  if (Array.isArray(value)) return value.slice(0, most.items).map((item: unknown) => plain(item, depth + 1));
  return record(value as Readonly<Record<string, unknown>>, depth + 1);
}
