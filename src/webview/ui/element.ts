interface Parts {
  /** CSS classes, separated by spaces. */
  class?: string;
  /** Shown as it is: words of others are never markup. */
  text?: string;
  attributes?: Readonly<Record<string, string>>;
}

/** Makes an element with its parts and children in one go. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { class: classes, text, attributes }: Parts = {},
  ...children: Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (classes !== undefined) made.className = classes;
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes ?? {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
