// How a spec file declares its journeys.

/** All journeys of the spec files that have been imported, in their order. */
export const journeys = [];

/**
 * Declares the journeys of one feature, spelt as everywhere else in the code:
 *
 *   feature('contract', (journey) => {
 *     journey('notice is given and taken back', async ({ page }) => { … });
 *   });
 *
 * A journey fails by throwing, and also when the browser logs an error or a page throws one. Where an error belongs
 * to the story (a refused request is logged by browsers), the journey announces it: `expectComplaint(/403/)`.
 */
export function feature(name, declare) {
  declare((sentence, walk) => journeys.push({ feature: name, name: sentence, walk }));
}
