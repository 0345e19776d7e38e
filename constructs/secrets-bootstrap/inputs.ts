import { chartRepository, chartVersion, dnsLabel, goDuration } from '../../model/limits';
import { extraValues } from '../chart-release';
import { CHARTS, repositoryOf } from '../charts';
import { bool, optional, text } from '../inputs/types';
import { NETWORK_POLICY_INPUTS } from '../namespace-policies';
import { PLACEMENT_INPUTS } from '../placement';

/** Inputs of the module `secrets-bootstrap`. */
export const SECRETS_BOOTSTRAP_INPUTS = {
  namespace: optional(
    text(dnsLabel),
    'Namespace of the controller. With it go the sealing keys: back them up before you remove it.',
    'sealed-secrets',
  ),
  createNamespace: optional(bool(), 'Whether the namespace is made here; false for one that exists.', true),
  keyRenewPeriod: optional(
    text(goDuration),
    'Period after which the controller adds a new sealing key, such as 720h; 0 for never, so that a backup of the keys stays whole until you rotate them.',
    '0',
  ),
  ...NETWORK_POLICY_INPUTS,
  ...PLACEMENT_INPUTS,

  sealedSecretsValues: extraValues('sealed-secrets'),

  sealedSecretsVersion: optional(
    text(chartVersion),
    'Version of the chart sealed-secrets.',
    CHARTS['sealed-secrets'].version,
  ),
  sealedSecretsRepository: optional(
    text(chartRepository),
    'Chart repository with sealed-secrets.',
    repositoryOf('sealed-secrets'),
  ),
};

export type { SecretsBootstrapProps } from './props';
