import { namespaceOf } from '../naming';
import type { PlatformFile } from '../platform-file';

type ApplicationFile = PlatformFile['applications'][number];

/** An Argo CD Application, complete. */
export interface Application extends ApplicationFile {
  readonly approval: NonNullable<ApplicationFile['approval']>;
}

/** Settles who lets the waves of an application through. */
export const deriveApplication = (application: ApplicationFile): Application => ({
  ...application,
  approval:
    application.approval ?? (application.destinationNamespace === namespaceOf('production') ? 'manual' : 'none'),
});
