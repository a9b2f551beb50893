/** How many things' tags a diagnosis reads: enough to say who owns what is wrong, few enough for its budget of calls. */
export const mostTags = 6;
