/** Builds elements whose text is always text: nothing that a file or a name says can become markup. */

export type Child = Node | string | undefined;
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** `true` sets an empty attribute; `false` and undefined leave it out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** A button that says what it does in words, or through `name` where it shows a symbol. */
export function button(
  content: Child,
  onClick: () => void,
  { name, ...attributes }: Attributes & { readonly name?: string } = {},
): HTMLButtonElement {
  const made = element(
    'button',
    { type: 'button', ...(name === undefined ? {} : { 'aria-label': name, title: name }), ...attributes },
    content,
  );
  made.addEventListener('click', onClick);
  return made;
}

function fill<E extends Element>(made: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
