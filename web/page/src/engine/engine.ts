// The engine in its worker. Requests are answered in turn; one that was given up ends its worker, which is then made
// anew at the next request.

import { workerFrom } from "../page/trusted.ts";
import { words } from "../words.ts";
import { Refusal, type Do, type Reply, type Request } from "./protocol.ts";

/// The engine's parts as they stand in this file: the worker's script, and the module, gzipped, in base 85.
export interface EngineSource {
  script: string;
  module: string;
}

interface Waiting {
  resolve(reply: unknown): void;
  reject(reason: Error): void;
}

interface RefusalReply {
  error: string;
  wrong?: string;
  expected?: string;
  where?: { line: number; column: number };
}

/// Who waits for no reply.
const NOBODY = -1;

export class Abandoned extends Error {}

export class Engine {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private requests = 0;
  private stops = 0;
  private language: { name: string; po?: string } | null = null;

  /// `onBusy` is told when the first request begins and when the last one ends.
  constructor(
    private readonly source: EngineSource,
    private readonly onBusy: (busy: boolean) => void = () => {},
  ) {}

  ask<K extends Do>(what: K, fields: Request<K>): Promise<Reply<K>> {
    const id = this.requests++;
    const reply = new Promise<Reply<K>>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (reply: unknown) => void, reject });
    });
    this.started().postMessage({ id, request: JSON.stringify({ do: what, ...fields }) });
    if (this.waiting.size === 1) this.onBusy(true);
    return reply;
  }

  /// What nobody waits for: it is done in its turn.
  tell<K extends Do>(what: K, fields: Request<K>): void {
    this.started().postMessage({ id: NOBODY, request: JSON.stringify({ do: what, ...fields }) });
  }

  /// In which all later replies are; a worker that is made anew is told first.
  speak(language: { name: string; po?: string }): void {
    this.language = language;
    if (this.worker !== null) this.tellLanguage(this.worker);
  }

  private tellLanguage(worker: Worker): void {
    if (this.language !== null) worker.postMessage({ id: NOBODY, request: JSON.stringify({ do: "language", ...this.language }) });
  }

  /// Another after each stop: sessions of an earlier life are lost.
  get life(): number {
    return this.stops;
  }

  get isBusy(): boolean {
    return this.waiting.size > 0;
  }

  /// Gives up all that is waiting; sessions are lost with it.
  stop(reason: Error = new Abandoned("given up")): void {
    this.worker?.terminate();
    this.worker = null;
    this.stops += 1;
    const given = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of given) reject(reason);
    if (given.length > 0) this.onBusy(false);
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = workerFrom(this.source.script);
    worker.onmessage = (event: MessageEvent<{ id: number; reply?: string; failure?: string }>) => this.take(event.data);
    worker.onerror = (event) => this.stop(new Error(event.message || words.noEngine));
    worker.postMessage({ module: this.source.module });
    this.tellLanguage(worker);
    this.worker = worker;
    return worker;
  }

  private take({ id, reply, failure }: { id: number; reply?: string; failure?: string }): void {
    if (failure !== undefined) return this.stop(new Error(failure));
    const waiting = this.waiting.get(id);
    if (waiting === undefined || reply === undefined) return;
    this.waiting.delete(id);
    const value = JSON.parse(reply) as object;
    if ("error" in value) waiting.reject(refusalOf(value as RefusalReply));
    else waiting.resolve(value);
    if (this.waiting.size === 0) this.onBusy(false);
  }
}

function refusalOf(reply: RefusalReply): Refusal {
  const { error, wrong = error, expected = "", where = { line: 0, column: 0 } } = reply;
  return new Refusal(error, wrong, expected, where.line, where.column);
}
