/** Strokes in a square of 16 by 16. VS Code's own icons are a font that a page does not get. */
const strokes = {
  add: 'M8 3v10M3 8h10',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M5.5 5.5h7v8h-7zM3.5 10.5v-8h7',
  delete: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9M7 7v4M9 7v4',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z',
  error: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  information: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.2v4M8 4.6v.6',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3',
  remove: 'M3 8h10',
  send: 'M2.5 3.5h11v9h-11zM2.5 4l5.5 4.5L13.5 4',
  warning: 'M8 2.5l6 11h-12zM8 6.5v3.5M8 11.4v.6',
} as const;

export type IconName = keyof typeof strokes;

const svg = 'http://www.w3.org/2000/svg';

/** A small picture that says nothing by itself: the words beside it, or the name of its button, do. */
export function icon(name: IconName): SVGSVGElement {
  const picture = document.createElementNS(svg, 'svg');
  picture.setAttribute('class', `icon ${name}`);
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', strokes[name]);
  picture.append(path);
  return picture;
}
