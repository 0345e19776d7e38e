import { findEngine } from '../../engine/find-engine';
import { fail, ok, type Check } from '../check';

export const engine: Check = {
  id: 'engine',
  title: 'engine',
  async run({ environment, timeoutMs }) {
    try {
      const { name, version, command } = await findEngine(environment, timeoutMs);
      return ok(`${name} ${version} (${command})`);
    } catch (error) {
      const [found = '', ...fixes] = (error as Error).message.split('. ');
      return fail(found, fixes.join('. ') || 'install Terraform or OpenTofu');
    }
  },
};
