import type { Construct } from 'constructs';
import type { Fields, InputRule, PropsOf } from '../../constructs/inputs/types';
import type { ModuleName } from '../../model/entities/terraform-module';

export interface OutputDefinition {
  /** What it is, as a sentence. */
  readonly description: string;
  /** Type of the value, which may be null, too. @default 'string' */
  readonly type?: OutputType;
  /** Whether Terraform hides the value. @default false */
  readonly sensitive?: boolean;
}

export type OutputType = 'string' | 'list(number)' | 'map(string)' | 'map(list(number))';

/** A resource that got another address within the module. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What a module consists of beside the resources of its construct. */
export interface ModuleDefinition {
  readonly name: ModuleName;
  /** What it is for, as the first paragraph of its README. */
  readonly about: string;
  readonly inputs: Fields;
  /** What holds between the inputs. */
  readonly rules: readonly InputRule[];
  /** Outputs by the name of the construct's property. */
  readonly outputs: Readonly<Record<string, OutputDefinition>>;
  /** Creates the construct. */
  readonly build: (scope: Construct, props: never) => Construct;
  /** What a reader of `main.tf` may wonder about, by address. */
  readonly comments: Readonly<Record<string, string>>;
  /** What to know about Linode and the module, one entry per paragraph of the README. */
  readonly notes: readonly string[];
  /** Former addresses. An entry may go with the next major version. */
  readonly moved: readonly Move[];
}

interface Definition<F extends Fields, C extends Construct> extends Omit<
  ModuleDefinition,
  'inputs' | 'outputs' | 'build'
> {
  readonly inputs: F;
  readonly outputs: Readonly<Partial<Record<Exclude<keyof C & string, keyof Construct>, OutputDefinition>>>;
  readonly construct: new (scope: Construct, id: string, props: PropsOf<F>) => C;
}

/** Puts a module together out of a construct and the table of its inputs. */
export const defineModule = <F extends Fields, C extends Construct>({
  construct: Class,
  ...definition
}: Definition<F, C>): ModuleDefinition => ({
  ...definition,
  outputs: definition.outputs as ModuleDefinition['outputs'],
  build: (scope, props) => new Class(scope, 'this', props),
});
