/** Where encrypted kubeconfigs are kept. Errors name the place, never what is kept. */
export interface KubeconfigPlace {
  /** @throws {Error} when it is not there afterwards, as far as is known */
  put(reference: string, text: string): Promise<void>;
  /** @returns undefined where there is none */
  get(reference: string): Promise<string | undefined>;
  /** It may be gone already. */
  remove(reference: string): Promise<void>;
}

/** Key within a secret, where a reference names none. */
export const USUAL_KEY = 'kubeconfig';
