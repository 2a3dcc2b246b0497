/** Measures text as the style sheet will set it. */
import { element } from '../shared/element';
import type { Face, Measure } from './node-size';

/** Asks the page for the fonts of its classes, so that boxes fit in any theme and language. */
export function textMeasure(root: HTMLElement): Measure {
  const context = document.createElement('canvas').getContext('2d')!;
  const fonts: Partial<Record<Face, string>> = {};
  const fontOf = (face: Face): string => {
    const sample = element('span', { class: `picture ${face}` });
    root.append(sample);
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(sample);
    sample.remove();
    return `${fontWeight} ${fontSize} ${fontFamily}`;
  };
  return (content, face) => {
    context.font = fonts[face] ??= fontOf(face);
    return context.measureText(content).width;
  };
}
