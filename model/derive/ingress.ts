import type { PlatformDraft } from '../draft';

/** The namespace of the way into the environments. */
export const INGRESS_NAMESPACE = 'ingress';

/** Whether Argo CD deploys something to that namespace. */
export const deploysIngress = ({
  argoCd,
  applications = [],
}: Pick<PlatformDraft, 'argoCd' | 'applications'>): boolean =>
  argoCd?.enabled === true && applications.some((it) => it?.destinationNamespace === INGRESS_NAMESPACE);
