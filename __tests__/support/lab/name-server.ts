import { createSocket, type Socket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { decode, encode } from 'dns-packet';

/** A name server on loopback that knows the name servers of every zone. */
export class NameServer {
  answers = ['ns1.linode.com', 'ns2.linode.com'];

  private constructor(private readonly socket: Socket) {
    socket.on('message', (message, from) => {
      const { id, questions } = decode(message);
      const name = questions?.[0]?.name ?? '';
      const answers = this.answers.map((data) => ({ type: 'NS' as const, name, ttl: 60, data }));
      socket.send(encode({ type: 'response', id, questions, answers }), from.port, from.address);
    });
  }

  static async start(): Promise<NameServer> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => {
      socket.bind(0, '127.0.0.1', resolve);
    });
    return new NameServer(socket);
  }

  get address(): string {
    return `127.0.0.1:${portOf(this.socket.address())}`;
  }

  stop(): void {
    this.socket.close();
  }
}

const portOf = ({ port }: AddressInfo) => port;
