/** AWS's text about an action that it does not store (R13.12); `undefined` where it stores it. */
export function actionFault(action: string): string | undefined {
  if (action === '*') return undefined;
  const colons = action.split(':').length - 1;
  if (colons === 0) return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  if (colons > 1) return 'Actions/Condition can contain only one colon.';
  const vendor = action.slice(0, action.indexOf(':'));
  return vendor === '*' || /^[A-Za-z0-9.-]*$/.test(vendor) ? undefined : `Vendor ${vendor} is not valid`;
}
