/** Seals secrets under the installation's master key; the program brings one. */
export interface Vault {
  seal(plain: Uint8Array, context: string): Uint8Array;
  /** Throws where the seal is broken or was made for another context. */
  open(sealed: Uint8Array, context: string): Uint8Array;
}
