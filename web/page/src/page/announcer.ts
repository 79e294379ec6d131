// One polite live region for the whole page: the last thing said within a moment is what is read out, so that quick
// typing does not make a queue of sentences.

const MOMENT = 150;

export class Announcer {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly region: HTMLElement) {}

  say(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Said twice in the same words, it is to be read twice.
      this.region.textContent = "";
      requestAnimationFrame(() => {
        this.region.textContent = text;
      });
    }, MOMENT);
  }
}
