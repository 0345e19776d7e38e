import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnvironmentName } from '../../model/entities/environment';
import { replaceFile } from '../machine/replace-file';
import { manifestText, parseManifest, type SealedManifest } from './sealing/manifest';

/** Where the SealedSecrets of a platform stand in its repository, by environment, with the certificate to seal with. */
export const MANIFEST_FOLDER = 'infra/secrets';

const CERTIFICATE = 'certificate.pem';

/** The folder of a platform's SealedSecrets. Nothing in it is secret. */
export class ManifestFolder {
  constructor(readonly path: string = MANIFEST_FOLDER) {}

  file(environment: EnvironmentName, name: string): string {
    return join(this.path, environment, `${name}.yaml`);
  }

  /** @returns undefined where there is none, or something else */
  read(environment: EnvironmentName, name: string): SealedManifest | undefined {
    const file = this.file(environment, name);
    return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')) : undefined;
  }

  write(environment: EnvironmentName, manifest: SealedManifest): void {
    replaceFile(this.file(environment, manifest.metadata.name), manifestText(manifest));
  }

  get certificateFile(): string {
    return join(this.path, CERTIFICATE);
  }

  /** @throws {Error} when there is none */
  readCertificate(): string {
    if (existsSync(this.certificateFile)) return readFileSync(this.certificateFile, 'utf8');
    throw new Error(
      `${this.certificateFile} is not there, and without it nothing can be sealed away from the cluster. Run the command ` +
        'once without --offline: it writes that file.',
    );
  }

  writeCertificate(pem: string): void {
    if (existsSync(this.certificateFile) && readFileSync(this.certificateFile, 'utf8') === pem) return;
    replaceFile(this.certificateFile, pem);
  }
}
