// What the browser keeps, where it keeps anything: private windows may refuse, and a full storage refuses what is new.
// The page then goes on with what it has in memory, and says so.

const PREFIX = "stepmark.";

export type Keeping = "kept" | "full" | "refused" | "reported";

export class Store {
  private readonly memory = new Map<string, string>();
  private storage: Storage | null = null;
  private state: Keeping = "refused";

  /// Merely naming the storage throws where it is forbidden: hence a function.
  constructor(
    storage: () => Storage,
    private readonly onChange: (state: Keeping) => void = () => {},
  ) {
    try {
      this.storage = storage();
      this.storage.setItem(`${PREFIX}probe`, "1");
      this.storage.removeItem(`${PREFIX}probe`);
      this.state = "kept";
    } catch (failure) {
      if (this.storage !== null && isFull(failure)) this.state = "full";
      else this.storage = null;
    }
  }

  get keeping(): Keeping {
    return this.state;
  }

  read<T>(name: string): T | null {
    const text = this.memory.get(name) ?? this.stored(name);
    if (text === null) return null;
    try {
      return JSON.parse(text) as T;
    } catch {
      return null;
    }
  }

  write(name: string, value: unknown): void {
    const text = JSON.stringify(value);
    this.memory.set(name, text);
    if (this.storage === null) return;
    try {
      this.storage.setItem(PREFIX + name, text);
      this.become("kept");
    } catch {
      this.become("full");
    }
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      this.storage?.removeItem(PREFIX + name);
    } catch {
      // It is gone from memory, which comes first.
    }
  }

  private stored(name: string): string | null {
    try {
      return this.storage?.getItem(PREFIX + name) ?? null;
    } catch {
      return null;
    }
  }

  private become(state: Keeping): void {
    if (state === this.state) return;
    this.state = state;
    this.onChange(state);
  }
}

function isFull(failure: unknown): boolean {
  return failure instanceof DOMException && /quota/i.test(failure.name);
}
