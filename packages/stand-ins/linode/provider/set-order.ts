import { crc32 } from 'node:zlib';

/** A set of texts in the order in which the provider's SDK lists it: by the digits of a checksum. */
export function inSetOrder(texts: string[]): string[] {
  const digits = (text: string) => String(crc32(`${text};`));
  return [...texts].sort((a, b) => (digits(a) < digits(b) ? -1 : 1));
}
