/** Brings a part of the page onto the screen: all of it, or where it is too tall its beginning. */
export function reveal(part: HTMLElement): void {
  part.scrollIntoView({ block: part.offsetHeight > window.innerHeight * 0.8 ? 'start' : 'nearest' });
}
