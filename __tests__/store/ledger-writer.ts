/** A process of a test that adds events to a chain until it is killed, and prints the id of each that is there. */
import { openAuditLog } from '../../operations/audit/place';
import { recorder } from '../../operations/audit/record';

async function main([endpoint = '', ledger = '', artifacts = '', name = '']: readonly string[]): Promise<void> {
  const place = { platform: 'acme', endpoint, buckets: { state: ledger, ledger, artifacts } };
  const log = openAuditLog(place, process.env);
  const audit = recorder(log, { name, provenBy: 'linode-profile' }, undefined);
  for (let index = 1; ; index += 1) {
    const what = `${name} ${index}`;
    await audit.write({ chain: 'production', kind: 'test.done', what });
    process.stdout.write(`${what}\n`);
  }
}

void main(process.argv.slice(2));
