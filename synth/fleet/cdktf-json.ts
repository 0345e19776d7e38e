import { relative } from 'node:path';

export interface CdktfJsonProps {
  /** Folder of the platform's output, where cdktf-cli is to be started. */
  readonly folder: string;
  /** The command's launcher. */
  readonly launcher: string;
  /** The platform file. */
  readonly file: string;
}

/** Project file of cdktf-cli for one platform of a fleet: started in its folder, it synthesizes this platform there. */
export function cdktfJson({ folder, launcher, file }: CdktfJsonProps): string {
  const fromFolder = (path: string) => JSON.stringify(relative(folder, path));
  const project = {
    language: 'typescript',
    app: `node ${fromFolder(launcher)} app ${fromFolder(file)}`,
    output: '.',
    sendCrashReports: 'false',
  };
  return `${JSON.stringify(project, undefined, 2)}\n`;
}
