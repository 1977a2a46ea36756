import type { Picture, Post } from '../../../shared/tour/posts/posts.ts';
import { post } from '../sample.ts';

/** A picture of that form, by a number. */
export const pictureOf = (number: number, width = 1600, height = 1067): Picture => ({
  id: number.toString(16).padStart(32, '0'),
  ...{ width, height, widths: [480, 960, 1600], colour: '#336699', alt: `图 ${number}` },
});

/** A post with pictures of these numbers, published so many minutes after the first. */
export const shown = (
  id: string,
  minute: number,
  numbers: readonly number[],
  more: Partial<Post> = {},
): Post =>
  post(id, {
    publishedAt: 1_657_150_000_000 + minute * 60_000,
    pictures: numbers.map((number) => pictureOf(number)),
    ...more,
  });

/** Forty letters, as long as a name may get on a wall. */
export const FORTY = '十堰市郧阳区茶店镇新时代文明实践所暨红马甲志愿服务总队示范基地综合服务中心连心站点';
