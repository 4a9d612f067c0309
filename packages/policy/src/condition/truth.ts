/** The result of a condition. `undecided`: it could not be evaluated (R4.11), which keeps an Allow from matching and
 * makes a Deny apply (R1.4). */
export type Truth = 'true' | 'false' | 'undecided';
