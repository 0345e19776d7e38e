import { blockType, type Block } from '../protocol/schema';
import { shape, UNKNOWN, type Fields } from '../protocol/values';
import type { Peer } from '../protocol/peer';
import { diagnostic, ProviderError } from '../protocol/service';
import type { Applied, ApplyRequest, Diagnostic, Planned, PlanRequest, Service } from '../protocol/service';
import { Refused, type Faults, type Operation } from '../world/faults';
import { valueAt } from './paths';
import { planChange, replacements } from './plan';
import type { Provider } from './provider';
import { HalfCreated, type Awaitable } from './resource-type';
import { settle } from './settle';

/** One configured provider: what the engine asks, answered by the provider's resource types. */
export class ProviderService<Session> implements Service {
  private session: Session | undefined;

  constructor(
    private readonly provider: Provider<Session>,
    private readonly faults: Faults,
    private readonly peer: () => Promise<Peer>,
  ) {}

  get schema() {
    return this.provider.schema;
  }

  validateProvider(config: Fields): Diagnostic[] {
    return errors(this.provider.validateProvider?.(config) ?? []);
  }

  validate(type: string, config: Fields): Diagnostic[] {
    return errors(this.provider.resourceType(type).validate?.(config) ?? []);
  }

  async configure(config: Fields): Promise<void> {
    this.session = await this.provider.configure(config, this.peer);
  }

  stop(): void {
    if (this.session !== undefined) this.provider.stop?.(this.session);
  }

  async plan(type: string, { prior, proposed, config }: PlanRequest): Promise<Planned> {
    const resource = this.provider.resourceType(type);
    const legacy = resource.plugin === 'sdk';
    if (proposed === null || config === null) return { planned: null, replace: [], legacy };
    return this.happen(type, 'plan', proposed, async () => {
      const bySchema = planChange(this.blockOf(type), resource, { prior, planned: proposed, config });
      const planned =
        (await resource.modifyPlan?.({ prior, planned: bySchema, config }, this.configured())) ?? bySchema;
      const replace = prior ? replacements(resource, { prior, planned, config }) : [];
      return { planned, replace, legacy };
    });
  }

  async apply(type: string, request: ApplyRequest): Promise<Applied> {
    const legacy = this.provider.resourceType(type).plugin === 'sdk';
    try {
      const state = await this.change(type, request);
      return { state: state && settle(state, this.blockOf(type)), legacy, diagnostics: [] };
    } catch (error) {
      const half = error instanceof HalfCreated;
      const state = half ? settle(error.state, this.blockOf(type)) : this.stateAfterRefusal(type, request);
      return { state, legacy, diagnostics: [diagnostic(half ? error.reason : error)] };
    }
  }

  /** What plugins of the SDK keep of an update that was refused: the values that were asked for, although nobody has them. */
  private stateAfterRefusal(type: string, { prior, planned }: ApplyRequest): Fields | null {
    const isUpdate = prior !== null && planned !== null;
    if (!isUpdate || this.provider.resourceType(type).plugin !== 'sdk') return prior;
    return settle(withKnown(planned, prior), this.blockOf(type));
  }

  async read(type: string, state: Fields): Promise<Fields | null> {
    const resource = this.provider.resourceType(type);
    const found = await this.happen(type, 'read', state, () => resource.read(state, this.configured()));
    return found && settle(found, this.blockOf(type));
  }

  async importState(type: string, id: string): Promise<Fields> {
    const imported = this.provider.resourceType(type).importState?.(id) ?? { id };
    return this.happen(type, 'import', imported, () => this.shaped(imported, this.blockOf(type)));
  }

  async readData(type: string, config: Fields): Promise<Fields> {
    const source = this.provider.dataSource(type);
    const found = await this.happen(type, 'read', config, () => source(config, this.configured()));
    const schema = this.schema.data_source_schemas[type];
    return schema ? this.shaped({ ...config, ...found }, schema.block) : found;
  }

  private change(type: string, { prior, planned, config }: ApplyRequest): Promise<Fields | null> {
    const resource = this.provider.resourceType(type);
    const session = this.configured();
    if (planned === null) {
      return this.happen(type, 'delete', prior ?? {}, async () => {
        await resource.destroy(prior ?? {}, session);
        return null;
      });
    }
    if (prior === null)
      return this.happen(type, 'create', planned, () => resource.create(planned, session, config ?? {}));
    return this.happen(type, 'update', planned, () => resource.update(planned, prior, session, config ?? {}));
  }

  private async happen<T>(type: string, operation: Operation, fields: Fields, action: () => Awaitable<T>): Promise<T> {
    try {
      return await this.faults.around({ type, name: nameOf(fields), operation }, action);
    } catch (error) {
      throw error instanceof Refused ? new ProviderError(error.message) : error;
    }
  }

  private shaped(fields: Fields, block: Block): Fields {
    return shape(fields, blockType(block)) as Fields;
  }

  private configured(): Session {
    if (this.session === undefined) throw new ProviderError(`${this.provider.source} is not configured`);
    return this.session;
  }

  private blockOf(type: string): Block {
    const schema = this.schema.resource_schemas[type];
    if (!schema) throw new ProviderError(`The provider stand-in has no schema of ${type}`);
    return schema.block;
  }
}

function errors(messages: string[]): Diagnostic[] {
  return messages.map((summary) => ({ severity: 'ERROR', summary, detail: '' }));
}

/** Values with what was there before in place of what is not known. */
function withKnown(planned: Fields, prior: Fields): Fields {
  return Object.fromEntries(
    Object.entries(planned).map(([name, value]) => [name, value === UNKNOWN ? (prior[name] ?? null) : value]),
  );
}

/** The name by which a test can mean a resource: its label, its name, or its name in the metadata. */
function nameOf(fields: Fields): string {
  const names = ['label', 'name', 'metadata.0.name', 'domain', 'id'].map((path) => valueAt(fields, path));
  return String(names.find((it) => typeof it === 'string') ?? '');
}
