import { contractTerms, type ContractTerms } from './contract';

/**
 * Terms as a local value of a root module, and back. People write some of the text, and Terraform would take parts of it
 * for an expression.
 */
export const termsLocal = {
  write: (terms: ContractTerms): unknown =>
    eachText(terms, (text) => text.replaceAll('${', () => '$${').replaceAll('%{', '%%{')),
  /** @returns undefined for what another release wrote, or nobody */
  read: (value: unknown): ContractTerms | undefined =>
    contractTerms.safeParse(eachText(value, (text) => text.replaceAll('$${', () => '${').replaceAll('%%{', '%{'))).data,
};

function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => eachText(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, eachText(one, change)]));
}
