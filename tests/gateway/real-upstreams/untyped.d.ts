/** What the tests use of a package that has no types. */
declare module 'dynalite' {
  export default function dynalite(options: { readonly createTableMs: number; readonly deleteTableMs: number }): import('node:http').Server;
}
