import type { Locator, Page } from 'playwright-core';
import type { PlaceId } from '../../client/organiser/places/place.ts';

/** The address of a place of the organiser's page of the sample tour. */
export const placeAddress = (base: string, place: PlaceId, language: 'zh' | 'en' = 'zh'): string =>
  `${base}/organiser/tour/${place}${language === 'en' ? '?lang=en' : ''}`;

/** Opens a place of the organiser's page and waits until all of it is there. */
export async function openPlace(
  page: Page,
  base: string,
  place: PlaceId,
  language: 'zh' | 'en' = 'zh',
): Promise<Locator> {
  await page.goto(placeAddress(base, place, language));
  return shownPlace(page, place);
}

/** Goes to another place by the bar, as a person does, and waits until all of it is there. */
export async function goToPlace(page: Page, place: PlaceId): Promise<Locator> {
  const link = page.locator(`nav a[data-to="${place}"]`);
  await link.waitFor({ state: 'attached' });
  if (await link.isVisible()) await link.click();
  else {
    // The bar has no room for it: the place that it belongs to leads there.
    await page.locator('nav a[data-to="setup"]').click();
    await page.locator(`[data-place="setup"] nav a[href*="/${place}"]`).click();
  }
  return shownPlace(page, place);
}

/** The place that is shown, once it is there. */
export async function shownPlace(page: Page, place: PlaceId): Promise<Locator> {
  const shown = page.locator(`[data-place="${place}"]:not([hidden])`);
  await shown.locator('section').first().waitFor();
  return shown;
}
