import { LABEL_DOMAIN } from '../naming';
import type { Environment } from './environment';

/** Most bytes of all annotations of an object, keys and values together (Kubernetes, TotalAnnotationSizeLimitB). */
export const MAX_ANNOTATION_BYTES = 256 * 1024;

/** What the namespace of an environment tells of it, in annotations. */
export function namespaceAnnotations({
  owners,
  domains,
  waivers,
}: Pick<Environment, 'owners' | 'domains' | 'waivers'>): Record<string, string> {
  return {
    [`${LABEL_DOMAIN}/owners`]: owners.join(','),
    ...(domains.length > 0 && { [`${LABEL_DOMAIN}/domains`]: domains.join(',') }),
    ...Object.fromEntries(
      waivers.map(({ rule, reason, approvedBy, approvedOn }) => [
        `${LABEL_DOMAIN}/waiver-${rule}`,
        `${reason} (${approvedBy}, ${approvedOn})`,
      ]),
    ),
  };
}

/** Bytes of annotations as Kubernetes counts them. */
export const annotationBytes = (annotations: Readonly<Record<string, string>>) =>
  Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
