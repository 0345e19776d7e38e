/** cdktf-cli 0.21 has no terminal binding for Node 24 and later; our own commands need none. */
const RUNS = Number(process.versions.node.split('.')[0]) < 24;

/** A test that runs cdktf-cli, on the releases of Node on which it runs at all. */
export const itWithCdktfCli = RUNS ? it : it.skip;
