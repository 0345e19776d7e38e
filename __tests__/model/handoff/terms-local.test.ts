import { termsOfContract } from '../../../model/handoff/terms';
import { termsLocal } from '../../../model/handoff/terms-local';
import { examplePlatform } from '../../support/platforms';

const terms = termsOfContract(examplePlatform(), { name: 'development' });

describe('terms as a local value of a root module', () => {
  it.each(['Run ${steps} %{ if true }.', 'Costs $${5}, 100%%{}', 'plain'])('come back as they were: %s', (step) => {
    if (!terms) throw new Error('the example hands development off');
    const given = { ...terms, deployment_steps: [step] };
    const written = termsLocal.write(given) as typeof terms;

    expect(written.deployment_steps[0]?.replaceAll('$${', '').replaceAll('%%{', '')).not.toMatch(/(\$|%)\{/);
    expect(termsLocal.read(written)).toEqual(given);
  });

  it.each([undefined, null, {}, { format: 2 }])('are none where there is %j', (value) => {
    expect(termsLocal.read(value)).toBeUndefined();
  });
});
