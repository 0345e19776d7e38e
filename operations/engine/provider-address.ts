import type { Engine } from './find-engine';

/** A provider's address, with the registry that the engine takes it from. */
export interface ProviderAddress {
  readonly host: string;
  /** `<namespace>/<type>` */
  readonly name: string;
}

/** Where each engine finds providers whose source names no host. */
const REGISTRIES: Readonly<Record<Engine['name'], string>> = {
  Terraform: 'registry.terraform.io',
  OpenTofu: 'registry.opentofu.org',
};

/** Completes a source such as `linode/linode` or `registry.example/linode/linode`. */
export function providerAddress(source: string, engine: Engine['name']): ProviderAddress {
  const parts = source.split('/');
  const host = parts.length === 3 ? String(parts[0]) : REGISTRIES[engine];
  return { host, name: parts.slice(-2).join('/') };
}

/** The address as states and engines write it: `registry.terraform.io/linode/linode`. */
export const fullAddress = ({ host, name }: ProviderAddress) => `${host}/${name}`;
