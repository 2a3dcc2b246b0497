/** What a picture becomes for a model. */

/** How a picture of other proportions becomes one of the size that is wanted. */
export type PictureFit = 'stretch' | 'crop' | 'pad';

export interface PictureForm {
  readonly height: number;
  readonly width: number;
  /** 1 for grey, 3 for colour, 4 for colour with how opaque each pixel is. */
  readonly channels: number;
  readonly fit: PictureFit;
}

export const numbersOfPicture = ({ height, width, channels }: PictureForm): number =>
  height * width * channels;
