import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { isWithin, networkOf, type AddressRange } from './network/address';

/** How long a request may take to arrive, in milliseconds; answers take as long as they take. */
export interface Patience {
  /** From the first byte, or the connection, to the last of its headers. */
  readonly headers: number;
  /** To the last of its body. */
  readonly whole: number;
  /** How often it is looked whose time is up. */
  readonly look: number;
}

/** Whoever lets the service wait is cut off within 30 seconds, even when the last look was just before. */
export const PATIENCE: Patience = { headers: 15_000, whole: 25_000, look: 3_000 };

interface Cap {
  readonly most: number;
  /** Proxies bring everybody's connections, and cap them by themselves. */
  readonly trusted: readonly AddressRange[];
  readonly warn: (network: string) => void;
}

/** Counts connections by the network that they come from, of all servers of this process; one too many is cut off. */
export class Connections {
  private readonly open = new Map<string, number>();
  /** Networks that were told of, until all their connections are gone. */
  private readonly warned = new Set<string>();

  constructor(private readonly cap: Cap) {}

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.opened(socket));
  }

  private opened(socket: Socket): void {
    const { most, trusted } = this.cap;
    const address = socket.remoteAddress;
    // It is gone already.
    if (address === undefined) return;
    if (isWithin(trusted, address)) return;
    const network = networkOf(address);
    const count = (this.open.get(network) ?? 0) + 1;
    this.open.set(network, count);
    socket.once('close', () => this.closed(network));
    if (count <= most) return;
    socket.destroy();
    if (!this.warned.has(network)) this.cap.warn(network);
    this.warned.add(network);
  }

  private closed(network: string): void {
    const left = (this.open.get(network) ?? 1) - 1;
    if (left > 0) return void this.open.set(network, left);
    this.open.delete(network);
    this.warned.delete(network);
  }
}
