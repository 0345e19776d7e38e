import { BASELINE_NAMESPACES, namespaceOf } from '../naming';
import type { PlatformFile } from '../platform-file';

type ApplicationFile = PlatformFile['applications'][number];

/** An Argo CD Application, complete. */
export interface Application extends ApplicationFile {
  readonly approval: NonNullable<ApplicationFile['approval']>;
}

/** What decides who lets an application through; of a file that may still be wrong. */
type Draft = Partial<Pick<ApplicationFile, 'approval' | 'destinationNamespace'>>;

const isBaseline = ({ destinationNamespace }: Draft) =>
  BASELINE_NAMESPACES.some((namespace) => namespace === destinationNamespace);

const isOfWaitingEnvironment = (application: Draft) =>
  !isBaseline(application) &&
  (application.approval === 'manual' || application.destinationNamespace === namespaceOf('production'));

/**
 * Who lets the waves of an application through. The baseline may change whatever belongs to the whole cluster, so that it
 * waits for a person wherever an environment does: it would be the way around.
 *
 * @param all applications of the file, this one among them
 */
export const approvalOf = (application: Draft, all: readonly Draft[]): Application['approval'] => {
  if (application.approval !== undefined) return application.approval;
  if (isBaseline(application)) return all.some(isOfWaitingEnvironment) ? 'manual' : 'none';
  return isOfWaitingEnvironment(application) ? 'manual' : 'none';
};

/** Settles who lets the waves of each application through. */
export const deriveApplications = (applications: readonly ApplicationFile[]): readonly Application[] =>
  applications.map((application) => ({ ...application, approval: approvalOf(application, applications) }));
