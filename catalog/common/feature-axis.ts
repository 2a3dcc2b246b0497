/** Which axis of a tensor holds its features: channels of an image, the last axis otherwise. */
import type { Tensor } from '../../graph/tensor';

/** Images are [rows, channels, height, width]; sequences [rows, steps, features]; vectors [rows, features]. */
export const featureAxis = (x: Pick<Tensor, 'shape'>): number => (isImage(x) ? 1 : x.shape.length - 1);

export const isImage = (x: Pick<Tensor, 'shape'>): boolean => x.shape.length === 4;
