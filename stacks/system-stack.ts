import type { Construct } from 'constructs';
import type { Environment } from '../model/derive/environment';
import type { Platform } from '../model/platform';
import { EnvironmentStack } from './environment-stack';
import { useHelm } from './providers';

/** The system environment with the baseline that serves all the others. */
export class SystemStack extends EnvironmentStack {
  constructor(scope: Construct, platform: Platform, environment: Environment) {
    super(scope, platform, environment);
    useHelm(this, platform, this.cluster);
  }
}
