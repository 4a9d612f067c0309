import type { MfaDeviceFacts } from '../directory/facts.ts';
import { mfaSeedPurpose, spendCode } from '../directory/mfa-device.ts';
import type { Attempts } from '../secret/attempts.ts';
import type { Vault } from '../secret/vault.ts';
import type { MfaDeviceRow } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { acceptedStep, synchronize } from './one-time-password.ts';
import type { CodeState } from './one-time-password.ts';

/** Checks the codes of MFA devices, and sees to it that each is accepted once and none can be guessed. */
export class SecondFactors {
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #attempts: Attempts;

  constructor(store: Store, vault: Vault, attempts: Attempts) {
    this.#store = store;
    this.#vault = vault;
    this.#attempts = attempts;
  }

  /** Whether the code would be accepted now. A wrong one counts against the device. */
  check(device: MfaDeviceFacts, code: string, now: Date): boolean {
    return this.#step(device, code, now) !== undefined;
  }

  /** Accepts the code, or answers `false`; of two calls with one code one is accepted. */
  async spend(device: MfaDeviceFacts, code: string, now: Date): Promise<boolean> {
    const step = this.#step(device, code, now);
    if (step === undefined) return false;
    const spent = await this.#store.write((writer) => spendCode(writer, device, step));
    if (spent) this.#attempts.noteSuccess(device.id);
    return spent;
  }

  /** What two consecutive codes say of a device's clock; `undefined` where they are not the device's. */
  synchronize({ serial, sealed_seed, last_step }: MfaDeviceRow, code1: string, code2: string, now: Date): CodeState | undefined {
    if (!this.#attempts.isOpen(serial, now)) return undefined;
    const state = synchronize(this.#seed(serial, sealed_seed), code1, code2, last_step, now);
    if (state) this.#attempts.noteSuccess(serial);
    else this.#attempts.noteFailure(serial, now);
    return state;
  }

  /** A device that is gone leaves no failures to one of the same name. */
  forget(serial: string): void {
    this.#attempts.noteSuccess(serial);
  }

  #step(device: MfaDeviceFacts, code: string, now: Date): number | undefined {
    if (!this.#attempts.isOpen(device.id, now)) return undefined;
    const step = acceptedStep(this.#seed(device.id, device.sealedSeed), code, device, now);
    if (step === undefined) this.#attempts.noteFailure(device.id, now);
    return step;
  }

  #seed(serial: string, sealed: Uint8Array): Uint8Array {
    const seed = this.#vault.open(mfaSeedPurpose, serial, sealed);
    if (!seed) throw new Error(`the seed of ${serial} cannot be opened: the master key is not the one it was sealed with`);
    return seed;
  }
}
