import type { Issuers, Labelled } from '../../operations/drift-credentials/issuers';
import type { ReaderGrant } from '../../operations/drift-credentials/reader-grant';

/** An account at Linode and a cluster, of which several calls have credentials. */
export class Issued {
  readonly grants: (ReaderGrant & { readonly name: string })[] = [];
  readonly tokens = new Map<number, Labelled & { readonly user: string }>();
  readonly keys = new Map<number, Labelled>();
  private last = 0;

  /** Whether all of the credentials of a name are in force. */
  isWhole(name: string): boolean {
    const labels = [...this.tokens.values(), ...this.keys.values()].map(({ label }) => label);
    const hasGrant = this.grants.some(({ holder }) => holder === name);
    return hasGrant && ['', '-read', '-reports'].every((end) => labels.includes(name + end));
  }

  /** Names of whatever is in force of some credentials. */
  names(): string[] {
    const labels = [...this.tokens.values(), ...this.keys.values()].map(({ label }) => label);
    const named = labels.map((label) => label.replace(/-(read|reports)$/, ''));
    return [...new Set([...named, ...this.grants.flatMap(({ holder }) => holder ?? [])])].sort();
  }

  /**
   * The same as a user of Linode.
   *
   * @param turn waited for before anything happens
   */
  issuersOf(user: string, turn: () => Promise<void>): Issuers {
    const inTurn = async <T>(work: () => T): Promise<T> => {
      await turn();
      return work();
    };
    return {
      grants: {
        make: (holder) => inTurn(() => this.make(holder)),
        kubeconfig: (grant) =>
          inTurn(() => {
            if (!this.grants.some(({ name }) => name === grant)) throw new Error(`secrets "${grant}" not found`);
            return `opens the cluster by ${grant}`;
          }),
        list: () => inTurn(() => [...this.grants]),
        remove: (name) =>
          inTurn(() => void this.grants.splice(0, Infinity, ...this.grants.filter((it) => it.name !== name))),
      },
      tokens: {
        mint: (label) => inTurn(() => `opens Linode ${this.add(this.tokens, { label, user })}`),
        list: () => inTurn(() => [...this.tokens.values()].filter((it) => it.user === user)),
        revoke: (id) => inTurn(() => void this.tokens.delete(id)),
      },
      keys: {
        mint: (label) =>
          inTurn(() => ({ id: this.add(this.keys, { label }), accessKey: label, secretKey: `secret of ${label}` })),
        list: () => inTurn(() => [...this.keys.values()]),
        revoke: (id) => inTurn(() => void this.keys.delete(id)),
      },
    };
  }

  private make(holder: string): string {
    const name = `grant-${this.next()}`;
    this.grants.push({ name, holder });
    return name;
  }

  private add<T extends { readonly label: string }>(to: Map<number, T & { readonly id: number }>, thing: T): number {
    const id = this.next();
    to.set(id, { ...thing, id });
    return id;
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }
}
