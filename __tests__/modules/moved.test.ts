import { ENGINE_TIMEOUT_MS, engineSuite } from '@lke-platform/stand-ins/testing/engine-suite';
import { ModuleWorkplace } from '../support/module-workplace';

jest.setTimeout(ENGINE_TIMEOUT_MS);

/** Resources of modules whose address was another one in former releases. */
const MOVED = [
  [
    'the namespace of secrets-bootstrap',
    'secrets-bootstrap',
    'module.secrets.kubernetes_namespace_v1.namespace["this"]',
    'module.secrets.kubernetes_namespace_v1.namespace',
  ],
] as const;

engineSuite('what a module calls otherwise than a former release', () => {
  it.each(MOVED)('is kept where that release was applied: %s', async (_, module, address, former) => {
    const workplace = await ModuleWorkplace.open();
    const folder = `modules/${module}/examples/basic`;
    await workplace.run(folder, 'init');
    await workplace.run(folder, 'apply', '-auto-approve');
    expect(await workplace.run(folder, 'state', 'mv', address, former)).toMatchObject({ code: 0 });

    const planned = await workplace.run(folder, 'plan', '-no-color');
    expect(planned.output).toContain(`${former} has moved to ${address}`);
    expect(planned.output).toContain('Plan: 0 to add, 0 to change, 0 to destroy');
  });
});
