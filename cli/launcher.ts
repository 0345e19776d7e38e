/** What the launcher (`bin/lke-platform.js`) hands to the command it starts. */
export interface Launcher {
  /** The folder of the clone that the command belongs to. */
  readonly root: string;

  /** True with `--debug` or `LKE_PLATFORM_DEBUG=1`: errors are printed with their stack. */
  readonly debug: boolean;

  /** The path of a current bundle of another entry, built if its sources changed. */
  bundle(name: 'kube-credential' | 'exporter'): Promise<string>;
}
