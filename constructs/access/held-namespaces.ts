import { ENVIRONMENT_NAMES } from '../../model/entities/environment';
import { ACCESS_NAMESPACE, BASELINE_NAMESPACES, namespaceOf } from '../../model/naming';
import { within } from './admission-policy';

/** A policy for the namespaces that are Terraform's: who has all rights within one has none in the namespace itself. */
export const withinHeld = within([...ENVIRONMENT_NAMES.map(namespaceOf), ...BASELINE_NAMESPACES, ACCESS_NAMESPACE]);
