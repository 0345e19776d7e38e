import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CatalogEntity } from '../../../operations/handoff/catalog';
import type { ContractId } from '../../../operations/handoff/contracts';
import type { HandoffContract } from '../../../model/handoff/contract';
import type { Status } from '../../../model/lifecycle/status';
import type { Platform } from '../../../model/platform';
import type { CommandContext } from '../../command-context';
import { exitCode } from '../../conventions/exit-codes';
import { FILE_OPTION, type FileOption } from '../audit/audit-log';
import { platformOf } from '../access/platform';
import { handedOffIn } from './environments';

const FORMATS = ['text', 'markdown', 'catalog'] as const;

interface ShowOptions extends FileOption {
  readonly planned: boolean;
  readonly as: (typeof FORMATS)[number];
  readonly owner: string;
}

/** A contract, published or as the file has it. */
interface Shown extends Partial<ContractId> {
  readonly contract: HandoffContract;
  /** As the ledger has it now, which is not part of what was published. @default - nobody was asked */
  readonly status?: Status;
}

export function addHandoffShow(handoff: Command, context: CommandContext): void {
  handoff
    .command('show')
    .description('show the contract of an environment as it was published last')
    .argument('<environment>', 'the environment')
    .option('--planned', 'as the platform file has it, published or not; it asks nobody', false)
    .addOption(
      new Option('--as <format>', 'text; markdown for people; catalog for Backstage').choices(FORMATS).default('text'),
    )
    .option('--owner <reference>', 'owner of the entities of a catalog', ownerOf, 'group:default/platform')
    .option(...FILE_OPTION)
    .action((name: string, options: ShowOptions) =>
      context.run('handoff show', async (progress) => {
        const platform = await platformOf(options, context);
        progress.step('reading the contract');
        const shown = await contractOf(platform, name, options, context);
        const { contract, version = null, hash = null, status = null } = shown;
        const entities = options.as === 'catalog' ? await entitiesOf(platform, shown, options) : undefined;
        const text = entities ? await yamlOf(entities) : await textOf(shown, options);
        const result = { version, hash, status, contract, ...(entities && { entities }) };
        return { exitCode: exitCode.fine, result, text: () => text };
      }),
    );
}

async function contractOf(
  platform: Platform,
  name: string,
  { planned }: ShowOptions,
  { streams: { env } }: CommandContext,
): Promise<Shown> {
  const [meant] = await handedOffIn(platform, [name]);
  if (!meant) throw new Error(`${name} is not handed off`);
  if (planned) return { contract: { ...meant.terms, namespace_uid: null } };
  const { contractBookOf } = await import('../../../operations/handoff/contract-book');
  const { lastVersion, readPublished } = await import('../../../operations/handoff/publish');
  const { currentStatus } = await import('../../../operations/lifecycle/history');
  const book = contractBookOf(platform, env);
  const published = await readPublished(book, meant.environment.name);
  if (published) return { ...published, status: await currentStatus(book.ledger, meant.environment.name) };
  const withdrawn = await lastVersion(book.ledger, meant.environment.name);
  throw new Error(
    withdrawn
      ? `the contract of ${name} was withdrawn with version ${withdrawn.version}, because it was not handed off any more, or was destroyed. The next apply of it publishes one again: npx lke-platform apply ${name}`
      : `the contract of ${name} was not published yet. Publish it: npx lke-platform handoff publish ${name}`,
  );
}

/** @throws {Error} when it was not published */
async function entitiesOf(
  { handoffService }: Platform,
  { contract, version, hash }: Shown,
  { owner }: ShowOptions,
): Promise<CatalogEntity[]> {
  if (version === undefined || hash === undefined)
    throw new Error('a catalog is made of what was published: leave out --planned.');
  const { catalogOf } = await import('../../../operations/handoff/catalog');
  const address = handoffService?.address;
  const openapi = address === undefined ? undefined : `${address.replace(/\/+$/, '')}/openapi.yaml`;
  return catalogOf({ contract, version, hash }, { owner, openapi });
}

async function yamlOf(entities: readonly CatalogEntity[]): Promise<string> {
  const { stringify } = await import('yaml');
  return entities.map((entity) => stringify(entity, { lineWidth: 0 })).join('---\n');
}

async function textOf(shown: Shown, { as }: ShowOptions): Promise<string> {
  const { contractMarkdown } = await import('../../../operations/handoff/contract-markdown');
  const { contractSummary } = await import('./contract-text');
  return as === 'markdown' ? contractMarkdown(shown) : contractSummary(shown);
}

/** A reference to an entity of Backstage, with or without its kind and namespace. */
const OWNER =
  /^(?:[a-z][a-z0-9]*:)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\/)?[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$/i;

function ownerOf(text: string): string {
  if (OWNER.test(text)) return text;
  throw new InvalidArgumentError('It has to be a reference to an entity of Backstage, such as group:default/platform.');
}
