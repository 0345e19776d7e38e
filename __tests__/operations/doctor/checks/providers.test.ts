import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '../../../../operations/doctor/checks/providers';
import { find } from '../../../support/surroundings';
import { temporaryFolder } from '../../../support/temporary-folder';

const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
/** As fetch fails where nobody listens, and where nobody answers in time. */
const cut = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }));
const slow = () => Promise.reject(new DOMException('The operation was aborted', 'TimeoutError'));

const SOURCES = ['linode/linode', 'hashicorp/kubernetes', 'hashicorp/helm'];

describe('the check of the providers', () => {
  let folder: string;
  let engine: string;
  beforeEach(() => {
    folder = temporaryFolder();
    engine = join(folder, 'engine');
    writeFileSync(engine, `#!/bin/sh\necho 'Terraform v1.11.4'\n`, { mode: 0o755 });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const findWith = (variables: Record<string, string> = {}) =>
    find(providers, { variables: { TERRAFORM_BINARY_NAME: engine, ...variables } });

  function configuration(text: string): { TF_CLI_CONFIG_FILE: string } {
    const file = join(folder, 'cli.tfrc');
    writeFileSync(file, text);
    return { TF_CLI_CONFIG_FILE: file };
  }

  function mirror(host: string): string {
    const mirrored = join(folder, 'mirror');
    for (const source of SOURCES) mkdirSync(join(mirrored, host, source), { recursive: true });
    return mirrored;
  }

  /** Lets every address answer so; the registries themselves are not on loopback. */
  const answer = (status: number) =>
    jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response('', { status })));

  it('asks the registry of the engine', async () => {
    const asked = answer(200);

    expect(await findWith()).toMatchObject({ status: 'ok' });
    const [address] = asked.mock.calls[0] ?? [];
    expect(address).toBe('https://registry.terraform.io/v1/providers/linode/linode/versions');
  });

  it('asks the registry that a source names', async () => {
    const asked = answer(200);
    await findWith({ LKE_PLATFORM_PROVIDERS_LINODE: 'registry.example/acme/linode' });

    expect(asked.mock.calls.map(([address]) => address)).toContain(
      'https://registry.example/v1/providers/acme/linode/versions',
    );
  });

  it('fails when a registry does not have one, or cannot be reached', async () => {
    answer(404);

    expect(await findWith()).toMatchObject({
      status: 'fail',
      found: expect.stringContaining('linode/linode on registry.terraform.io: it answers 404') as string,
      fix: expect.stringContaining('provider_installation') as string,
    });
  });

  it('is content with a mirror in a folder that the configuration of the engine names', async () => {
    const mirrored = mirror('registry.terraform.io');
    const variables = configuration(
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirrored}"\n  }\n}\n`,
    );

    expect(await findWith(variables)).toMatchObject({
      status: 'ok',
      found: expect.stringContaining(`linode/linode: in ${mirrored}`) as string,
    });
  });

  it('fails when that mirror lacks one, without asking a registry that the engine would not ask', async () => {
    const asked = answer(200);
    const mirrored = mirror('registry.opentofu.org');
    const variables = configuration(
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirrored}"\n  }\n}\n`,
    );

    expect(await findWith(variables)).toMatchObject({
      status: 'fail',
      found: expect.stringContaining(
        `linode/linode is in no mirror that ${variables.TF_CLI_CONFIG_FILE} names`,
      ) as string,
    });
    expect(asked).not.toHaveBeenCalled();
  });

  it('asks a network mirror', async () => {
    const asked = answer(200);
    const url = 'https://mirror.example/providers/';
    const variables = configuration(`provider_installation {\n  network_mirror {\n    url = "${url}"\n  }\n}\n`);

    expect(await findWith(variables)).toMatchObject({ status: 'ok' });
    expect(asked.mock.calls[0]?.[0]).toBe(`${url}registry.terraform.io/linode/linode/index.json`);
  });

  it.each([
    ['refuses', () => new Response('', { status: 403 }), 'it answers 403', 'open a way to the registry'],
    ['was asked too often', () => new Response('', { status: 429 }), 'it answers 429', 'run doctor again'],
    ['has trouble', () => new Response('', { status: 503 }), 'it answers 503', 'run doctor again'],
    ['is a page of a portal', () => page(), 'it answers 200 with a web page', 'open a way to the registry'],
    ['is down', () => cut(), 'no answer: connect ECONNREFUSED', 'open a way to the registry'],
    ['is slow', () => slow(), 'no answer: none in 0.3 seconds', 'open a way to the registry'],
  ])('fails on a registry or a mirror that %s, and says what to do', async (_, answers, found, fix) => {
    jest.spyOn(globalThis, 'fetch').mockImplementation(async () => answers());
    const url = 'https://mirror.example/';
    const mirrored = configuration(`provider_installation {\n  network_mirror {\n    url = "${url}"\n  }\n}\n`);
    const finding = {
      status: 'fail',
      found: expect.stringContaining(found) as string,
      fix: expect.stringContaining(fix) as string,
    };

    const variables = { TERRAFORM_BINARY_NAME: engine };
    expect(await find(providers, { variables, timeoutMs: 300 })).toEqual(finding);
    expect(await find(providers, { variables: { ...variables, ...mirrored }, timeoutMs: 300 })).toEqual(finding);
  });

  it('is content with providers that run already', async () => {
    const running = Object.fromEntries(SOURCES.map((source) => [`registry.terraform.io/${source}`, {}]));

    expect(await findWith({ TF_REATTACH_PROVIDERS: JSON.stringify(running) })).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('running already') as string,
    });
  });

  it('is not made without an engine', async () => {
    expect(await findWith({ TERRAFORM_BINARY_NAME: join(folder, 'none') })).toMatchObject({ status: 'not-checked' });
  });
});
