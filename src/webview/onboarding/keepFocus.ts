/**
 * Makes a part of the page anew without taking the focus from the person: what has the same `data-key` afterwards gets it
 * again.
 */
export function keepFocus(place: HTMLElement, rebuild: () => void): void {
  const { activeElement } = document;
  const key = activeElement instanceof HTMLElement && place.contains(activeElement) ? activeElement.dataset['key'] : undefined;
  rebuild();
  if (key === undefined) return;
  const again = [...place.querySelectorAll<HTMLElement>('[data-key]')].find((each) => each.dataset['key'] === key);
  again?.focus();
}
