import type { Strengths } from '../principal.ts';

/** What the statements of one set say about a request (R1.3), as bits: the ways in which statements that allow name the
 * caller, and what follows. A decision takes several, and nothing is made for one. */
export type SetOutcome = number;

const strengthBits = 0xffff;
const deniedBit = 1 << 16;
const undecidedBit = 1 << 17;

/** There is no such policy, or it does not apply. */
export const notApplicable: SetOutcome = 1 << 18;
export const noOutcome: SetOutcome = 0;
/** A denying statement could not be evaluated, which denies (R1.4). */
export const undecided: SetOutcome = deniedBit | undecidedBit;

/** What a statement says that matches, and names the caller in the given ways. */
export const outcomeOf = (effect: 'Allow' | 'Deny', named: Strengths): SetOutcome => (effect === 'Deny' ? deniedBit : named);

export const isDenied = (outcome: SetOutcome): boolean => (outcome & deniedBit) !== 0;
export const isUndecided = (outcome: SetOutcome): boolean => (outcome & undecidedBit) !== 0;
/** 0: none allows. */
export const strengthsOf = (outcome: SetOutcome): Strengths => outcome & strengthBits;
export const allows = (outcome: SetOutcome): boolean => (outcome & strengthBits) !== 0;
/** It allows, or there is nothing that would have to. */
export const doesNotHinder = (outcome: SetOutcome): boolean => (outcome & (strengthBits | notApplicable)) !== 0;
export const withoutDenial = (outcome: SetOutcome): SetOutcome => outcome & ~(deniedBit | undecidedBit);
export const withoutAllowance = (outcome: SetOutcome): SetOutcome => outcome & ~strengthBits;
