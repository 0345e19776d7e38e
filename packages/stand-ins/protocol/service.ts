import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { blockType, type CtyType, type ProviderSchema, type Schema } from './schema';
import { fromMsgpack, fromStateJson, toMsgpack, type Fields, type Value } from './values';
import { wireSchemas } from './wire-schema';

/** What a provider configuration answers, in values; `handlers` turns it into the calls of the protocol. */
export interface Service {
  schema: ProviderSchema;
  validateProvider(config: Fields): Diagnostic[];
  validate(type: string, config: Fields): Diagnostic[];
  configure(config: Fields): Promise<void>;
  plan(type: string, request: PlanRequest): Promise<Planned>;
  apply(type: string, request: ApplyRequest): Promise<Applied>;
  read(type: string, state: Fields): Promise<Fields | null>;
  importState(type: string, id: string): Promise<Fields>;
  readData(type: string, config: Fields): Promise<Fields>;
  /** The engine was told to stop: what is being done ends as soon as it can. */
  stop(): void;
}

export interface PlanRequest {
  prior: Fields | null;
  proposed: Fields | null;
  config: Fields | null;
}

export interface Planned {
  planned: Fields | null;
  replace: string[];
  /** as SDK 2 of the provider framework: the engine then forgives what does not agree with its type system */
  legacy: boolean;
}

export interface ApplyRequest {
  prior: Fields | null;
  planned: Fields | null;
  config: Fields | null;
}

export interface Applied {
  state: Fields | null;
  legacy: boolean;
  diagnostics: Diagnostic[];
}

export interface Diagnostic {
  severity: 'ERROR' | 'WARNING';
  summary: string;
  detail: string;
}

interface DynamicValue {
  msgpack: Uint8Array;
}

interface Request {
  type_name: string;
  id: string;
  config: DynamicValue;
  prior_state: DynamicValue;
  proposed_new_state: DynamicValue;
  planned_state: DynamicValue;
  current_state: DynamicValue;
  raw_state: { json: Uint8Array };
}

export function handlers(service: Service): UntypedServiceImplementation {
  const { schema } = service;
  const resource = ({ type_name }: Request) => typed(schema.resource_schemas[type_name], type_name);
  const data = ({ type_name }: Request) => typed(schema.data_source_schemas[type_name], type_name);
  const provider = typed(schema.provider, 'provider');

  return {
    GetMetadata: answer(() => ({ server_capabilities: { get_provider_schema_optional: true } })),
    GetProviderSchema: answer(() => wireSchemas(schema)),
    GetResourceIdentitySchemas: answer(() => ({})),
    GetFunctions: answer(() => ({})),
    StopProvider: answer(() => {
      service.stop();
      return {};
    }),
    ValidateProviderConfig: answer((it) => ({
      diagnostics: service.validateProvider(provider.given(it.config)),
    })),
    ConfigureProvider: answer(async (it) => {
      await service.configure(provider.given(it.config));
      return {};
    }),
    ValidateResourceConfig: answer((it) => ({
      diagnostics: service.validate(it.type_name, resource(it).given(it.config)),
    })),
    ValidateDataResourceConfig: answer(() => ({})),
    UpgradeResourceState: answer((it) => ({ upgraded_state: resource(it).upgrade(it.raw_state.json) })),
    ReadResource: answer(async (it) => {
      const state = resource(it).given(it.current_state);
      return { new_state: resource(it).encode(await service.read(it.type_name, state)) };
    }),
    PlanResourceChange: answer(async (it) => {
      const { decode, encode } = resource(it);
      const request = {
        prior: decode(it.prior_state),
        proposed: decode(it.proposed_new_state),
        config: decode(it.config),
      };
      const { planned, replace, legacy } = await service.plan(it.type_name, request);
      return { planned_state: encode(planned), requires_replace: replace.map(path), legacy_type_system: legacy };
    }),
    ApplyResourceChange: answer(async (it) => {
      const { decode, encode } = resource(it);
      const request = { prior: decode(it.prior_state), planned: decode(it.planned_state), config: decode(it.config) };
      const { state, legacy, diagnostics } = await service.apply(it.type_name, request);
      return { new_state: encode(state), legacy_type_system: legacy, diagnostics };
    }),
    ImportResourceState: answer(async (it) => {
      const state = await service.importState(it.type_name, it.id);
      return { imported_resources: [{ type_name: it.type_name, state: resource(it).encode(state) }] };
    }),
    ReadDataSource: answer(async (it) => {
      const config = data(it).given(it.config);
      return { state: data(it).encode(await service.readData(it.type_name, config)) };
    }),
  };
}

/** An error of the user's kind: it becomes a diagnostic. */
export class ProviderError extends Error {
  constructor(
    readonly summary: string,
    readonly detail = '',
  ) {
    super([summary, detail].filter(Boolean).join(': '));
  }
}

export function diagnostic(error: unknown): Diagnostic {
  if (error instanceof ProviderError) return { severity: 'ERROR', summary: error.summary, detail: error.detail };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { severity: 'ERROR', summary: 'The provider stand-in failed', detail };
}

function answer(compute: (request: Request) => object | Promise<object>): handleUnaryCall<Request, object> {
  return (call, respond) => {
    void Promise.resolve(call.request)
      .then(compute)
      .catch((error: unknown) => ({ diagnostics: [diagnostic(error)] }))
      .then((response) => {
        respond(null, response);
      });
  };
}

function typed(schema: Schema | undefined, name: string) {
  if (!schema) throw new ProviderError(`The provider stand-in has no schema of ${name}`);
  const type: CtyType = blockType(schema.block);
  const encode = (value: Value) => ({ msgpack: toMsgpack(value, type) });
  return {
    decode: (value: DynamicValue | null) => (value ? (fromMsgpack(value.msgpack, type) as Fields | null) : null),
    /** of a value that is never null, such as a configuration */
    given: (value: DynamicValue) => fromMsgpack(value.msgpack, type) as Fields,
    encode,
    upgrade: (json: Uint8Array) => encode(fromStateJson(JSON.parse(Buffer.from(json).toString()), type)),
  };
}

/** `pool.0.type` as the steps of an attribute path. */
function path(dotted: string): object {
  return {
    steps: dotted.split('.').map((it) => (/^\d+$/.test(it) ? { element_key_int: Number(it) } : { attribute_name: it })),
  };
}
